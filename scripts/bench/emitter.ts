/** What writing a calendar costs, without database or server: ours beside plain concatenation, and how it grows. */

import { DAY_MS } from '#app/lib/days.ts'
import { calendarOf, meetingUid, type Entry } from '#app/lib/ics.server.ts'

const SIZES = [1000, 2000, 5000, 10_000]
const ROUNDS = 5

/** Milliseconds of CPU, the best of some rounds taken in turn. */
export type Emitted = { events: number; ours: number; plain: number; bytes: number }

export function measureEmitter(): Emitted[] {
  calendarOf('Agenda', entries(500))
  const worlds = SIZES.map((size) => ({ entries: entries(size), ours: Infinity, plain: Infinity, bytes: 0 }))
  for (let round = 0; round < ROUNDS; round++) {
    for (const world of worlds) {
      world.plain = Math.min(world.plain, cpuOf(() => concatenated(world.entries)))
      world.ours = Math.min(world.ours, cpuOf(() => (world.bytes = Buffer.byteLength(calendarOf('Agenda', world.entries)))))
    }
  }
  return worlds.map(({ entries: { length: events }, ...figures }) => ({ events, ...figures }))
}

export const emitterTable = (rows: Emitted[]) => [
  '| Events written | CPU ms | µs each | to concatenation | kB |', '| ---: | ---: | ---: | ---: | ---: |',
  ...rows.map(({ events, ours, plain, bytes }) =>
    `| ${events} | ${ours.toFixed(0)} | ${((ours / events) * 1000).toFixed(0)} | ${(ours / plain).toFixed(0)} × | ${(bytes / 1000).toFixed(0)} |`),
].join('\n')

function cpuOf(work: () => unknown) {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** As the demonstration's: three lines of text, a place, an address; in Santiago, over two years. */
function entries(count: number): Entry[] {
  return Array.from({ length: count }, (_, n) => {
    const day = new Date(Date.UTC(2026, 0, 1) + (n % 730) * DAY_MS).toISOString().slice(0, 10)
    return {
      uid: meetingUid(`019cb000-0000-7000-8000-${String(n).padStart(12, '0')}`),
      sequence: n % 4,
      created_at: '2026-01-02T12:00:00.000Z',
      changed_at: '2026-03-05T15:30:00.000Z',
      status: 'CONFIRMED',
      title: `Mesa técnica de suelo y vivienda de Ñuñoa, sesión ${n}`,
      place: 'Gobierno Regional; Bandera 46, Santiago',
      text: `Revisar el catastro de campamentos y los informes previos de tres predios\nEnlace: https://video.ejemplo.cl/${n}\nFolio R-2026-${n}`,
      url: `https://hilvan.ejemplo.cl/reuniones/R-2026-${n}`,
      time: { zone: 'America/Santiago', start: `${day}T10:00`, end: `${day}T11:30` },
    }
  })
}

/** The least anybody could do: no escape, no fold, no check, no zone. */
function concatenated(list: Entry[]) {
  let text = 'BEGIN:VCALENDAR\r\n'
  for (const { uid, sequence, changed_at, created_at, title, place, text: said, url, time } of list) {
    text += `BEGIN:VEVENT\r\nUID:${uid}\r\nSEQUENCE:${sequence}\r\nDTSTAMP:${changed_at}\r\nDTSTART;TZID=${time!.zone}:${time!.start}\r\n`
    text += `DTEND;TZID=${time!.zone}:${time!.end}\r\nSUMMARY:${title}\r\nLOCATION:${place}\r\nDESCRIPTION:${said}\r\nURL:${url}\r\n`
    text += `STATUS:CONFIRMED\r\nCREATED:${created_at}\r\nLAST-MODIFIED:${changed_at}\r\nEND:VEVENT\r\n`
  }
  // A string built by adding is only written when it is read.
  return Buffer.from(`${text}END:VCALENDAR\r\n`)
}

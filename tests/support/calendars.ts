import { readFileSync } from 'node:fs'

import { applyImport, type Decision } from '#app/domain/calendar-imports/commands/apply.server.ts'
import { readImport } from '#app/domain/calendar-imports/commands/read.server.ts'
import { listEntries, totalsOf } from '#app/domain/calendar-imports/queries.server.ts'
import { isOffered } from '#app/domain/calendar-imports/rules/selection.ts'
import { readFile } from '#app/lib/ics-reader/file.server.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

export type EventRows = Record<string, string>

/** One VEVENT: at ten in Santiago on the day of the tests, unless told otherwise. An empty value leaves a row out. */
export function event(uid: string, rows: EventRows = {}) {
  const all: EventRows = {
    UID: uid,
    SUMMARY: `Reunión ${uid}`,
    'DTSTART;TZID=America/Santiago': '20261201T100000',
    'DTEND;TZID=America/Santiago': '20261201T110000',
    ...rows,
  }
  if (Object.keys(rows).some((name) => name.startsWith('DTSTART'))) {
    for (const name of ['DTSTART;TZID=America/Santiago', 'DTEND;TZID=America/Santiago']) if (!(name in rows)) delete all[name]
  }
  return ['BEGIN:VEVENT', ...Object.entries(all).flatMap(([name, value]) => (value ? [`${name}:${value}`] : [])), 'END:VEVENT'].join('\r\n')
}

export const calendarWith = (events: string[], head: string[] = []) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Ejemplo//Prueba//ES', ...head, ...events, 'END:VCALENDAR', ''].join('\r\n')

/** A calendar as a program of others writes it. The people are invented. */
export const fixture = (name: string) => readFileSync(`tests/fixtures/calendars/${name}.ics`)

/** What the reader makes of a text, in this thread: for what needs no deadline. */
export function understood(text: string | Uint8Array) {
  const read = readFile(typeof text === 'string' ? Buffer.from(text) : text, { today: '2026-11-24', zone: 'America/Santiago' })
  if (!read.ok) throw new Error(read.problem)
  return read
}

/** Uploads a calendar; answers its import with what each entry would do. */
export async function uploaded({ as }: World, text: string | Uint8Array, { who = 'paula' }: { who?: Name } = {}) {
  const read = await readImport(as(who), { name: 'prueba.ics', bytes: typeof text === 'string' ? Buffer.from(text) : text })
  if (!read.ok) throw new Error(read.problem)
  const entries = await listEntries(as(who), read.id)
  return { id: read.id, entries, totals: totalsOf(entries), outcomes: entries.map(({ outcome }) => outcome) }
}

/** Uploads a calendar and confirms all that is offered, or what the decision says. */
export async function imported(world: World, text: string | Uint8Array, decision: Partial<Decision> & { who?: Name } = {}) {
  const { who = 'paula', ...rest } = decision
  const file = await uploaded(world, text, { who })
  const picked = new Set(file.entries.filter(isOffered).map(({ position }) => position))
  await applyImport(world.as(who), file.id, { picked, rest: true, zone: null, ...rest })
  return { ...file, entries: await listEntries(world.as(who), file.id) }
}

import { todayIn } from '#app/lib/dates.ts'
import { readCalendar, type ReadEntry } from '#app/lib/ics-reader.server.ts'

import { readOptions, Usage } from '../usage.ts'

export const help = `
Lee un calendario de otro programa (.ics) y dice qué se entendería al importarlo. No escribe nada ni necesita base de datos.

Uso: npx hilvan ics [--json] < archivo.ics

  --json  un objeto: {"encoding", "zones", "remarks", "entries": [{"line", "title", "source_uid", "source_recurrence",
          "sequence", "refused", "ignored", "facts", "notes"}]}; sin él, una línea por evento

Termina con 1 si el archivo no se puede leer, con la razón.
`

const ZONE = 'America/Santiago'

export async function run(args: string[]) {
  const asked = readOptions(args, { json: { type: 'boolean' } })
  const reading = await readCalendar(await readInput(), { today: todayIn(ZONE, new Date()), zone: ZONE })
  if (!reading.ok) {
    console.error(reading.problem)
    return 1
  }
  const { encoding, zones, remarks, entries } = reading
  if (asked.json) console.log(JSON.stringify({ encoding, zones, remarks, entries }))
  else console.log([...remarks, ...entries.map(asLine)].join('\n'))
  return 0
}

async function readInput() {
  if (process.stdin.isTTY) throw new Usage('Falta el archivo: páselo por la entrada, como «npx hilvan ics < agenda.ics».')
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** «línea 12 · Mesa técnica · 2026-12-01T10:00 America/Santiago · No decía cuándo termina: se le dio una hora.» */
function asLine({ line, title, refused, ignored, facts, notes }: ReadEntry) {
  const when = facts && [facts.start_local ?? facts.from_on, facts.zone ?? 'sin zona'].join(' ')
  const problem = refused ? `no se importa: ${refused}` : ignored
  return [`línea ${line}`, title, when ?? problem, ...notes].join(' · ')
}

import { plural } from '../text.ts'
import { scan, type Found } from './components.server.ts'
import { readEntry, type Reader } from './entry.server.ts'
import type { ReadEntry, Reading } from './reading.server.ts'
import { rowsOf } from './rows.server.ts'
import { zoneFinder } from './zones.server.ts'

/** Reads a whole file. Runs in a thread of its own: see app/lib/ics-reader.server.ts. */
export function readFile(bytes: Uint8Array, { today, zone }: { today: string; zone: string }): Reading {
  const read = rowsOf(bytes)
  if (!read.ok) return read
  const scanned = scan(read.rows)
  if (scanned.isTooMany) return { ok: false, problem: 'Trae más de 5.000 eventos. Expórtelo por partes, por ejemplo un año cada vez.' }
  if (scanned.entries.length === 0) {
    const problem = scanned.hasCalendar
      ? 'Es un calendario, pero no trae ningún evento.'
      : 'No parece un calendario: no se encontró ningún evento. Debe ser un archivo .ics, o su texto completo.'
    return { ok: false, problem }
  }

  const zones = zoneFinder(scanned.zones)
  const entries = scanned.entries.map((found) => readOne(found, { zones, today, zone }))
  const many = read.dropped.length
  return {
    ok: true,
    encoding: read.encoding,
    zones: zones.named(),
    remarks: many > 0 ? [`Se ${many === 1 ? 'dejó' : 'dejaron'} fuera ${plural(many, 'dato', 'datos')} de más de 64 kB (línea ${read.dropped.slice(0, 5).join(', ')}).`] : [],
    entries: bounded(withoutRepeated(entries)),
  }
}

const MOST_NOTES = 8
const MOST_DATES = 5_000
/** What an unexpected fault says; the other entries go on. */
const UNEXPECTED = 'No se pudo leer.'

function readOne(found: Found, reader: Reader): ReadEntry {
  try {
    const entry = readEntry(found, reader)
    return { ...entry, notes: [...new Set(entry.notes)].slice(0, MOST_NOTES) }
  } catch {
    return { line: found.line, title: 'Sin título', source_uid: '', source_recurrence: '', sequence: 0, refused: UNEXPECTED, ignored: null, facts: null, notes: [] }
  }
}

/** Of an entry that comes several times, the latest; the others are told apart. */
function withoutRepeated(entries: ReadEntry[]): ReadEntry[] {
  const best = new Map<string, ReadEntry>()
  const keyOf = ({ source_uid, source_recurrence }: ReadEntry) => `${source_uid}\n${source_recurrence}`
  for (const entry of entries) {
    if (!entry.facts) continue
    const other = best.get(keyOf(entry))
    if (!other || entry.sequence > other.sequence) best.set(keyOf(entry), entry)
  }
  return entries.map((entry) =>
    entry.facts && best.get(keyOf(entry)) !== entry ? { ...entry, facts: null, ignored: 'Viene repetido en el archivo: se tomó el más nuevo.' } : entry)
}

/** A file of 5,000 series would be two million meetings. */
function bounded(entries: ReadEntry[]): ReadEntry[] {
  let dates = 0
  return entries.map((entry) => {
    dates += entry.facts?.repeats?.dates.length ?? 0
    if (!entry.facts?.repeats || dates <= MOST_DATES) return entry
    return { ...entry, facts: null, refused: 'Con sus fechas pasan de 5.000 las que se repiten: impórtela en otro archivo.' }
  })
}

import ICAL from 'ical.js'

import { Unreadable } from './reading.server.ts'
import type { Row } from './rows.server.ts'

/** One property as ical.js reads it, with its line. `values` are text, whatever their type. */
export type Property = { line: number; params: Record<string, string>; type: string; values: string[] }

const ONCE = ['UID', 'SEQUENCE', 'RECURRENCE-ID', 'DTEND', 'DURATION', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'URL', 'STATUS', 'CLASS']
const LINKS = ['X-GOOGLE-CONFERENCE', 'X-MICROSOFT-SKYPETEAMSMEETINGURL', 'X-MICROSOFT-ONLINEMEETINGCONFLINK']
const MANY = ['DTSTART', 'RRULE', 'EXDATE', 'RDATE', 'EXRULE', 'ATTENDEE', 'ORGANIZER', 'X-MICROSOFT-CDO-ALLDAYEVENT']
const KNOWN = new Set([...ONCE, ...MANY, ...LINKS])
/** Without these an entry has no sense; a fault in any other is left out and said. */
const ESSENTIAL = new Set(['DTSTART', 'DTEND', 'DURATION', 'RECURRENCE-ID', 'RRULE', 'EXRULE'])
const RAW = new Set(['RRULE', 'EXRULE', 'X-MICROSOFT-CDO-ALLDAYEVENT', 'SEQUENCE', ...LINKS])

export type Properties = { all: (name: string) => Property[]; first: (name: string) => Property | undefined; link: () => string | undefined }

/**
 * The properties of one entry that we know, each read alone by ical.js: a bad one does not lose the rest. Rules stay as
 * text, for ical.js reads INTERVAL=0 as 1 and would expand for ever what we refuse.
 */
export function propertiesOf(rows: Row[], notes: string[]): Properties {
  const found = new Map<string, Property[]>()
  for (const row of rows) {
    const name = /^[a-z0-9-]{1,60}/i.exec(row.text)?.[0]?.toUpperCase() ?? ''
    if (!KNOWN.has(name)) {
      // «DTSTART 20261124» has a name and no value; what has neither is somebody's noise.
      if (!/^[a-z0-9-]{1,60}[;:]/i.test(row.text)) notes.push(`La línea ${row.line} no se entiende y se dejó fuera.`)
      continue
    }
    const property = read(name, row, notes)
    if (property) found.set(name, [...(found.get(name) ?? []), property])
  }
  return {
    all: (name) => found.get(name) ?? [],
    first: (name) => found.get(name)?.[0],
    link: () => LINKS.map((name) => found.get(name)?.[0]?.values[0]).find(Boolean),
  }
}

function read(name: string, row: Row, notes: string[]): Property | undefined {
  try {
    if (RAW.has(name)) return raw(row)
    const [, params, type, ...values] = ICAL.parse.property(repaired(name, row, notes)) as [string, Record<string, string | string[]>, string, ...unknown[]]
    const flat = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]))
    return { line: row.line, params: flat, type, values: values.map(String) }
  } catch {
    if (ESSENTIAL.has(name)) throw new Unreadable(row.line, `No se entiende ${name}.`)
    notes.push(`No se entiende ${name} de la línea ${row.line}: se dejó fuera.`)
    return undefined
  }
}

function raw({ line, text }: Row): Property {
  const [, value] = /^[^:]{1,2000}:(.*)$/s.exec(text) ?? []
  if (value === undefined) throw new Error('no value')
  return { line, params: {}, type: 'text', values: [value.trim()] }
}

/** «DTSTART:20261124» is a day, though it does not say so. */
function repaired(name: string, { text }: Row, notes: string[]) {
  if (!/^(DTSTART|DTEND|RECURRENCE-ID|EXDATE)$/.test(name) || !/:\d{8}$/.test(text.trim()) || /[;]VALUE=DATE[:;]/i.test(text)) return text
  if (name === 'DTSTART') notes.push('No decía que era un día completo: se entendió por su fecha.')
  const value = text.trim().slice(-8)
  return `${name};VALUE=DATE:${value}`
}

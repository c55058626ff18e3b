import { createHash } from 'node:crypto'

import { line, paragraph } from '../ics/text.server.ts'
import type { Found } from './components.server.ts'
import { homeOf, kept, localIn, momentOf, type ZoneFinder } from './moments.server.ts'
import { propertiesOf, type Properties, type Property } from './properties.server.ts'
import { Unreadable, type EntryFacts, type ReadEntry } from './reading.server.ts'
import { timesOf } from './times.server.ts'
import { isOurs } from './zones.server.ts'

export type Reader = { zones: ZoneFinder; today: string; zone: string }

const MOST = { title: 200, place: 200, description: 4000, link: 500, people: 200 }

/** Reads one entry. Whatever is wrong with it is said in what it answers. */
export function readEntry(found: Found, reader: Reader): ReadEntry {
  const { line: at, calendar, rows, problem } = found
  const notes: string[] = []
  const entry: ReadEntry = {
    line: at, title: '', source_uid: '', source_recurrence: '', sequence: 0, refused: problem, ignored: problem ? null : reasonToIgnore(found), facts: null, notes,
  }
  try {
    const properties = propertiesOf(rows, notes)
    const home = homeOf(calendar.zone, reader.zones, reader.zone)
    entry.title = cut(properties.first('SUMMARY')?.values[0], MOST.title, line, 'título', notes) ?? 'Sin título'
    entry.sequence = sequenceOf(properties.first('SEQUENCE'))
    entry.source_uid = uidOf(properties, rows.map(({ text }) => text), notes)
    entry.source_recurrence = recurrenceOf(properties, reader.zones, home)
    if (entry.refused ?? entry.ignored) return entry
    entry.facts = { title: entry.title, ...textsOf(properties, notes), people: peopleOf(properties), ...timesOf(properties, at, home, reader, notes) }
    if (entry.source_recurrence) entry.facts.repeats = null
    return entry
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return entry.ignored ? entry : { ...entry, line: error.line, refused: entry.refused ?? error.message, facts: null }
  }
}

function reasonToIgnore({ kind, calendar: { method } }: Found) {
  if (kind === 'VTODO') return 'Es una tarea: no se importa.'
  if (kind !== 'VEVENT') return kind === 'VJOURNAL' ? 'Es un apunte: no se importa.' : 'Son horas ocupadas: no se importan.'
  if (method === 'CANCEL') return 'Es un aviso de cancelación: cancele la reunión aquí.'
  if (['REPLY', 'COUNTER', 'DECLINECOUNTER', 'REFRESH'].includes(method)) return 'Es una respuesta a una invitación: no se importa.'
  return null
}

function uidOf(properties: Properties, texts: string[], notes: string[]) {
  const given = line(properties.first('UID')?.values[0] ?? '', 1000)
  if (given && given.length <= 255) return given
  if (!given) notes.push('No traía identificador: se reconocerá por su contenido.')
  const content = given || texts.filter((text) => /^(SUMMARY|DTSTART|DTEND|DURATION|RRULE|LOCATION)/i.test(text)).join('\n')
  return `sin-uid-${createHash('sha256').update(content).digest('hex')}`
}

const sequenceOf = (property: Property | undefined) => {
  const text = property?.values[0] ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** In the zone of the entry itself, which is that of its series, whatever zone it is told in. */
function recurrenceOf(properties: Properties, zones: ZoneFinder, home: string) {
  const property = properties.first('RECURRENCE-ID')
  if (!property) return ''
  const moment = momentOf(property.values[0] ?? '', property.params.tzid, zones)
  if (!moment) throw new Unreadable(property.line, 'No se entiende a qué fecha de su serie reemplaza.')
  if (!moment.time) return moment.day
  const named = properties.first('DTSTART')?.params.tzid
  const own = named ? zones.find(named) : null
  return moment.isUtc || moment.zone ? kept(moment, own && isOurs(own) ? own.iana : home).local : localIn(moment)
}

function cut(text: string | undefined, most: number, clean: (text: string, max?: number) => string, what: string, notes: string[]) {
  const value = clean(text ?? '', most + 1)
  if (value.length > most) notes.push(`Se cortó el texto de «${what}» en ${most} caracteres.`)
  return value.slice(0, most).toWellFormed().trim() || null
}

function textsOf(properties: Properties, notes: string[]): Pick<EntryFacts, 'description' | 'place' | 'link' | 'reserved' | 'cancelled'> {
  const location = cut(properties.first('LOCATION')?.values[0], MOST.link, line, 'lugar', notes)
  const placeLink = location && webLink(location)
  const link = [properties.first('URL')?.values[0], properties.link()].map((text) => webLink(text ?? '')).find(Boolean) ?? placeLink
  if (properties.first('URL') && !webLink(properties.first('URL')!.values[0] ?? '')) notes.push('Su enlace no es de la web: se dejó fuera.')
  return {
    description: cut(properties.first('DESCRIPTION')?.values[0], MOST.description, paragraph, 'descripción', notes),
    place: placeLink ? null : cut(location ?? '', MOST.place, line, 'lugar', notes),
    link: link ?? null,
    reserved: /^(PRIVATE|CONFIDENTIAL)$/i.test(properties.first('CLASS')?.values[0] ?? ''),
    cancelled: /^CANCELLED$/i.test(properties.first('STATUS')?.values[0] ?? ''),
  }
}

/** A web address, whole; nothing is ever asked of it. */
function webLink(text: string) {
  if (!/^https?:\/\/\S{1,490}$/i.test(text.trim())) return undefined
  try {
    const { href, username, password } = new URL(text.trim())
    return username || password || href.length > MOST.link ? undefined : href
  } catch {
    return undefined
  }
}

function peopleOf(properties: Properties) {
  const rows = [...properties.all('ORGANIZER'), ...properties.all('ATTENDEE')]
  const addresses = rows.slice(0, MOST.people).flatMap(({ params, values: [value = ''] }) => {
    const [address] = /[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]{1,120}/.exec(params.email ?? value.replace(/^mailto:/i, '')) ?? []
    return address ? [address.toLowerCase()] : []
  })
  return [...new Set(addresses)]
}

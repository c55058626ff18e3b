/** Reads the calendar part of an answer to an invitation, and nothing of it that is not asked for. */

import ICAL from 'ical.js'

export type CalendarTime = { local: string; zone: string } | { utc: string }

export type CalendarReply = {
  method: string
  uid: string
  sequence: number
  /** When the answer was given, by the clock of whoever gave it: ISO-8601 UTC. */
  stamped_at: string | null
  attendees: { email: string; partstat: string }[]
  /** The date of a series that is answered. */
  recurrence: CalendarTime | null
  /** Another time, when it is a proposal with hours. */
  start: CalendarTime | null
  end: CalendarTime | null
}

const WANTED = /^(BEGIN|END|METHOD|VERSION|PRODID|UID|SEQUENCE|DTSTAMP|ATTENDEE|RECURRENCE-ID|DTSTART|DTEND)[:;]/i
const MOST_ROWS = 1_000
const LONGEST_ROW = 2_000

/** A sentence when it cannot be taken: more than one entry, something missing, or no calendar at all. */
export function readCalendarReply(text: string): CalendarReply | string {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '').split('\n')
  if (rows.length > MOST_ROWS) return 'trae un calendario demasiado grande'
  const own = ownRows(rows.map((row) => row.trimEnd()))
  if (!own || own.some((row) => row.length > LONGEST_ROW)) return 'trae un calendario que no se entiende'
  try {
    return replyIn(new ICAL.Component(ICAL.parse(own.join('\r\n'))))
  } catch {
    return 'trae un calendario que no se entiende'
  }
}

/** The rows of the calendar and of its entries: zones, alarms and everything unknown are left out before anything parses them. */
function ownRows(rows: string[]) {
  const kept: string[] = []
  const open: string[] = []
  for (const row of rows) {
    const [, edge, kind] = /^(BEGIN|END):([A-Z-]{1,20})$/i.exec(row)?.map((word) => word.toUpperCase()) ?? []
    if (edge === 'BEGIN') open.push(kind!)
    const isOurs = open.every((one) => one === 'VCALENDAR' || one === 'VEVENT') && open.length <= 2 && open[0] === 'VCALENDAR'
    if (isOurs && WANTED.test(row)) kept.push(row)
    if (edge === 'END' && open.pop() !== kind) return undefined
  }
  return open.length === 0 ? kept : undefined
}

function replyIn(calendar: ICAL.Component): CalendarReply | string {
  const events = calendar.getAllSubcomponents('vevent')
  const [event] = events
  if (calendar.name !== 'vcalendar' || !event || events.length > 1) return 'no responde exactamente a una reunión'
  const uid = event.getFirstPropertyValue('uid')
  if (typeof uid !== 'string' || uid.length > 200) return 'no dice a qué reunión responde'
  const attendees = event.getAllProperties('attendee').map((property) => ({
    email: String(property.getFirstValue()).replace(/^mailto:/i, '').toLowerCase(),
    partstat: String(property.getFirstParameter('partstat') ?? '').toUpperCase(),
  }))
  // A date that cannot be told apart must not be taken for all of them.
  if (event.hasProperty('recurrence-id') && !timeOf(event, 'recurrence-id')) return 'responde a una fecha que no se entiende'
  const stamp = timeOf(event, 'dtstamp')
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0)
  return {
    method: String(calendar.getFirstPropertyValue('method') ?? '').toUpperCase(),
    uid,
    sequence: Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0,
    stamped_at: stamp && 'utc' in stamp ? stamp.utc : null,
    attendees,
    recurrence: timeOf(event, 'recurrence-id'),
    start: timeOf(event, 'dtstart'),
    end: timeOf(event, 'dtend'),
  }
}

function timeOf(event: ICAL.Component, name: string): CalendarTime | null {
  const property = event.getFirstProperty(name)
  const value = property?.getFirstValue()
  if (!property || !(value instanceof ICAL.Time) || value.isDate) return null
  // As it was written: the library rolls a month 13 over, and lets `99999999T999999` through.
  const written = String(property.toJSON()[3])
  const moment = written.slice(0, 19)
  if (!canBe(moment)) return null
  if (written.endsWith('Z')) return { utc: `${moment}.000Z` }
  const zone = property.getFirstParameter('tzid')
  return typeof zone === 'string' && zone ? { local: moment.slice(0, 16), zone } : null
}

function canBe(moment: string) {
  if (!/^(19[7-9]|20\d)\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(moment)) return false
  const instant = new Date(`${moment}Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 19) === moment
}

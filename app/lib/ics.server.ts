/** Writes iCalendar. The only file that imports ical-generator, whose traps are all met here. */

import ical, {
  ICalAlarmType, ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventClass, ICalEventStatus, ICalEventTransparency,
} from 'ical-generator'
import type { ICalEventData } from 'ical-generator'

import { suspectZones } from './ics-guard.server.ts'
import type { Attendee, Entry } from './ics/entry.server.ts'
import { localDay, moment, stamp } from './ics/moment.server.ts'
import { ordered } from './ics/ordered.server.ts'
import { consistent, isMaster, recurrence } from './ics/series.server.ts'
import { exact, line, mailAddress, paragraph, personName, plainLine, webAddress } from './ics/text.server.ts'
import { type Suspects, vtimezone, zoneHere } from './ics/zones.server.ts'

export type { Attendee, Entry } from './ics/entry.server.ts'
export { line, paragraph } from './ics/text.server.ts'
export { isZone, vtimezone } from './ics/zones.server.ts'

export type Options = {
  /** One institutional mailbox; nobody's own address. */
  organizer?: { name: string; email: string }
  /** How often a subscriber should ask again; left out in files. */
  refresh_seconds?: number
  /** Zones whose block the platform contradicts; tests give their own. */
  suspects?: Suspects
}

const HOUR = 3600
const LONGEST_ALARM = 28 * 24 * 60

/** The UIDs that feed, download and mail share. What follows `@` is a constant, not the name of a host. */
export const meetingUid = (id: string) => `reunion-${id}@agenda.hilvan`
export const commitmentUid = (id: string) => `compromiso-${id}@agenda.hilvan`

/** The text of a subscribed feed: a calendar that says to ask again in an hour. */
export const calendarOf = (name: string, entries: Entry[], options: Options = {}) =>
  calendar(name, entries, { refresh_seconds: HOUR, ...options })

/**
 * The text of a calendar, the same bytes for the same entries. Throws on anything that may not be printed as asked (an
 * hour that the clock skips, an unknown zone, a rule with COUNT): answer 503, never half a calendar.
 */
export function calendar(name: string, entries: Entry[], options: Options = {}) {
  const suspects = options.suspects ?? suspectZones()
  const printed = consistent(entries)
  const cal = ical({
    ...blank(suspects),
    name: plainLine(name) || 'Agenda',
    ttl: options.refresh_seconds ?? null,
    x: { 'X-WR-TIMEZONE': 'America/Santiago' },
  })
  for (const entry of printed) write(cal, entry, options.organizer, suspects)
  return ordered(cal.toString(), printed.length)
}

export type Mailed = {
  method: 'REQUEST' | 'CANCEL'
  organizer: { name: string; email: string }
  attendees: Attendee[]
  suspects?: Suspects
}

/**
 * What a mail to a guest carries (iTIP, RFC 5546): the same entries with the same UID, and besides METHOD, ORGANIZER and
 * ATTENDEE, which nothing published may print. Without a name of calendar, or some programs make a new one; without alarms.
 */
export function invitation(entries: Entry[], { method, organizer, attendees, suspects = suspectZones() }: Mailed) {
  if (attendees.length === 0) throw new Error('an invitation invites somebody')
  const printed = consistent(entries)
  const cal = ical({ ...blank(suspects), method: ICalCalendarMethod[method] })
  for (const { alarms: _, ...entry } of printed) {
    if (method === 'CANCEL' && entry.status !== 'CANCELLED') throw new Error('what is cancelled says so')
    const event = write(cal, entry, organizer, suspects)
    for (const { name, email, answer } of attendees) {
      event.createAttendee({
        name: personName(name) || mailAddress(email), email: mailAddress(email), rsvp: true,
        role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus[answer === 'NEEDS-ACTION' ? 'NEEDSACTION' : answer],
      })
    }
  }
  return ordered(cal.toString(), printed.length, 'mailed')
}

const blank = (suspects: Suspects) => ({
  scale: 'gregorian',
  prodId: { company: 'Hilvan', product: 'Agenda', language: 'ES' },
  timezone: { name: null, generator: (zone: string) => suspects.get(zone) ?? vtimezone(zone) },
})

function write(cal: ReturnType<typeof ical>, entry: Entry, organizer: Options['organizer'], suspects: Suspects) {
  const title = line(entry.title) || 'Sin título'
  const event = cal.createEvent({
    ...when(entry, suspects),
    id: exact(/^[\w.@-]{8,120}$/, entry.uid),
    sequence: Number(exact(/^\d{1,9}$/, String(entry.sequence))),
    stamp: stamp(entry.stamped_at ?? entry.changed_at),
    lastModified: stamp(entry.changed_at),
    created: stamp(entry.created_at),
    summary: title,
    status: ICalEventStatus[entry.status],
    // Without CLASS unless reserved: some take PUBLIC as leave to show details.
    class: entry.reserved ? ICalEventClass.PRIVATE : null,
    transparency: entry.free ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  })
  if (entry.text) event.description(paragraph(entry.text))
  if (entry.place) event.location(line(entry.place))
  if (entry.url) event.url(webAddress(entry.url))
  if (organizer) event.organizer({ name: personName(organizer.name) || 'Agenda', email: mailAddress(organizer.email) })
  for (const minutes of entry.alarms ?? []) {
    if (!Number.isInteger(minutes) || minutes < 0 || minutes > LONGEST_ALARM) throw new Error(`no alarm ${minutes}`)
    event.createAlarm({ type: ICalAlarmType.display, trigger: minutes * 60, description: title })
  }
  return event
}

function when(entry: Entry, suspects: Suspects): Pick<ICalEventData, 'start'> & ICalEventData {
  const { day, time, replaces } = entry
  const isSeries = isMaster(entry)
  if (day && !time && !replaces) return wholeDays(day)
  if (!time || day) throw new Error('an entry has hours, or is single and lasts whole days')

  const { zone, second } = time
  const [start, end] = [moment(time.start, zone, second), moment(time.end, zone, second)]
  if (start.value.epochMilliseconds >= end.value.epochMilliseconds) throw new Error('it ends before it starts')

  const isSure = start.sure && end.sure
  if (!isSeries && !replaces && (!isSure || suspects.has(zone))) {
    return { start: new Date(start.value.epochMilliseconds), end: new Date(end.value.epochMilliseconds) }
  }
  if (!isSure) throw new Error('a series cannot touch the repeated hour')
  return {
    timezone: zoneHere(zone),
    start: start.value,
    end: end.value,
    repeating: isSeries ? recurrence(entry) : null,
    recurrenceId: replaces ? moment(replaces, zone).value : null,
  }
}

function wholeDays({ from, until }: NonNullable<Entry['day']>) {
  if (from >= until) throw new Error('a whole day ends after it starts')
  return { allDay: true, start: localDay(from), end: localDay(until) }
}

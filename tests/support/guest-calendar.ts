import ICAL from 'ical.js'

import { outbox } from './invitations.ts'
import { inIcalJs, type Shown } from './series.ts'
import type { World } from './world.ts'

type Event = { component: ICAL.Component; sequence: number; stamp: string }
type Kept = { master: Event | undefined; dates: Map<string, Event>; gone: Event | undefined }

const eventOf = (component: ICAL.Component): Event =>
  ({ component, sequence: Number(component.getFirstPropertyValue('sequence')), stamp: String(component.getFirstPropertyValue('dtstamp')) })
const isNewer = (one: Event, known: Event | undefined) => !known || one.sequence > known.sequence || (one.sequence === known.sequence && one.stamp > known.stamp)

/**
 * A calendar program that keeps series as RFC 5546 says: a message with the rule takes the place of all it knew of that
 * UID, one with a RECURRENCE-ID touches that date alone, a cancellation without one takes the UID away.
 */
export function seriesClient(address: string) {
  const kept = new Map<string, Kept>()
  const zones = new Map<string, ICAL.Component>()

  function take(method: string, uid: string, events: Event[]) {
    const own = kept.get(uid) ?? { master: undefined, dates: new Map<string, Event>(), gone: undefined }
    kept.set(uid, own)
    const whole = events.find(({ component }) => !component.hasProperty('recurrence-id'))
    if (whole) {
      if (!isNewer(whole, own.master ?? own.gone)) return
      own.dates.clear()
      own.master = method === 'REQUEST' ? whole : undefined
      own.gone = method === 'REQUEST' ? undefined : whole
    }
    for (const event of events) {
      if (event === whole) continue
      const date = String(event.component.getFirstPropertyValue('recurrence-id'))
      if (whole || isNewer(event, own.dates.get(date) ?? own.master ?? own.gone)) own.dates.set(date, event)
    }
  }

  return {
    get(message: string) {
      const calendar = new ICAL.Component(ICAL.parse(message))
      for (const zone of calendar.getAllSubcomponents('vtimezone')) zones.set(String(zone.getFirstPropertyValue('tzid')), zone)
      const events = calendar.getAllSubcomponents('vevent').filter((event) =>
        event.getAllProperties('attendee').some((attendee) => String(attendee.getFirstValue()).toLowerCase() === `mailto:${address}`))
      const byUid = Map.groupBy(events.map(eventOf), ({ component }) => String(component.getFirstPropertyValue('uid')))
      for (const [uid, own] of byUid) take(String(calendar.getFirstPropertyValue('method')), uid, own)
    },
    shown(): Shown[] {
      const calendar = new ICAL.Component('vcalendar')
      for (const zone of zones.values()) calendar.addSubcomponent(ICAL.Component.fromString(zone.toString()))
      for (const { master, dates } of kept.values()) {
        if (master) calendar.addSubcomponent(ICAL.Component.fromString(master.component.toString()))
        for (const { component } of dates.values()) {
          const copy = ICAL.Component.fromString(component.toString())
          if (!master) {
            copy.updatePropertyWithValue('uid', `${copy.getFirstPropertyValue('uid')} ${copy.getFirstPropertyValue('recurrence-id')}`)
            copy.removeAllProperties('recurrence-id')
          }
          calendar.addSubcomponent(copy)
        }
      }
      return inIcalJs(calendar.toString()).filter(({ cancelled }) => !cancelled)
    },
  }
}

/** What the calendar of a guest shows after every mail that left for them, in order. */
export async function calendarOfGuest(world: World, address: string): Promise<Shown[]> {
  const client = seriesClient(address)
  for (const { recipient, calendar_body, state } of await outbox(world)) if (recipient === address && state === 'sent') client.get(calendar_body!)
  return client.shown()
}

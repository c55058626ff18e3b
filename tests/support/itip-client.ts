import { eventsIn, readInIcalJs } from './parsers/ical-js.ts'

type Event = { start: string; summary: string; status: string; sequence: number; stamp: string }

/**
 * A calendar program that applies the invitations it gets as RFC 5546 §2.1.5 says: a message counts when its SEQUENCE is
 * higher than what it knows or, with the same one, when its DTSTAMP is later. A cancelled entry goes.
 */
export function itipClient(address: string) {
  const entries = new Map<string, Event>()
  const gone = new Map<string, Event>()
  return {
    entries,
    get(message: string) {
      const method = readInIcalJs(message).properties.method?.[0]
      for (const raw of eventsIn(message)) {
        const key = `${raw.uid} ${raw['recurrence-id'] ?? ''}`.trim()
        const event = { start: String(raw.dtstart), summary: String(raw.summary), status: String(raw.status), sequence: Number(raw.sequence), stamp: String(raw.dtstamp) }
        const known = entries.get(key) ?? gone.get(key)
        const newer = !known || event.sequence > known.sequence || (event.sequence === known.sequence && event.stamp > known.stamp)
        const invited = readInIcalJs(message).components.vevent!.some(({ properties }) => properties.attendee?.some((one) => one.toLowerCase() === `mailto:${address}`))
        if (!newer || !invited) continue
        if (method === 'REQUEST') entries.set(key, event)
        if (method !== 'CANCEL') continue
        gone.set(key, event)
        entries.delete(key)
      }
    },
  }
}

import { createHash } from 'node:crypto'

import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

/** What a file and a meeting of ours can be compared by. Of a series, `repeats` is what the file says of it. */
export type Content = Omit<EntryFacts, 'people' | 'repeats'> & { repeats: string | null }

/** An entry of a file, in the zone in which it is kept when it brings none. */
export function contentOf({ repeats, ...facts }: EntryFacts, zone: string | null = null): Content {
  const content = { ...facts, zone: facts.zone ?? zone, repeats: null }
  if (!repeats) return content
  // Which of its dates are taken depends on the day it is read; what the file says does not.
  const minutes = (Date.parse(`${facts.end_local}Z`) - Date.parse(`${facts.start_local}Z`)) / 60_000
  return { ...content, start_local: null, end_local: null, repeats: `${repeats.source} ${minutes}` }
}

export const contentOfMeeting = (meeting: Meeting): Content => ({
  title: meeting.title,
  description: meeting.description,
  place: meeting.place,
  link: meeting.link,
  reserved: meeting.reserved === 1,
  cancelled: meeting.state === 'cancelled',
  start_local: meeting.start_local,
  end_local: meeting.end_local,
  from_on: meeting.from_on,
  until_on: meeting.until_on,
  zone: meeting.zone,
  repeated_hour: meeting.repeated_hour,
  repeats: null,
})

const KEYS = [
  'title', 'description', 'place', 'link', 'reserved', 'cancelled', 'start_local', 'end_local', 'from_on', 'until_on', 'zone',
  'repeated_hour', 'repeats',
] as const

/** The same for the same content, whoever tells it. */
export const hashOf = (content: Content) => createHash('sha256').update(JSON.stringify(KEYS.map((key) => content[key]))).digest('hex')

/** What differs between two contents. */
export const differences = (before: Content, after: Content) => KEYS.filter((key) => before[key] !== after[key])

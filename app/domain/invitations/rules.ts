import type { MeetingState } from '#app/domain/meetings/terms.ts'

import type { NoticeKind } from './terms.ts'

type Meeting = {
  state: MeetingState
  start_local: string | null
  end_local: string | null
  from_on: string | null
  until_on: string | null
  zone: string
  repeated_hour: 0 | 1
  place: string | null
  commune_name: string | null
  link: string | null
  title: string
  description: string | null
  starts_at: string
  ends_at: string
}

/** What a guest reads of a meeting. It is kept as told, so that what changed can be said, and what did not is not. */
export type Facts = Pick<
  Meeting,
  'start_local' | 'end_local' | 'from_on' | 'until_on' | 'zone' | 'repeated_hour' | 'link' | 'title' | 'description'
> & { stands: 'yes' | 'suspended' | 'cancelled'; where: string | null }

export function factsOf(meeting: Meeting): Facts {
  const { state, place, commune_name, start_local, end_local, from_on, until_on, zone, repeated_hour, link, title, description } = meeting
  const stands = state === 'suspended' || state === 'cancelled' ? state : 'yes'
  const where = [place, commune_name].filter(Boolean).join(', ') || null
  return { stands, where, start_local, end_local, from_on, until_on, zone, repeated_hour, link, title, description }
}

/** As it was kept. What an older version of the product did not keep counts as not told. */
export const readFacts = (told: string): Facts => JSON.parse(told) as Facts

const times = ['start_local', 'end_local', 'from_on', 'until_on', 'zone', 'repeated_hour'] as const
const asks = [...times, 'where', 'link'] as const
const words = ['title', 'description'] as const

export const sameTimes = (one: Facts, other: Facts) => times.every((key) => one[key] === other[key])

/** What somebody who was told `told` must hear now that `now` is so; nothing when they know all of it. */
export function newsFor(told: Facts, now: Facts): 'change' | 'words' | 'cancellation' | null {
  if (now.stands !== 'yes') return told.stands === now.stands ? null : 'cancellation'
  if (told.stands !== 'yes' || asks.some((key) => told[key] !== now[key])) return 'change'
  return words.some((key) => told[key] !== now[key]) ? 'words' : null
}

/**
 * Of what may be news to somebody who perhaps got the last mail and perhaps not, what is true for both. An invitation that
 * they perhaps have already is the same invitation.
 */
export function kindForBoth(kinds: (NoticeKind | null)[]): NoticeKind {
  const news = kinds.filter((kind) => kind !== null)
  const [first] = news
  if (first && news.every((kind) => kind === first)) return first
  return news.find((kind) => methodOf(kind) === 'CANCEL') ?? 'change'
}

/** Whether a kind of news asks its guest for an answer, or takes something away. */
export const methodOf = (kind: NoticeKind) => (kind === 'cancellation' || kind === 'removal' || kind === 'ending' ? 'CANCEL' : 'REQUEST')

/** A mail after this instant would come too late: an invitation once the meeting begins, a cancellation once it is over. */
export const tooLate = (meeting: Pick<Meeting, 'starts_at' | 'ends_at'>, kind: NoticeKind) =>
  methodOf(kind) === 'CANCEL' ? meeting.ends_at : meeting.starts_at

/** Why nobody can be told anything of this meeting now, as a sentence; null when they can. */
export function silence(meeting: Pick<Meeting, 'state' | 'starts_at' | 'ends_at'>, now: Date): string | null {
  if (meeting.state === 'draft') return 'Esta reunión es un borrador: primero convóquela. Un borrador no se manda a nadie.'
  if (meeting.state === 'held' || meeting.state === 'closed') return 'Esta reunión ya se hizo: no se manda nada de una reunión pasada.'
  if (meeting.state === 'in_progress') return 'Esta reunión está en curso: ya no se mandan invitaciones.'
  const last = meeting.state === 'called' ? meeting.starts_at : meeting.ends_at
  return last <= now.toISOString() ? 'La hora de esta reunión ya pasó: no se manda nada de una reunión pasada.' : null
}

/** Whether an answer was given before the last change that everybody was asked about, or to a series that another continues. */
export const isStale = (rsvp_sequence: number | null, asked_sequence: number | null) =>
  rsvp_sequence !== null && rsvp_sequence < (asked_sequence ?? 0)

/** Each address once, the first that has it: two guests may share a mailbox. */
export const eachOnce = <T extends { email: string }>(people: T[]): T[] =>
  people.filter(({ email }, at) => people.findIndex((one) => one.email.toLowerCase() === email.toLowerCase()) === at)

import { isDateOfSeries } from '#app/domain/calendar/rules/series.server.ts'
import type { Participant } from '#app/domain/meetings/queries/participants.server.ts'
import type { Series } from '#app/domain/series/queries.server.ts'
import { listDates, listLine } from '#app/domain/series/queries/dates.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { toUtc } from '#app/lib/dates.ts'

import type { Invitation } from '../queries.server.ts'
import { factsOf, silence, type Facts } from '../rules.ts'
import { goneOf, isTail, newsForBoth, newsOfSeries, readToldSeries, stands, type Dates, type Fate, type News } from '../rules/series.ts'
import { verdictOn, type Heard } from '../rules/told.ts'
import type { Notice } from './notices.server.ts'
import { listSeriesGuests, type SeriesGuest } from './series-guests.server.ts'

/**
 * `now` and `told` hold the dates that are still ahead, `behind` those that the guest was told and that were held; `one`
 * is the only one the mail is about. `continues` is the local start since which another series goes on with the guest,
 * `continued` says that this one does.
 */
export type SeriesNews = {
  series_id: string
  one: string | null
  now: Dates
  told: Dates
  behind: Dates
  ref: string
  continues: string | null
  continued: boolean
}

/** One of the series that continue one another: its dates, by the local start its rule gives them, and who comes. */
type Part = { series: Series; ancestors: Set<string>; ahead: Dates; over: Set<string>; held: Set<string>; guests: SeriesGuest[]; others: Invitation[] }

/**
 * Whom a series, and those it continues or that continue it, still owe a mail: one for each guest and UID, whatever dates
 * they come to. What goes from an old series is told before what comes in the new one. Two queries, and eight a series.
 */
export async function listSeriesNotices(ctx: Context, series_id: string): Promise<Notice[]> {
  const line = await listLine(ctx, series_id)
  const before = new Map(line.map(({ id, continues_id }) => [id, continues_id]))
  const parts: Part[] = []
  for (const series of line) parts.push(await readPart(ctx, series, ancestorsOf(series.id, before)))
  return parts.flatMap((part) => noticesOf(ctx, part, parts))
}

function ancestorsOf(id: string, before: Map<string, string | null>): Set<string> {
  const found = new Set<string>()
  for (let at = before.get(id); at && !found.has(at); at = before.get(at)) found.add(at)
  return found
}

async function readPart(ctx: Context, series: Series, ancestors: Set<string>): Promise<Part> {
  const all = (await listDates(ctx, series.id)).filter(isDateOfSeries)
  const over = all.filter((date) => silence(date, ctx.now))
  const dates = all.filter((date) => !silence(date, ctx.now))
  return {
    series,
    ancestors,
    ahead: Object.fromEntries(dates.map((date) => [date.series_local, factsOf(date)])),
    over: new Set(over.map(({ series_local }) => series_local)),
    held: new Set(over.filter((date) => stands(factsOf(date))).map(({ series_local }) => series_local)),
    ...(await listSeriesGuests(ctx, series.id, dates)),
  }
}

function noticesOf({ now: instant }: Context, part: Part, parts: Part[]): Notice[] {
  const { guests, others, ahead } = part
  // A calendar knows the series by its UID alone: whoever shares the mailbox and stays would lose it too.
  const staying = new Set(guests.map(emailOf))
  const theirs = guests.flatMap((guest) => {
    const { participant, invitation, own, ref, locals } = guest
    const now = Object.fromEntries([...locals].toSorted().map((local) => [local, ahead[local]!]))
    const { name, title, institution } = participant
    return noticeTo(part, parts, {
      participant, invitation, ref, now, instant,
      email: emailOf(guest),
      person_id: invitation ? invitation.person_id : (own?.person_id ?? null),
      name: name ?? title ?? institution ?? 'Sin nombre',
      title: name ? title : null,
      institution: name ?? title ? institution : null,
    })
  })
  const farewells = others.filter(({ email }) => !staying.has(email)).flatMap((invitation) => {
    const { email, person_id, name, told } = invitation
    const ref = told ? readToldSeries(told).ref : ''
    return noticeTo(part, parts, { participant: undefined, invitation, ref, now: {}, instant, email, person_id, name, title: null, institution: null })
  })
  return [...theirs, ...farewells]
}

const emailOf = ({ invitation, own }: SeriesGuest) => invitation?.email ?? own?.email ?? null

type To = Pick<Notice, 'invitation' | 'email' | 'person_id' | 'name' | 'title' | 'institution'> & {
  participant: Participant | undefined
  ref: string
  now: Dates
  instant: Date
}

type Hearing = Pick<Heard, 'told' | 'perhaps' | 'known'> & { sent_sequence: number | null }
const uninvited: Hearing = { told: null, perhaps: [], known: [null], sent_sequence: null }

/** One notice at most. Of a guest of whom nobody knows whether the last mail left, `told` is all that they may know. */
function noticeTo(part: Part, parts: Part[], { ref, now, instant, ...to }: To): Notice[] {
  const { invitation, participant, email } = to
  const heard: Hearing = invitation ?? uninvited
  const first: News | null = Object.values(now).some(stands) ? { kind: 'invitation', one: null } : null
  const never = heard.sent_sequence === null ? heard.told : undefined
  const endOf = (told: Dates) => endingOf(part, parts, email, goneOf(told, now))
  const verdict = verdictOn(heard, (kept) => {
    const told = aheadOf(datesIn(kept), part.over, instant)
    return kept === never ? first : newsOfSeries(told, now, endOf(told).fate)
  })
  if (!verdict) return []
  const unsure = verdict !== 'recall' && 'unsure' in verdict
  const known: Dates = Object.assign({}, ...[heard.told, ...(unsure ? heard.perhaps : [])].map(datesIn))
  const told = aheadOf(known, part.over, instant)
  const { fate, continues } = endOf(told)
  const news = verdict === 'recall' ? ({ kind: 'recall', one: null } as const) : 'sure' in verdict ? verdict.sure : newsForBoth(verdict.unsure, now, fate)
  return [{
    key: `${news.kind}:${invitation?.id ?? participant!.id}${news.one ? `:${news.one}` : ''}`,
    kind: news.kind,
    ...to,
    told: news.one && !unsure ? (told[news.one] ?? null) : null,
    unsent: invitation?.unsent ?? null,
    series: {
      series_id: part.series.id,
      one: news.one,
      now,
      told: unsure ? { ...told, ...now } : told,
      behind: Object.fromEntries(Object.entries(known).filter(([local]) => part.held.has(local))),
      ref,
      continues,
      continued: news.kind === 'invitation' && isContinued(part, parts, email),
    },
  }]
}

const datesIn = (kept: string | null | undefined): Dates => (kept ? readToldSeries(kept).dates : {})

/** Whether a mail about one of those this series continues has really left for an address. */
const isContinued = ({ ancestors }: Part, parts: Part[], email: string | null) =>
  parts.some(({ series, guests, others }) => ancestors.has(series.id) &&
    [...guests.map(({ invitation }) => invitation), ...others].some((one) => one?.email === email && one?.sent_sequence !== null))

/** What became of the dates that are gone, and since when a series that continues this one goes on with the guest. */
function endingOf(part: Part, parts: Part[], email: string | null, gone: string[]): { fate: Fate; continues: string | null } {
  const continues = gone.length > 0 ? continuationOf(part, parts, email, gone) : null
  return { fate: continues ? 'continued' : fateOf(part, parts, gone), continues }
}

/** Since when a series that continues this one goes on, for a guest of both, with the last dates that are gone. */
function continuationOf(part: Part, parts: Part[], email: string | null, gone: string[]): string | null {
  if (!isTail(gone, [...Object.keys(part.ahead), ...part.over])) return null
  const starts = parts.filter(({ ancestors }) => ancestors.has(part.series.id)).flatMap(({ guests, ahead }) =>
    guests.filter((guest) => emailOf(guest) === email).flatMap(({ locals }) =>
      [...locals].filter((local) => stands(ahead[local])).map((local) => ahead[local]!.start_local!)))
  return starts.toSorted()[0] ?? null
}

/** Dates that are still somebody's are not ended: whoever is not told of them any more was taken off. */
function fateOf({ series, ahead }: Part, parts: Part[], gone: string[]): Fate {
  const later = parts.some((other) => other.ancestors.has(series.id) && Object.values(other.ahead).some(stands))
  return later || gone.some((local) => stands(ahead[local])) ? 'taken off' : 'ended'
}

/** What was told of dates that are over is nobody's news. */
function aheadOf(dates: Dates, over: Set<string>, now: Date): Dates {
  const isAhead = ({ end_local, until_on, zone, repeated_hour }: Facts) => toUtc(end_local ?? `${until_on}T00:00`, zone, repeated_hour) > now.toISOString()
  return Object.fromEntries(Object.entries(dates).filter(([local, facts]) => !over.has(local) && isAhead(facts)))
}

import { isDateOfSeries } from '#app/domain/calendar/rules/series.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants, type Participant } from '#app/domain/meetings/queries/participants.server.ts'
import { refOf } from '#app/domain/meetings/rules/participants.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { toUtc } from '#app/lib/dates.ts'

import { listInvitations, type Invitation } from '../queries.server.ts'
import { factsOf, silence, type Facts } from '../rules.ts'
import { newsForBoth, newsOfSeries, readToldSeries, type Dates, type News } from '../rules/series.ts'
import { verdictOn } from '../rules/told.ts'
import { isHouse, listAddresses, type Address } from './addresses.server.ts'
import type { Notice } from './notices.server.ts'

/** `now` and `told` hold the dates that are still ahead; `one` is the only one the mail is about. */
export type SeriesNews = { one: string | null; now: Dates; told: Dates; ref: string }

type SeriesGuest = { ref: string; participant: Participant; locals: Set<string> }

/** Whom a series still owes a mail: one for each guest, whatever dates they come to. Two queries and those of its first date. */
export async function listSeriesNotices(ctx: Context, series_id: string): Promise<Notice[]> {
  const all = (await listDates(ctx, series_id)).filter(isDateOfSeries)
  const dates = all.filter((date) => !silence(date, ctx.now))
  const behind = new Set(all.filter((date) => silence(date, ctx.now)).map(({ series_local }) => series_local))
  const guests = await listSeriesGuests(ctx, dates)
  const invitations = await listInvitations(ctx, { id: '', series_id, series_local: all[0]?.series_local ?? null })
  const addresses = await listAddresses(ctx, guests.map(({ participant }) => participant))
  const facts = new Map(dates.map((date) => [date.series_local, factsOf(date)]))
  const ahead = (told: string | null) => (told ? aheadOf(readToldSeries(told).dates, behind, ctx.now) : {})

  const free = new Set(invitations)
  // A calendar knows the series by its UID alone: whoever shares the mailbox and stays would lose it too.
  const staying = new Set<string | undefined>()
  const theirs = guests.flatMap((guest, at) => {
    const own = addresses[at]!
    const invitation = [...free].find((one) =>
      one.told && readToldSeries(one.told).ref === guest.ref && (own.length === 0 || own.some(({ email }) => email === one.email)))
    if (invitation) free.delete(invitation)
    staying.add(invitation?.email ?? own[0]?.email)
    const now = Object.fromEntries([...guest.locals].toSorted().map((local) => [local, facts.get(local)!]))
    return noticeTo(guest, invitation, own[0], now, ahead)
  })
  return [...theirs, ...[...free].filter(({ email }) => !staying.has(email)).flatMap((invitation) => farewellTo(invitation, ahead))]
}

/** Everybody who is invited to some of these dates, as they are on the first of theirs. */
async function listSeriesGuests(ctx: Context, dates: (Meeting & { series_local: string })[]): Promise<SeriesGuest[]> {
  if (dates.length === 0) return []
  const rows = await ctx.db
    .selectFrom('participants')
    .select(['id', 'meeting_id', 'institution_id', 'position_id', 'person_id', 'name_then'])
    .where('meeting_id', 'in', dates.map(({ id }) => id))
    .where('invited', '=', 1)
    .orderBy('sort')
    .orderBy('id')
    .execute()
  const guests = new Map<string, SeriesGuest>()
  for (const date of dates) {
    const own = rows.filter(({ meeting_id }) => meeting_id === date.id)
    const fresh = own.some((row) => !guests.has(refOf(row))) ? await listParticipants(ctx, date) : []
    for (const row of own) {
      const ref = refOf(row)
      const known = guests.get(ref)
      const participant = fresh.find(({ id }) => id === row.id)
      if (known) known.locals.add(date.series_local)
      else if (participant && !isHouse(ctx, participant)) guests.set(ref, { ref, participant, locals: new Set([date.series_local]) })
    }
  }
  return [...guests.values()]
}

/** What was told of dates that are over is nobody's news. */
function aheadOf(dates: Dates, behind: Set<string>, now: Date): Dates {
  const isAhead = ({ end_local, until_on, zone, repeated_hour }: Facts) => toUtc(end_local ?? `${until_on}T00:00`, zone, repeated_hour) > now.toISOString()
  return Object.fromEntries(Object.entries(dates).filter(([local, facts]) => !behind.has(local) && isAhead(facts)))
}

type Ahead = (told: string | null) => Dates

function noticeTo({ ref, participant }: SeriesGuest, invitation: Invitation | undefined, own: Address | undefined, now: Dates, ahead: Ahead): Notice[] {
  const news = newsTo(invitation, now, ahead)
  if (!news) return []
  const { name, title, institution } = participant
  return [{
    key: `${news.kind}:${invitation?.id ?? participant.id}${news.series.one ? `:${news.series.one}` : ''}`,
    kind: news.kind,
    email: invitation?.email ?? own?.email ?? null,
    person_id: invitation ? invitation.person_id : (own?.person_id ?? null),
    name: name ?? title ?? institution ?? 'Sin nombre',
    title: name ? title : null,
    institution: name ?? title ? institution : null,
    told: news.told,
    unsent: invitation?.unsent ?? null,
    participant,
    invitation,
    series: { ...news.series, ref },
  }]
}

function farewellTo(invitation: Invitation, ahead: Ahead): Notice[] {
  const news = newsTo(invitation, {}, ahead)
  if (!news) return []
  const { id, email, person_id, name, unsent } = invitation
  return [{
    key: `${news.kind}:${id}`, kind: news.kind, email, person_id, name, title: null, institution: null,
    told: news.told, unsent, participant: undefined, invitation,
    series: { ...news.series, ref: '' },
  }]
}

/** What a guest must hear of the dates that are ahead, and what they were told of them as far as that is certain. */
function newsTo(invitation: Invitation | undefined, now: Dates, ahead: Ahead): { kind: Notice['kind']; told: Facts | null; series: Omit<SeriesNews, 'ref'> } | null {
  const first: News | null = Object.values(now).some(({ stands }) => stands === 'yes') ? { kind: 'invitation', one: null } : null
  if (!invitation) return first && { kind: first.kind, told: null, series: { one: null, now, told: {} } }
  const never = invitation.sent_sequence === null ? invitation.told : undefined
  const verdict = verdictOn(invitation, (told) => (told === never ? first : newsOfSeries(ahead(told), now)))
  if (!verdict) return null
  const told = ahead(invitation.told)
  if (verdict === 'recall') return { kind: 'recall', told: null, series: { one: null, now, told } }
  if ('unsure' in verdict) {
    const either = { ...told, ...ahead(invitation.perhaps ?? null), ...now }
    const { kind, one } = newsForBoth(verdict.unsure, now)
    return { kind, told: null, series: { one, now, told: either } }
  }
  const { kind, one } = verdict.sure
  return { kind, told: one ? (told[one] ?? null) : null, series: { one, now, told } }
}

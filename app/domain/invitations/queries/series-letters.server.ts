import { dateEntry, isDateOfSeries, seriesEntries } from '#app/domain/calendar/rules/series.server.ts'
import { labelOf, listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { findSeries, listSlots, type Series } from '#app/domain/series/queries.server.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { endWords, ruleWords } from '#app/domain/series/rules/words.ts'
import type { Context } from '#app/lib/context.server.ts'
import { toUtc } from '#app/lib/dates.ts'
import { letterhead, NOBODY } from '#app/lib/env.server.ts'
import { found } from '#app/lib/errors.ts'
import { invitation, type Attendee, type Entry } from '#app/lib/ics.server.ts'

import { letterOf } from '../mail.ts'
import { listInvitations } from '../queries.server.ts'
import { isStale, methodOf, type Facts } from '../rules.ts'
import { changesOfDates, whenOfSeries } from '../rules/series-wording.ts'
import type { Letters, Recipient } from './letters.server.ts'
import type { Notice } from './notices.server.ts'

const nowhere = { meeting: () => '', series: () => '', commitment: () => '' }
type Of = Meeting & { series_local: string; series_zone: string }

/** What every letter of a series has in common. A single date is told by itself, anything more whole. Eight queries. */
export async function openSeriesLetters(ctx: Context, series_id: string): Promise<Letters> {
  const series = found(await findSeries(ctx, series_id))
  const dates = new Map((await listDates(ctx, series_id)).filter(isDateOfSeries).map((date) => [date.series_local, { ...date, reserved: 0 as const }]))
  const slots = (await listSlots(ctx, [series_id])).get(series_id) ?? []
  const [any] = dates.values()
  const shown = series.shows_guests === 1
  const others = shown && any ? (await listParticipants(ctx, any)).filter(({ invited }) => invited === 1).map(labelOf) : []
  const invitations = await listInvitations(ctx, { id: '', series_id, series_local: any?.series_local ?? null })
  const organizer = NOBODY
  const stamped_at = ctx.now.toISOString()

  function entriesOf({ kind, series: news }: Notice): Entry[] {
    const { one, now, told } = found(news)
    if (methodOf(kind) === 'CANCEL') return [cancelled(series, found(any), one ? dates.get(one) : undefined, told, one)]
    const own = [...dates.values()].filter(({ series_local }) => Object.hasOwn(now, series_local))
    if (one || own.length === 1) return [dateEntry(found(one ? dates.get(one) : own[0]), 'full', nowhere)]
    return seriesEntries(series, own, slots, 'full', nowhere)
  }

  return {
    text(notice) {
      const { kind, name, told, series: news } = notice
      const { one, now, told: before } = found(news)
      const locals = Object.keys(methodOf(kind) === 'CANCEL' ? { ...before, ...now } : now).toSorted()
      const first = found(one ?? locals[0])
      const date = dates.get(first)
      const single = one !== null || locals.length === 1
      const facts = found(now[first] ?? before[first])
      const words = [ruleWords(series.rule, series.start_local.slice(0, 10)), endWords(found(locals.at(-1)).slice(0, 10), locals.length)].join(', ')
      return letterOf({
        kind, facts, others,
        told: single ? (told ?? before[first] ?? null) : null,
        points: [],
        folio: date?.folio ?? found(any).folio,
        guest: name,
        caller: any?.organiser_name ?? letterhead(),
        writer: { name: found(any).owner_name, email: found(any).owner_email },
        reason: date?.state_reason ?? null,
        ...(single ? { date: first } : { whole: { ...whenOfSeries(words, facts), changes: kind === 'change' ? changesOfDates(before, now) : [] } }),
      })
    },
    calendar(notice, recipient) {
      const method = methodOf(notice.kind)
      const { participant } = notice
      const known = participant && notice.kind !== 'change' && participant.rsvp !== 'pending' && !isStale(participant.rsvp_sequence, any?.asked_sequence ?? null)
      const asked = (one: Recipient): Attendee => ({ name: one.name, email: one.email, answer: one === recipient && known ? partstats[participant.rsvp] : 'NEEDS-ACTION' })
      const together = shown && method === 'REQUEST' ? invitations.filter(({ email }) => email !== recipient.email) : []
      const entries = entriesOf(notice).map((entry) => ({ ...entry, url: undefined, stamped_at, ...(series.reserved ? { reserved: true } : {}) }))
      return invitation(entries, { method, organizer, attendees: [recipient, ...together].map(asked) })
    },
    notAfter({ kind, series: news }) {
      const { one, now, told } = found(news)
      const facts = { ...told, ...now }
      const last = found(facts[one ?? found(Object.keys(facts).toSorted().at(-1))])
      return instantOf(last, methodOf(kind) === 'CANCEL' ? 'end' : 'start')
    },
  }
}

const partstats = { pending: 'NEEDS-ACTION', accepted: 'ACCEPTED', declined: 'DECLINED', tentative: 'TENTATIVE' } as const

const instantOf = ({ start_local, end_local, zone }: Facts, edge: 'start' | 'end') => toUtc(found(edge === 'start' ? start_local : end_local), zone)

/** One date that is off, or the whole series for one guest: the entry says that it is cancelled, by what the guest knew of it. */
function cancelled(series: Series, { sequence, changed_at, created_at }: Of, date: Of | undefined, told: Record<string, Facts>, one: string | null): Entry {
  const common = { status: 'CANCELLED' as const, sequence, changed_at }
  if (date) return { ...dateEntry(date, 'full', nowhere), ...common }
  const first = one ?? found(Object.keys(told).toSorted()[0])
  const facts = found(told[first])
  const time = { zone: series.zone, start: first, end: first.slice(0, 10) + series.end_local.slice(10) }
  return { uid: series.uid, created_at, ...common, title: facts.title, time, ...(one ? { replaces: one } : {}) }
}

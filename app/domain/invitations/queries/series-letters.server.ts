import { dateEntry, isDateOfSeries, seriesEntries } from '#app/domain/calendar/rules/series.server.ts'
import { labelOf, listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { findSeries, listSlots, type Series } from '#app/domain/series/queries.server.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { addMinutes, minutesBetween } from '#app/domain/series/rules/dates.server.ts'
import { endWords, ruleWords } from '#app/domain/series/rules/words.ts'
import type { Context } from '#app/lib/context.server.ts'
import { toUtc } from '#app/lib/dates.ts'
import { letterhead, NOBODY } from '#app/lib/env.server.ts'
import { found } from '#app/lib/errors.ts'
import { invitation, type Attendee, type Entry } from '#app/lib/ics.server.ts'

import { letterOf } from '../mail.ts'
import { eachOnce, factsOf, isStale, methodOf, silence, type Facts } from '../rules.ts'
import { methodFor, stands } from '../rules/series.ts'
import { changesOfDates, whenOfSeries } from '../rules/series-wording.ts'
import type { Letters, Recipient } from './letters.server.ts'
import type { Notice } from './notices.server.ts'
import { listSeriesGuests } from './series-guests.server.ts'

const nowhere = { meeting: () => '', series: () => '', commitment: () => '' }
type Of = Meeting & { series_local: string; series_zone: string }

/**
 * What every letter of a series has in common. A single date is told by itself, anything more whole. `from`: the meeting
 * from whose page they are sent, of this series or of one that continues it. Thirteen queries.
 */
export async function openSeriesLetters(ctx: Context, series_id: string, from: Meeting): Promise<Letters> {
  const series = found(await findSeries(ctx, series_id))
  const dates = new Map((await listDates(ctx, series_id)).filter(isDateOfSeries).map((date) => [date.series_local, { ...date, reserved: 0 as const }]))
  const slots = (await listSlots(ctx, [series_id])).get(series_id) ?? []
  const [first] = dates.values()
  const anyDate = first ?? from
  const shown = series.shows_guests === 1
  const others = shown && first ? (await listParticipants(ctx, first)).filter(({ invited }) => invited === 1).map(labelOf) : []
  const ahead = [...dates.values()].filter((date) => !silence(date, ctx.now))
  const invitations = shown ? (await listSeriesGuests(ctx, series_id, ahead)).guests.flatMap(({ invitation }) => invitation ?? []) : []
  const organizer = NOBODY
  const stamped_at = ctx.now.toISOString()

  /** One date of several is told without the rule, unless the program of its guest knows others of them. */
  function entriesOf(notice: Notice): Entry[] {
    const { one, now, told, behind } = found(notice.series)
    if (methodFor(notice) === 'CANCEL') return [cancelled(series, one ? dates.get(one) : undefined, told, one)]
    if (one) return [dateEntry(found(dates.get(one)), 'full', nowhere)]
    const own = [...dates.values()].filter((date) => (Object.hasOwn(now, date.series_local) || Object.hasOwn(behind, date.series_local)) && stands(factsOf(date)))
    const only = own.length === 1 && slots.length > 1 ? own[0]! : undefined
    const knowsNoOther = Object.keys({ ...behind, ...told }).every((local) => local === only?.series_local)
    return only && knowsNoOther ? [dateEntry(only, 'full', nowhere)] : seriesEntries(series, own, slots, 'full', nowhere)
  }

  return {
    text(notice) {
      const { kind, name, told } = notice
      const { one, now, told: before, behind, continues, continued } = found(notice.series)
      const left = Object.keys({ ...behind, ...now }).filter((local) => stands(now[local] ?? behind[local])).toSorted()
      const ends = kind === 'ending' && left.length > 0
      const locals = ends ? left : Object.keys(methodOf(kind) === 'CANCEL' ? { ...before, ...now } : now).toSorted()
      const next = locals.find((local) => now[local] ?? before[local])
      const first = found((ends ? next : one) ?? locals[0])
      const single = kind !== 'ending' && (one !== null || locals.length === 1)
      const date = dates.get(first)
      const facts = found(now[first] ?? before[first] ?? behind[first])
      const words = [ruleWords(series.rule, series.start_local.slice(0, 10)), endWords(found(locals.at(-1)).slice(0, 10), locals.length)].join(', ')
      const whole = { ...whenOfSeries(words, next ? facts : undefined), changes: kind === 'change' ? changesOfDates(before, now, continues !== null) : [] }
      return letterOf({
        kind, facts, others,
        told: single ? (told ?? before[first] ?? null) : null,
        points: [],
        folio: date?.folio ?? anyDate.folio,
        guest: name,
        caller: anyDate.organiser_name ?? letterhead(),
        writer: { name: anyDate.owner_name, email: anyDate.owner_email },
        reason: date?.state_reason ?? null,
        part: {
          last_on: left.map((local) => (now[local] ?? behind[local])!.start_local!).toSorted().at(-1)?.slice(0, 10) ?? null,
          continues_on: continues?.slice(0, 10) ?? null,
          continued_on: continued ? facts.start_local!.slice(0, 10) : null,
        },
        ...(single ? { date: first } : { whole }),
      })
    },
    calendar(notice, recipient) {
      const method = methodFor(notice)
      const { participant } = notice
      const known = participant && notice.kind !== 'change' && participant.rsvp !== 'pending' && !isStale(participant.rsvp_sequence, first?.asked_sequence ?? null)
      const asked = (one: Recipient): Attendee => ({ name: one.name, email: one.email, answer: one === recipient && known ? partstats[participant.rsvp] : 'NEEDS-ACTION' })
      const entries = entriesOf(notice).map((entry) => ({ ...entry, url: undefined, stamped_at, ...(series.reserved ? { reserved: true } : {}) }))
      return invitation(entries, { method, organizer, attendees: eachOnce([recipient, ...(shown && method === 'REQUEST' ? invitations : [])]).map(asked) })
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
function cancelled({ uid, sequence, changed_at, created_at, zone, start_local, end_local }: Series, date: Of | undefined, told: Record<string, Facts>, one: string | null): Entry {
  const common = { status: 'CANCELLED' as const, sequence, changed_at }
  if (date) return { ...dateEntry(date, 'full', nowhere), ...common }
  const first = one ?? found(Object.keys(told).toSorted()[0])
  const time = { zone, start: first, end: addMinutes(first, minutesBetween(start_local, end_local)) }
  return { uid, created_at, ...common, title: found(told[first]).title, time, ...(one ? { replaces: one } : {}) }
}

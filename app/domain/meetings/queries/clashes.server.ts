import { expressionBuilder } from 'kysely'

import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { actingFirst } from '#app/domain/tenures/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import type { Database } from '#db/schema.ts'

import { visibleMeetings, type Meeting } from '../queries.server.ts'
import { actingOn, clashesOf, firstDay, type Acting, type Clash, type Office, type Standing, type Subject } from '../rules/clashes.ts'
import { readRef } from '../rules/participants.ts'
import type { Times } from '../rules/times.ts'
import { between } from './filter.server.ts'

type Saved = Pick<Meeting, 'id' | 'owner_id' | 'start_local' | 'end_local' | 'from_on' | 'until_on' | 'starts_at' | 'ends_at'>

/**
 * For each of these meetings, the others of its day to which the same position or person is called: a warning, never a
 * refusal. Two queries, however many meetings and guests.
 */
export async function listClashes(ctx: Context, meetings: readonly Saved[]): Promise<Map<string, Clash[]>> {
  if (meetings.length === 0) return new Map()
  const from = meetings.reduce((least, { start_local, from_on }) => earlier(least, start_local ?? from_on!), '9999')
  const until = meetings.reduce((most, { end_local, until_on }) => later(most, end_local ?? until_on!), '')
  const calls = await listCalls(ctx, from.slice(0, 10), addDays(until.slice(0, 10), 1), meetings.length === 1 ? meetings[0]!.id : undefined)
  const offices = await listOffices(ctx, calls)
  const standing = standingOf(calls.filter(({ state }) => isStanding(state)))
  const byDay = groupedByDay(standing)
  const acting = new Map<string, Acting>()
  const called = new Map(standingOf(calls).map(({ id, called }) => [id, called]))
  return new Map(meetings.map((meeting) => {
    const near = daysOf(meeting).flatMap((day) => byDay.get(day) ?? [])
    const day = firstDay(meeting)
    const then = acting.get(day) ?? actingOn(offices, day)
    acting.set(day, then)
    const subject = { ...meeting, called: called.get(meeting.id) ?? [] }
    return [meeting.id, clashesOf(subject, [...new Set(near)], then, ctx.viewer)]
  }))
}

/** The same for a meeting that is only a form yet: `refs` are the values of its field of participants. Four queries. */
export async function listPlannedClashes(ctx: Context, refs: readonly string[], times: Omit<Times, 'zone' | 'repeated_hour'>, saved?: Saved): Promise<Clash[]> {
  const called = await listCalled(ctx, refs)
  if (called.length === 0) return []
  const subject: Subject = { ...times, id: saved?.id ?? null, owner_id: saved?.owner_id ?? ctx.viewer.id, called }
  const from = (times.start_local ?? times.from_on!).slice(0, 10)
  const until = addDays((times.end_local ?? times.until_on!).slice(0, 10), 1)
  const calls = (await listCalls(ctx, from, until)).filter(({ state }) => isStanding(state))
  const offices = await listOffices(ctx, [...calls, ...called])
  return clashesOf(subject, standingOf(calls), actingOn(offices, from), ctx.viewer)
}

/** Who a meeting has called already, as the field of participants would say it. */
export async function listCalledRefs({ db }: Context, meeting_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participants')
    .select(['position_id', 'person_id'])
    .where('meeting_id', '=', meeting_id)
    .orderBy('sort')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ position_id, person_id }) => (position_id ? `cargo:${position_id}` : person_id ? `persona:${person_id}` : []))
}

const isStanding = (state: string) => state === 'called' || state === 'in_progress' || state === 'held'

const eb = expressionBuilder<Database, 'meetings'>()

/** Positions and people called to the meetings of these days that stand, and to `subject`; whoever declined is free. */
const listCalls = (ctx: Context, from: string, until: string, subject = '') =>
  visibleMeetings(ctx)
    .innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .innerJoin('users as owner', 'owner.id', 'meetings.owner_id')
    .leftJoin('institutions as organiser', 'organiser.id', 'meetings.organiser_id')
    .leftJoin('positions', 'positions.id', 'participants.position_id')
    .leftJoin('institutions', 'institutions.id', 'positions.institution_id')
    .leftJoin('people', 'people.id', 'participants.person_id')
    .select([
      'meetings.id', 'meetings.folio', 'meetings.title', 'meetings.state', 'meetings.start_local', 'meetings.end_local', 'meetings.from_on',
      'meetings.until_on', 'meetings.starts_at', 'meetings.ends_at', 'meetings.zone', 'meetings.reserved', 'meetings.owner_id',
      'owner.name as owner_name', 'organiser.short_name as organiser_name', 'participants.position_id', 'participants.person_id',
      'positions.title as position_title', 'institutions.short_name as institution_name',
      'people.given_names', 'people.first_surname', 'people.second_surname',
    ])
    .where(between(from, until))
    .where('meetings.state', 'in', ['draft', 'called', 'in_progress', 'held', 'suspended'])
    .where(eb.or([eb('meetings.state', 'not in', ['draft', 'suspended']), eb('meetings.id', '=', subject)]))
    .where('participants.rsvp', '<>', 'declined')
    .where((join) => join.or([join('participants.position_id', 'is not', null), join('participants.person_id', 'is not', null)]))
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .orderBy('participants.sort')
    .orderBy('participants.id')
    .execute()

type Call = Awaited<ReturnType<typeof listCalls>>[number]

function standingOf(calls: readonly Call[]): Standing[] {
  const meetings = new Map<string, Standing>()
  for (const { position_id, person_id, position_title, institution_name, given_names, first_surname, second_surname, ...meeting } of calls) {
    const known = meetings.get(meeting.id) ?? { ...meeting, called: [] }
    const person = given_names && first_surname ? nameOf({ given_names, first_surname, second_surname }) : null
    known.called.push({ position_id, person_id, label: [person, position_title, institution_name].filter(Boolean).join(', ') })
    meetings.set(meeting.id, known)
  }
  return [...meetings.values()]
}

/** Every exercise of the positions that are called, and of whoever is called by name. One query. */
async function listOffices({ db }: Context, calls: readonly { position_id: string | null; person_id: string | null }[]): Promise<Office[]> {
  const positions = [...new Set(calls.flatMap(({ position_id }) => position_id ?? []))]
  const people = [...new Set(calls.flatMap(({ person_id }) => person_id ?? []))]
  if (positions.length + people.length === 0) return []
  const rows = await db
    .selectFrom('tenures')
    .innerJoin('people', 'people.id', 'tenures.person_id')
    .select(['tenures.id', 'tenures.position_id', 'tenures.person_id', 'tenures.kind', 'tenures.starts_on', 'tenures.ends_on'])
    .select(['people.given_names', 'people.first_surname', 'people.second_surname'])
    .where((eb) => eb.or([
      ...(positions.length > 0 ? [eb('tenures.position_id', 'in', positions)] : []),
      ...(people.length > 0 ? [eb('tenures.person_id', 'in', people)] : []),
    ]))
    .execute()
  return rows.toSorted(actingFirst)
}

/** The positions and people of a field of participants that the viewer knows, with their names. Two queries at most. */
async function listCalled(ctx: Context, refs: readonly string[]): Promise<Subject['called']> {
  const wanted = refs.flatMap((ref) => readRef(ref) ?? [])
  const positions = wanted.flatMap(({ position_id }) => position_id ?? [])
  const people = wanted.flatMap(({ person_id }) => person_id ?? [])
  const posts = positions.length === 0 ? [] : await ctx.db
    .selectFrom('positions')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .select(['positions.id', 'positions.title', 'institutions.short_name'])
    .where('positions.id', 'in', positions)
    .where('positions.institution_id', 'in', visibleInstitutions(ctx).select('institutions.id'))
    .execute()
  const named = people.length === 0 ? [] : await visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname'])
    .where('people.id', 'in', people)
    .execute()
  return [
    ...posts.map(({ id, title, short_name }) => ({ position_id: id, person_id: null, label: `${title}, ${short_name}` })),
    ...named.map((row) => ({ position_id: null, person_id: row.id, label: nameOf(row) })),
  ]
}

function groupedByDay(meetings: readonly Standing[]) {
  const byDay = new Map<string, Standing[]>()
  for (const meeting of meetings) for (const day of daysOf(meeting)) byDay.set(day, [...(byDay.get(day) ?? []), meeting])
  return byDay
}

/** The local days a meeting touches. */
function daysOf({ start_local, end_local, from_on, until_on }: Pick<Saved, 'start_local' | 'end_local' | 'from_on' | 'until_on'>) {
  const days = [(start_local ?? from_on!).slice(0, 10)]
  const last = end_local ? end_local.slice(0, 10) : addDays(until_on!, -1)
  while (days.at(-1)! < last) days.push(addDays(days.at(-1)!, 1))
  return days
}

const earlier = (a: string, b: string) => (b < a ? b : a)
const later = (a: string, b: string) => (b > a ? b : a)

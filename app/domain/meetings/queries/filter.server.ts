import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import { addDays, isDay } from '#app/lib/days.ts'
import { oneOfParam, orderOf, pageOf, wordsOf } from '#app/lib/list-address.ts'
import { writers } from '#app/lib/roles.ts'
import { likePattern, searchWords } from '#app/lib/text.ts'
import type { Database } from '#db/schema.ts'

import {
  meetingKinds, meetingSorts, meetingStates, meetingViews, owners, type MeetingKind, type MeetingSort, type MeetingState,
  type MeetingView, type Owner,
} from '../terms.ts'

/** What a list of meetings may be asked for; the calendar, the feeds and the exports read the same. */
export type MeetingFilter = {
  view?: MeetingView
  /** The layers of the calendar that hold meetings; all of them when absent, none when empty. */
  whose?: readonly Owner[]
  /** Leaves out what was suspended or cancelled. */
  standing?: boolean
  /** Words, in any order and spelling: title, folio, place, who takes part. */
  q?: string
  /** Code of the region of whoever takes part, or of the place. */
  region?: string
  institution_id?: string
  kind?: MeetingKind
  state?: MeetingState
  /** Days, both included. */
  from?: string
  until?: string
  sort?: MeetingSort
  descending?: boolean
  /** Counts from 1. */
  page: number
}

/** Reads a filter from an address; whatever it does not understand narrows nothing. */
export function readMeetingFilter(search: URLSearchParams): MeetingFilter {
  return {
    view: oneOfParam(search, 'vista', meetingViews),
    whose: whoseOf(search),
    standing: search.get('solo') === 'confirmadas' || undefined,
    q: wordsOf(search) || undefined,
    region: /^\d{2}$/.exec(search.get('region') ?? '')?.[0],
    institution_id: search.get('institucion')?.slice(0, 80) || undefined,
    kind: oneOfParam(search, 'tipo', meetingKinds),
    state: oneOfParam(search, 'estado', meetingStates),
    from: dayOf(search.get('desde')),
    until: dayOf(search.get('hasta')),
    ...orderOf(search, meetingSorts),
    page: pageOf(search),
  }
}

/** `?capas=1&capa=mias&capa=equipo`: what a form of checkboxes says, also when none is left. */
function whoseOf(search: URLSearchParams): Owner[] | undefined {
  if (!search.has('capas')) return undefined
  const chosen = (Object.keys(owners) as Owner[]).filter((owner) => search.getAll('capa').includes(owner))
  return chosen.length === Object.keys(owners).length ? undefined : chosen
}

/** In the last year there is, the day after would be none of ours: no limit is meant. */
const dayOf = (text: string | null) => (isDay(text) && text < '9999' ? text : undefined)

const eb = expressionBuilder<Database, 'meetings'>()
const yes = sql<SqlBool>`1 = 1`

/** The condition a filter stands for, over `meetings`. */
export function matching(ctx: Context, filter: Omit<MeetingFilter, 'page'>): Expression<SqlBool> {
  const { view, whose, standing, q, region, institution_id, kind, state, from, until } = filter
  return eb.and([
    view ? inView(ctx, view) : yes,
    whose ? belongsTo(ctx, eb.ref('meetings.owner_id'), whose) : yes,
    standing ? eb('meetings.state', 'not in', ['suspended', 'cancelled']) : yes,
    kind ? eb('meetings.kind', '=', kind) : yes,
    state ? eb('meetings.state', '=', state) : yes,
    institution_id ? hasParticipant(institution_id) : yes,
    region ? inRegion(region) : yes,
    from || until ? between(from ?? '1900-01-01', until ? addDays(until, 1) : '9999-12-31') : yes,
    ...searchWords(q ?? '').map((word) =>
      eb.or([like(eb.ref('meetings.search_text'), word), isJoinedBy((guests) => guests.where((inner) => like(inner.ref('institutions.search_text'), word)))]),
    ),
  ])
}

/** The condition of a tab of the list. */
export function inView({ now, viewer }: Context, view: MeetingView): Expression<SqlBool> {
  const at = now.toISOString()
  const views: Record<MeetingView, () => Expression<SqlBool>> = {
    'proximas': () =>
      eb.or([
        eb('meetings.state', '=', 'in_progress'),
        eb.and([eb('meetings.state', 'in', ['draft', 'called', 'suspended']), eb('meetings.ends_at', '>', at)]),
      ]),
    'sin-acta': () =>
      eb.or([
        eb('meetings.state', '=', 'held'),
        eb.and([eb('meetings.state', 'in', ['called', 'in_progress']), eb('meetings.ends_at', '<=', at)]),
      ]),
    'cerradas': () => eb('meetings.state', '=', 'closed'),
    'mias': () => eb('meetings.owner_id', '=', viewer.id),
    'todas': () => yes,
  }
  return views[view]()
}

/** Whether the user in a column is one of these to the viewer. */
export function belongsTo({ viewer }: Pick<Context, 'viewer'>, column: Expression<string>, whose: readonly Owner[]): Expression<SqlBool> {
  const mine = eb(column, '=', viewer.id)
  const theirs = eb(column, 'in', colleagues(viewer.id))
  const are: Record<Owner, () => Expression<SqlBool>> = {
    mias: () => mine,
    equipo: () => theirs,
    red: () => eb.not(eb.or([mine, theirs])),
  }
  return eb.or(whose.map((owner) => are[owner]()))
}

/** Whoever else coordinates now. */
const colleagues = (id: string) =>
  expressionBuilder<Database, never>()
    .selectFrom('users as colleague')
    .select('colleague.id')
    .where('colleague.role', 'in', [...writers])
    .where('colleague.disabled_at', 'is', null)
    .where('colleague.id', '<>', id)

/** Meetings that touch the local days from `from` until `until`, the last one excluded. */
export const between = (from: string, until: string) =>
  eb.and([
    // Wide enough for any zone, so that the index by start is used; the local days decide.
    eb('meetings.starts_at', '<', addDays(capped(until), 2)),
    eb(eb.fn.coalesce('meetings.start_local', 'meetings.from_on'), '<', until),
    eb(eb.fn.coalesce('meetings.end_local', 'meetings.until_on'), '>', from),
  ])

const capped = (day: string) => (day > '2200-01-01' ? '2200-01-01' : day)

/** Refers to nothing outside: an engine asks such a subquery once, and not for every meeting. */
const guests = () =>
  expressionBuilder<Database, never>()
    .selectFrom('participants as guest')
    .innerJoin('institutions', 'institutions.id', 'guest.institution_id')
    .select('guest.meeting_id')

const isJoinedBy = (which: (query: ReturnType<typeof guests>) => ReturnType<typeof guests>) =>
  eb('meetings.id', 'in', which(guests()))

/** Whether an institution takes part, by itself or by somebody of it. */
export const hasParticipant = (institution_id: string) =>
  isJoinedBy((query) => query.where('guest.institution_id', '=', institution_id))

/** It was held, or nobody said the contrary and its hour has passed: a contact with whoever took part. */
export const tookPlace = ({ now }: Pick<Context, 'now'>) =>
  eb.or([
    eb('meetings.state', 'in', ['held', 'closed']),
    eb.and([eb('meetings.state', 'in', ['called', 'in_progress']), eb('meetings.ends_at', '<=', now.toISOString())]),
  ])

const inRegion = (region: string) =>
  eb.or([
    isJoinedBy((query) => query.where('institutions.region_code', '=', region)),
    eb(
      'meetings.commune_cut',
      'in',
      eb.selectFrom('communes').select('communes.cut').where('communes.region_code', '=', region),
    ),
  ])

const like = (column: Expression<unknown>, word: string) => sql<SqlBool>`${column} like ${likePattern(word)} escape '\\'`

import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'

import { institutionKinds, type InstitutionKind } from '#app/domain/institutions/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { today } from '#app/lib/context.server.ts'
import { addDays, isDay } from '#app/lib/days.ts'
import { oneOfParam, orderOf as orderAsked, pageOf, wordsOf } from '#app/lib/list-address.ts'
import { writers } from '#app/lib/roles.ts'
import { likePattern, searchWords } from '#app/lib/text.ts'
import type { Database } from '#db/schema.ts'

import { endOfWeek, SOON_DAYS, STILL_DAYS } from '../rules.ts'
import { readPair, type Pair } from '../rules/pairs.ts'
import {
  savedViews, sides, sorts, stages, stateFilters, type SavedView, type Side, type Sort, type Stage, type StateFilter,
} from '../terms.ts'
import { isPaired } from './pairs.server.ts'

/** What a list of commitments may be asked for. Everything is optional and narrows. */
export type CommitmentFilter = {
  view?: SavedView
  /** Words, in any order and spelling: text, folio, who owes, who receives. */
  q?: string
  /** Code of the region of whoever owes or receives. */
  region?: string
  /** Kind of whoever owes or receives; with a region, of the same institution. */
  kind?: InstitutionKind
  institution_id?: string
  /** Any of these, for pages that read several at once; no address says it. What they owe each other they only owe. */
  among?: readonly string[]
  /** Which side of the promise that institution is on; either when absent. */
  side?: Side
  /** The institution on the other side of the promise. */
  counterpart_id?: string
  /** Who owes and who receives at once: then whatever narrows by institution is asked of these two, and not of a third. */
  pair?: Pair
  /** Due on this day or after it. */
  due_from?: string
  /** Due before this day. */
  due_before?: string
  state?: StateFilter
  /** Column of the board. */
  stage?: Stage
  /** Whoever follows it up. */
  follow_up_user_id?: string
  /** Chosen one by one. */
  folios?: readonly string[]
  sort?: Sort
  descending?: boolean
  /** Counts from 1. */
  page?: number
}

/** Of an address: more are chosen by their filter. */
const MOST_FOLIOS = 100

/**
 * Reads a filter from an address; whatever it does not understand narrows nothing. Without view and without filter,
 * those who follow commitments up start from theirs.
 */
export function readCommitmentFilter(search: URLSearchParams, { viewer }: Pick<Context, 'viewer'>): CommitmentFilter & { view: SavedView } {
  const due_from = search.get('vence_desde')
  const due_before = search.get('vence_antes')
  const filter: CommitmentFilter = {
    q: wordsOf(search) || undefined,
    region: /^\d{2}$/.exec(search.get('region') ?? '')?.[0],
    kind: oneOfParam(search, 'tipo', institutionKinds),
    institution_id: search.get('institucion')?.slice(0, 80) || undefined,
    side: oneOfParam(search, 'papel', sides),
    counterpart_id: search.get('con')?.slice(0, 80) || undefined,
    pair: readPair(search),
    due_from: isDay(due_from) ? due_from : undefined,
    due_before: isDay(due_before) ? due_before : undefined,
    state: oneOfParam(search, 'estado', stateFilters),
    stage: oneOfParam(search, 'etapa', stages),
    follow_up_user_id: search.get('sigue')?.slice(0, 80) || undefined,
    folios: search.has('folio') ? search.getAll('folio').slice(0, MOST_FOLIOS).map((folio) => folio.slice(0, 30).toUpperCase()) : undefined,
  }
  const isBare = Object.values(filter).every((value) => value === undefined)
  const follows = writers.some((role) => role === viewer.role)
  return {
    view: oneOfParam(search, 'vista', savedViews) ?? (isBare && follows ? 'mios' : 'todos'),
    ...filter,
    ...orderAsked(search, sorts),
    page: pageOf(search),
  }
}

/** Where what is done counts too, «míos» is whatever the viewer follows up and not only what is open. */
export const withClosed = <F extends CommitmentFilter>({ viewer }: Pick<Context, 'viewer'>, filter: F): F =>
  filter.view === 'mios' ? { ...filter, view: 'todos', follow_up_user_id: viewer.id } : filter

type Tables = Database & { debtor: Database['institutions'] }
const eb = expressionBuilder<Tables, 'commitments' | 'debtor'>()

const yes = sql<SqlBool>`1 = 1`
const isOpen = eb('commitments.closed_on', 'is', null)
const withDebtor = eb('commitments.declared_state', 'not in', ['delivered', 'not_ours'])
const waits = eb('commitments.declared_state', 'in', ['delivered', 'not_ours'])

/** The condition a filter stands for, over `commitments` joined with `institutions as debtor`. */
export function matching(ctx: Context, filter: CommitmentFilter): Expression<SqlBool> {
  const { view, q, institution_id, among, side, counterpart_id, due_from, due_before, state, stage, follow_up_user_id, folios } = filter
  return eb.and([
    view ? inView(ctx, view) : yes,
    state ? inState(today(ctx), state) : yes,
    stage ? inStage(stage) : yes,
    follow_up_user_id ? eb('commitments.follow_up_user_id', '=', follow_up_user_id) : yes,
    folios ? eb('commitments.folio', 'in', folios) : yes,
    due_from ? eb('commitments.due_on', '>=', due_from) : yes,
    due_before ? eb('commitments.due_on', '<', due_before) : yes,
    among ? ofAny(among, side) : yes,
    ...(filter.pair ? [isPaired(filter)] : [
      ofSort(filter),
      institution_id ? ofInstitution(institution_id, side) : yes,
      counterpart_id ? ofInstitution(counterpart_id, side && otherSide[side]) : yes,
    ]),
    ...searchWords(q ?? '').map((word) =>
      eb.or([
        like(eb.ref('commitments.search_text'), word),
        eb('commitments.debtor_id', 'in', named(word)),
        eb('commitments.id', 'in', received().where('party.institution_id', 'in', named(word))),
      ]),
    ),
  ])
}

/** The condition of a saved view. */
export function inView(ctx: Context, view: SavedView): Expression<SqlBool> {
  const day = today(ctx)
  const views: Record<SavedView, () => Expression<SqlBool>> = {
    'mios': () => eb.and([isOpen, eb('commitments.follow_up_user_id', '=', ctx.viewer.id)]),
    'vencidos': () => inState(day, 'vencido'),
    'semana': () => eb.and([isOpen, eb('commitments.due_on', '>=', day), eb('commitments.due_on', '<=', endOfWeek(day))]),
    'por-verificar': () => inState(day, 'por-validar'),
    'sin-fecha': () => eb.and([isOpen, eb('commitments.due_on', 'is', null)]),
    'todos': () => yes,
  }
  return views[view]()
}

/** The same answers as `statusOf`, asked of the database. */
export function inState(day: string, state: StateFilter): Expression<SqlBool> {
  const soon = addDays(day, SOON_DAYS)
  const calm = eb.or([eb('commitments.due_on', 'is', null), eb('commitments.due_on', '>', soon)])
  const states: Record<StateFilter, () => Expression<SqlBool>> = {
    'abiertos': () => isOpen,
    'cerrados': () => eb('commitments.closed_on', 'is not', null),
    'abiertos-y-cumplidos': () => eb.or([isOpen, inState(day, 'cumplido')]),
    'sin-efecto': () => eb('commitments.declared_state', '=', 'dropped'),
    'cumplido': () => eb.and([eb('commitments.declared_state', '=', 'delivered'), eb('commitments.evidence_state', '=', 'verified')]),
    'por-validar': () => eb.and([isOpen, waits]),
    'vencido': () => eb.and([isOpen, withDebtor, eb('commitments.due_on', '<', day)]),
    'por-vencer': () =>
      eb.and([isOpen, withDebtor, eb('commitments.due_on', '>=', day), eb('commitments.due_on', '<=', soon)]),
    'en-curso': () => eb.and([isOpen, eb('commitments.declared_state', '=', 'in_progress'), calm]),
    'pendiente': () => eb.and([isOpen, eb('commitments.declared_state', 'in', ['proposed', 'accepted']), calm]),
    'sin-proximo-paso': () =>
      eb.and([
        isOpen,
        eb.or([
          eb('commitments.due_on', 'is', null),
          eb('commitments.moved_at', '<', addDays(day, 1 - STILL_DAYS)),
        ]),
      ]),
    'esperan': () => eb.and([isOpen, eb('commitments.blocked_by_id', 'in', others().where('other.closed_on', 'is', null))]),
    'ya-no-esperan': () => eb.and([isOpen, eb('commitments.blocked_by_id', 'in', others().where('other.closed_on', 'is not', null))]),
  }
  return states[state]()
}

/** The same answers as `stageOf`, asked of the database. */
const inStage = (stage: Stage) => eb.and(stageConditions[stage])

const stageConditions: Record<Stage, Expression<SqlBool>[]> = {
  'pendiente': [isOpen, eb('commitments.declared_state', 'in', ['proposed', 'accepted'])],
  'en-curso': [isOpen, eb('commitments.declared_state', '=', 'in_progress')],
  'por-validar': [isOpen, waits],
  'cumplido': [eb('commitments.closed_on', 'is not', null), eb('commitments.declared_state', '<>', 'dropped')],
  'sin-efecto': [eb('commitments.closed_on', 'is not', null), eb('commitments.declared_state', '=', 'dropped')],
}

/** The column of the board, as a column. */
export const stage = () =>
  eb
    .case()
    .when(inStage('pendiente')).then('pendiente' as const)
    .when(inStage('en-curso')).then('en-curso' as const)
    .when(inStage('por-validar')).then('por-validar' as const)
    .when(inStage('sin-efecto')).then('sin-efecto' as const)
    .else('cumplido' as const)
    .end()

/** The group of the list as a column, with the same answers as `dueGroupOf`. */
export const dueGroup = (day: string) =>
  eb
    .case()
    .when('commitments.closed_on', 'is not', null).then('closed')
    .when('commitments.due_on', 'is', null).then('undated')
    .when(eb.and([eb('commitments.due_on', '<', day), waits])).then('delivered')
    .when('commitments.due_on', '<', day).then('overdue')
    .when('commitments.due_on', '=', day).then('today')
    .when('commitments.due_on', '<=', endOfWeek(day)).then('week')
    .else('later')
    .end()

/** The place of each group in the list, to order by. */
const groupRank = (day: string) =>
  eb
    .case()
    .when('commitments.closed_on', 'is not', null).then(eb.lit(4))
    .when('commitments.due_on', 'is', null).then(eb.lit(3))
    .when(eb.and([eb('commitments.due_on', '<', day), waits])).then(eb.lit(1))
    .when('commitments.due_on', '<', day).then(eb.lit(0))
    .else(eb.lit(2))
    .end()

/** 1 for what has no date, so that it comes last on both engines. */
const undatedLast = eb.case().when('commitments.due_on', 'is', null).then(eb.lit(1)).else(eb.lit(0)).end()

type By = [column: Expression<unknown>, direction: 'asc' | 'desc']

/** The order of a list: what the deadline asks for unless another one is chosen; it ends in the id. */
export function orderOf({ sort, descending }: CommitmentFilter, day: string): By[] {
  const direction = descending ? 'desc' : 'asc'
  const orders: Record<Sort | 'group', By[]> = {
    group: [[groupRank(day), 'asc'], [eb.ref('commitments.due_on'), 'asc']],
    vence: [[undatedLast, 'asc'], [eb.ref('commitments.due_on'), direction]],
    compromiso: [[eb.ref('commitments.search_text'), direction]],
    debe: [[eb.ref('debtor.sort_text'), direction]],
    movido: [[eb.ref('commitments.moved_at'), direction]],
  }
  return [...orders[sort ?? 'group'], [eb.ref('commitments.id'), 'asc']]
}

/** Refers to nothing outside: an engine asks such a subquery once, and not for every commitment. */
const apart = expressionBuilder<Database, never>()

const others = () => apart.selectFrom('commitments as other').select('other.id')

const received = () => apart.selectFrom('commitment_beneficiaries as party').select('party.commitment_id')

/** Whether an institution is among those who receive it. */
export const isReceivedBy = (institution_id: string) =>
  eb('commitments.id', 'in', received().where('party.institution_id', '=', institution_id))

const otherSide: Record<Side, Side> = { debe: 'recibe', recibe: 'debe' }

function ofInstitution(institution_id: string, side?: Side) {
  const owes = eb('commitments.debtor_id', '=', institution_id)
  const receives = isReceivedBy(institution_id)
  return side === 'debe' ? owes : side === 'recibe' ? receives : eb.or([owes, receives])
}

function ofAny(institution_ids: readonly string[], side?: Side) {
  const owes = eb('commitments.debtor_id', 'in', institution_ids)
  const receives = eb('commitments.id', 'in', received().where('party.institution_id', 'in', institution_ids))
  return side === 'debe' ? owes : side === 'recibe' ? eb.and([receives, eb.not(owes)]) : eb.or([owes, receives])
}

/** Whether one of those who owe or receive is of a region, of a kind, or both. */
function ofSort({ region, kind }: CommitmentFilter) {
  if (!region && !kind) return yes
  const such = institutions()
    .$if(region !== undefined, (query) => query.where('institutions.region_code', '=', region!))
    .$if(kind !== undefined, (query) => query.where('institutions.kind', '=', kind!))
  return eb.or([
    eb.and([region ? eb('debtor.region_code', '=', region) : yes, kind ? eb('debtor.kind', '=', kind) : yes]),
    eb('commitments.id', 'in', received().where('party.institution_id', 'in', such)),
  ])
}

const institutions = () => apart.selectFrom('institutions').select('institutions.id')

const named = (word: string) => institutions().where((inner) => like(inner.ref('institutions.search_text'), word))

const like = (column: Expression<unknown>, word: string) => sql<SqlBool>`${column} like ${likePattern(word)} escape '\\'`

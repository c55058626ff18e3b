import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'

import { institutionKinds, type InstitutionKind } from '#app/domain/institutions/terms.ts'
import { isDay } from '#app/lib/days.ts'
import { oneOfParam, orderOf, pageOf, wordsOf } from '#app/lib/list-address.ts'
import { likePattern, searchWords } from '#app/lib/text.ts'
import type { Database } from '#db/schema.ts'

import { requestSorts, requestStateFilters, requestViews, type RequestOutcome, type RequestSort, type RequestStateFilter, type RequestView } from '../terms.ts'

/** What a list of requests may be asked for. Everything is optional and narrows. */
export type RequestFilter = {
  view?: RequestView
  q?: string
  state?: RequestStateFilter
  outcome?: RequestOutcome
  standing?: 'open' | 'closed'
  /** Code of the region of whoever asks. */
  region?: string
  /** Asks, or is asked for. */
  institution_id?: string
  with_kind?: InstitutionKind
  follow_up_user_id?: string
  /** Received on this day or later. */
  from?: string
  /** Received on this day or before. */
  until?: string
  sort?: RequestSort
  descending?: boolean
  /** Counts from 1. */
  page?: number
}

/** Reads a filter from an address; whatever it does not understand narrows nothing. */
export function readRequestFilter(search: URLSearchParams): RequestFilter & { view: RequestView } {
  const dayOf = (name: string) => {
    const day = search.get(name)
    return isDay(day) ? day : undefined
  }
  return {
    view: oneOfParam(search, 'vista', requestViews) ?? 'todas',
    q: wordsOf(search) || undefined,
    state: oneOfParam(search, 'estado', requestStateFilters),
    region: /^\d{2}$/.exec(search.get('region') ?? '')?.[0],
    institution_id: search.get('institucion')?.slice(0, 80) || undefined,
    with_kind: oneOfParam(search, 'con', institutionKinds),
    follow_up_user_id: search.get('sigue')?.slice(0, 80) || undefined,
    from: dayOf('desde'),
    until: dayOf('hasta'),
    ...orderOf(search, requestSorts),
    page: pageOf(search),
  }
}

type Tables = Database & { asker: Database['institutions']; counterpart: Database['institutions'] }
const eb = expressionBuilder<Tables, 'connection_requests' | 'asker' | 'counterpart'>()

const yes = sql<SqlBool>`1 = 1`
const isIn = (...states: Database['connection_requests']['state']['__select__'][]) => eb('connection_requests.state', 'in', states)

/** The condition a filter stands for, over `connection_requests` joined with `asker` and `counterpart`. */
export function matching(filter: RequestFilter): Expression<SqlBool> {
  const { view, q, state, outcome, standing, region, institution_id, with_kind, follow_up_user_id, from, until } = filter
  return eb.and([
    view ? views[view] : yes,
    state ? inState(state) : yes,
    outcome ? eb('connection_requests.outcome', '=', outcome) : yes,
    standing ? eb('connection_requests.closed_on', standing === 'open' ? 'is' : 'is not', null) : yes,
    region ? eb('asker.region_code', '=', region) : yes,
    institution_id ? eb.or([eb('connection_requests.asker_id', '=', institution_id), eb('connection_requests.with_id', '=', institution_id)]) : yes,
    with_kind ? eb('connection_requests.with_kind', '=', with_kind) : yes,
    follow_up_user_id ? eb('connection_requests.follow_up_user_id', '=', follow_up_user_id) : yes,
    from ? eb('connection_requests.received_on', '>=', from) : yes,
    until ? eb('connection_requests.received_on', '<=', until) : yes,
    ...searchWords(q ?? '').map((word) =>
      eb.or([like(eb.ref('connection_requests.search_text'), word), like(eb.ref('asker.search_text'), word), like(eb.ref('counterpart.search_text'), word)]),
    ),
  ])
}

const views: Record<RequestView, Expression<SqlBool>> = {
  'recibidas': isIn('received'),
  'en-curso': isIn('in_progress'),
  'con-reunion': isIn('meeting_called', 'agreement'),
  'resultado': isIn('result'),
  'todas': yes,
}

export const inView = (view: RequestView) => views[view]

/** The condition of a state, also for the figures: what they count is what the list shows. */
export const inState = (state: RequestStateFilter) => states[state]

const states: Record<RequestStateFilter, Expression<SqlBool>> = {
  'abiertas': eb('connection_requests.closed_on', 'is', null),
  'recibida': isIn('received'),
  'en-curso': isIn('in_progress'),
  'reunion-convocada': isIn('meeting_called'),
  'con-acuerdo': isIn('agreement'),
  'con-resultado': isIn('result'),
  'logradas': eb('connection_requests.outcome', '=', 'achieved'),
  'no-logradas': eb('connection_requests.outcome', '=', 'not_achieved'),
  'retiradas': isIn('withdrawn'),
  'llegaron-a-reunion': eb('connection_requests.id', 'in', calledSteps().select('step.request_id')),
}

/** The steps by which a meeting was called, those taken back left out. */
export function calledSteps() {
  return expressionBuilder<Database, never>()
    .selectFrom('connection_request_steps as step')
    .where('step.state', '=', 'meeting_called')
    .where('step.undoes_id', 'is', null)
    .where((inner) =>
      inner.not(inner.exists(inner.selectFrom('connection_request_steps as undoing').select('undoing.id').whereRef('undoing.undoes_id', '=', 'step.id'))))
}

const like = (column: Expression<unknown>, word: string) => sql<SqlBool>`${column} like ${likePattern(word)} escape '\\'`

import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import { today } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { oneOfParam, orderOf, pageOf, wordsOf } from '#app/lib/list-address.ts'
import { likePattern, searchWords } from '#app/lib/text.ts'
import type { Database } from '#db/schema.ts'

import {
  agreementKinds, agreementSorts, progresses, validities, type AgreementKind, type AgreementSort, type Progress, type Validity,
} from '../terms.ts'

/** Days before its end in which a convenio is said to be ending, and in which its renewal is talked about. */
const ENDING_DAYS = 60
const RENEWAL_DAYS = 90

/** What a list of agreements may be asked for. Everything is optional and narrows. */
export type AgreementFilter = {
  q?: string
  kind?: AgreementKind
  institution_id?: string
  /** Any of these is a party, for pages that read several at once; no address says it. */
  among?: readonly string[]
  region?: string
  progress?: Progress
  validity?: Validity
  sort?: AgreementSort
  descending?: boolean
  page?: number
}

/** Reads a filter from an address; whatever it does not understand narrows nothing. */
export function readAgreementFilter(search: URLSearchParams): AgreementFilter {
  return {
    q: wordsOf(search) || undefined,
    kind: oneOfParam(search, 'tipo', agreementKinds),
    institution_id: search.get('institucion')?.slice(0, 80) || undefined,
    region: /^\d{2}$/.exec(search.get('region') ?? '')?.[0],
    progress: oneOfParam(search, 'avance', progresses),
    validity: oneOfParam(search, 'vigencia', validities),
    ...orderOf(search, agreementSorts),
    page: pageOf(search),
  }
}

const eb = expressionBuilder<Database, 'agreements'>()

/** The condition a filter stands for, over `agreements`. */
export function matching(ctx: Context, filter: AgreementFilter): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [sql<SqlBool>`1 = 1`]
  if (filter.kind) conditions.push(eb('agreements.kind', '=', filter.kind))
  if (filter.institution_id) conditions.push(hasParty(filter.institution_id))
  if (filter.among) conditions.push(eb.exists(parties().where('party.institution_id', 'in', filter.among)))
  if (filter.region) conditions.push(eb.exists(parties().where('institutions.region_code', '=', filter.region)))
  if (filter.progress) conditions.push(withProgress(filter.progress))
  if (filter.validity) conditions.push(withValidity(filter.validity, today(ctx)))
  for (const word of searchWords(filter.q ?? '')) {
    conditions.push(
      eb.or([
        like(eb.ref('agreements.search_text'), word),
        eb.exists(parties().where((inner) => like(inner.ref('institutions.search_text'), word))),
      ]),
    )
  }
  return eb.and(conditions)
}

const parties = () =>
  eb
    .selectFrom('agreement_parties as party')
    .innerJoin('institutions', 'institutions.id', 'party.institution_id')
    .select('party.institution_id')
    .whereRef('party.agreement_id', '=', 'agreements.id')

/** Whether an institution is a party, in any role. */
export const hasParty = (institution_id: string) => eb.exists(parties().where('party.institution_id', '=', institution_id))

function withProgress(progress: Progress) {
  const under = () =>
    eb
      .selectFrom('commitments')
      .select('commitments.id')
      .whereRef('commitments.agreement_id', '=', 'agreements.id')
      .where('commitments.declared_state', '<>', 'dropped')
  const open = eb.exists(under().where('commitments.closed_on', 'is', null))
  if (progress === 'abiertos') return open
  if (progress === 'por-cumplir') return eb.and([isNotSettled, eb.or([open, eb.not(eb.exists(under()))])])
  if (progress === 'cumplidos') return eb.and([eb.exists(under()), eb.not(open)])
  return eb.not(eb.exists(under()))
}

/** Nobody said by hand that it is over. */
const isNotSettled = eb.or([
  eb('agreements.override_state', 'is', null),
  eb('agreements.override_state', 'in', ['proposed', 'in_force', 'partly_fulfilled']),
])

function withValidity(validity: Validity, day: string) {
  const ends = 'agreements.valid_until_on'
  if (validity === 'terminados') return eb(ends, '<', day)
  const endingWithin = (days: number) => eb.and([eb(ends, '>=', day), eb(ends, '<=', addDays(day, days))])
  if (validity === 'por-terminar') return endingWithin(ENDING_DAYS)
  if (validity === 'por-renovar') return endingWithin(RENEWAL_DAYS)
  return eb.or([eb(ends, 'is', null), eb(ends, '>=', day)])
}

const like = (column: Expression<unknown>, word: string) => sql<SqlBool>`${column} like ${likePattern(word)} escape '\\'`

import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'

import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { institutionSeen, type Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Database } from '#db/schema.ts'
import { idsWith, matchesOf, type SearchKind, type SearchWord } from '#db/search.server.ts'

import { isHit, searchTokens } from '../rules.ts'

export type Word = SearchWord

/**
 * The words of a query, each with the institutions that have it in any of their names. Institutions are few and asked for
 * once; the records beside them are then found by their ids. One query, none without words.
 */
export async function readWords(ctx: Context, q: string): Promise<Word[]> {
  const tokens = searchTokens(q)
  if (tokens.length === 0) return []
  const rows = await visibleInstitutions(ctx)
    .select(['institutions.id', 'institutions.search_text'])
    .where((eb) => eb.or(tokens.map((token) => eb('institutions.id', 'in', idsWith(ctx.db, 'institutions', token)))))
    .execute()
  return tokens.map((text) => ({
    text,
    institution_ids: rows.filter(({ search_text }) => search_text.split(/[^\p{L}\p{N}']+/u).some((word) => isHit(word, [text]))).map(({ id }) => id),
  }))
}

/** What the index finds of a kind, to be joined as `found`; whoever is not of the network, beside their institution alone. */
export const found = ({ db, viewer }: Context, kind: SearchKind, words: Word[]) =>
  matchesOf(db, { kind, words, beside: ofNetwork(viewer.role) ? undefined : institutionSeen(viewer) }).as('found')

/** Whether a record of a kind has a word in itself. */
export const hasWord = ({ db }: Context, kind: SearchKind, id: Expression<string>, { text }: Word, as: 'word' | 'prefix' = 'prefix') =>
  sql<SqlBool>`${id} in ${idsWith(db, kind, text, as)}`

/** 0 for what has every word as it was typed, 1 for the rest. */
export const exactFirst = (ctx: Context, kind: SearchKind, id: Expression<string>, words: Word[]) =>
  sql<number>`case when ${sql.join(words.map((word) => hasWord(ctx, kind, id, word, 'word')), sql` and `)} then 0 else 1 end`

/** 0 while a column is empty, 1 otherwise: where nulls stand is the same on both engines. */
export const isHere = (column: string) => sql<number>`case when ${sql.ref(column)} is null then 0 else 1 end`

/** For subqueries that refer to nothing outside: an engine asks them once and not for every row. */
export const apart = expressionBuilder<Database, never>()

import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'

import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { likePattern, searchWords } from '#app/lib/text.ts'
import type { Database } from '#db/schema.ts'

/** A word of a query, with the institutions that have it in any of their names. */
export type Word = { text: string; institution_ids: string[] }

/**
 * The words of a query. Institutions are few and asked for once: the long tables are then read by keys, and not at all
 * when no institution has the word.
 */
export async function readWords(ctx: Context, q: string): Promise<Word[]> {
  const words = searchWords(q)
  if (words.length === 0) return []
  const rows = await visibleInstitutions(ctx)
    .select(['institutions.id', 'institutions.search_text'])
    .where((eb) => eb.or(words.map((word) => hasWord(eb.ref('institutions.search_text'), word))))
    .execute()
  return words.map((text) => ({
    text,
    institution_ids: rows.filter(({ search_text }) => search_text.includes(text.slice(0, 100))).map(({ id }) => id),
  }))
}

export const hasWord = (column: Expression<string>, word: string) => sql<SqlBool>`${column} like ${likePattern(word)} escape '\\'`

/** 0 for what starts with the first word, 1 for the rest. */
export const startsWith = (column: string, words: Word[]) =>
  sql<number>`case when ${sql.ref(column)} like ${likePattern(words[0]?.text ?? '').slice(1)} escape '\\' then 0 else 1 end`

/** 0 for what has every word in this column, 1 for the rest. */
export const hasAll = (column: string, words: Word[]) =>
  sql<number>`case when ${sql.join(words.map(({ text }) => hasWord(sql.ref(column), text)), sql` and `)} then 0 else 1 end`

/** 0 while a column is empty, 1 otherwise: where nulls stand is the same on both engines. */
export const isHere = (column: string) => sql<number>`case when ${sql.ref(column)} is null then 0 else 1 end`

/** For subqueries that refer to nothing outside: an engine asks them once and not for every row. */
export const apart = expressionBuilder<Database, never>()

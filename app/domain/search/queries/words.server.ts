import { sql, type Expression } from 'kysely'

import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { institutionSeen, type Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import { listed } from '#db/dialect.server.ts'
import { isWith, listMatches, type Matches, type SearchKind, type SearchWord } from '#db/search.server.ts'

import { searchTokens } from '../rules.ts'

export type Word = SearchWord
export type { Matches }

const TELLING = 40

/**
 * The words of a query, each with the institutions that have it in any of their names; the records beside them are then
 * found by their ids. A word of many names («municipalidad») tells nobody apart: it counts for the institutions that
 * another word names, and by itself for none. One query for each word, and one for each that is common.
 */
export async function readWords(ctx: Context, q: string): Promise<Word[]> {
  const words: Word[] = []
  for (const text of searchTokens(q)) words.push({ text, institution_ids: await listNamed(ctx, text) })
  const telling = words.filter(({ institution_ids }) => institution_ids.length <= TELLING)
  const named = [...new Set(telling.flatMap(({ institution_ids }) => institution_ids))]
  for (const word of words) if (!telling.includes(word)) word.institution_ids = named.length > 0 ? await listNamed(ctx, word.text, named) : []
  return words
}

async function listNamed(ctx: Context, text: string, among?: string[]) {
  const rows = await visibleInstitutions(ctx)
    .select('institutions.id')
    .where((eb) => hasWord(ctx, 'institutions', eb.ref('institutions.id'), text))
    .$if(among !== undefined, (query) => query.where('institutions.id', 'in', among!))
    .orderBy('institutions.id')
    .limit(among ? among.length : TELLING + 1)
    .execute()
  return rows.map(({ id }) => id)
}

/** What the index finds, by kind. Whoever is not of the network, beside their institution alone. One query. */
export const listFound = ({ db, viewer }: Context, words: Word[], only?: SearchKind) =>
  listMatches(db, { words, only, beside: ofNetwork(viewer.role) ? undefined : institutionSeen(viewer) })

/** These records, as if the index had found them. */
export const onlyThese = ({ db }: Context, ids: string[]): Matches => sql`(select value as record_id, 0 as tier from ${listed(db, ids)} as given)`

/** Whether a record of a kind has one of the words in itself. */
export const hasWord = ({ db }: Context, kind: SearchKind, id: Expression<string>, ...texts: string[]) => isWith(db, kind, id, texts)

/** 0 while a column is empty, 1 otherwise: where nulls stand is the same on both engines. */
export const isHere = (column: string) => sql<number>`case when ${sql.ref(column)} is null then 0 else 1 end`

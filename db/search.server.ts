/** Full-text search behind one door: FTS5 on SQLite, `tsvector` on PostgreSQL. What is in it: db/migrations/0011_search. */

import { sql, type Expression, type Kysely, type RawBuilder, type SqlBool } from 'kysely'

import { engineBehind } from './dialect.server.ts'
import type { Database } from './schema.ts'

export type SearchKind = 'people' | 'positions' | 'institutions' | 'meetings' | 'minutes' | 'agreements' | 'commitments' | 'requests' | 'files'

/** A folded word of letters and figures (`searchTokens`), and the institutions whose names have it. */
export type SearchWord = { text: string; institution_ids: string[] }

/**
 * `beside` narrows to what stands beside one institution; who may see what is still asked of the record itself. `own` leaves
 * out what has no word in itself.
 */
export type Asked = { kind: SearchKind; words: SearchWord[]; beside?: string; own?: boolean }

/** Beyond this a search is too wide for an order to mean anything: the newest are taken. */
const MOST = 500

/**
 * Records with every word in themselves or among the institutions beside them, as a table of `record_id` and `tier`:
 * 0 when it has the words as they were typed, 1 when it has words that begin so, 2 when an institution answers for one.
 */
export function matchesOf(db: Kysely<Database>, { kind, words, beside, own }: Asked): RawBuilder<{ record_id: string; tier: number }> {
  const say = speech[engineBehind(db)]
  const within = (...conditions: string[]) => say.all([say.kind(kind), ...(beside ? [say.beside(beside)] : []), ...conditions])
  const exact = within(...words.map(({ text }) => say.word(text)))
  const prefix = within(...words.map(({ text }) => say.prefix(text)))
  const some = own ? [say.any(words.map(({ text }) => say.prefix(text)))] : []
  const any = within(...some, ...words.map(({ text, institution_ids }) => say.any([say.prefix(text), ...institution_ids.map(say.beside)])))
  return say.table(exact, prefix, words.some(({ institution_ids }) => institution_ids.length > 0) ? any : undefined)
}

/** Whether the record with an id has in itself a word that begins like one of these. */
export function isWith(db: Kysely<Database>, kind: SearchKind, id: Expression<string>, texts: string[]): RawBuilder<SqlBool> {
  const say = speech[engineBehind(db)]
  return say.is(id, say.all([say.kind(kind), say.any(texts.map(say.prefix))]))
}

type Tiered = { record_id: string; tier: number }

/** How each engine is asked. Words are letters and figures, ids lose their hyphens: nothing is left to escape. */
const speech = {
  sqlite: {
    kind: (kind: string) => `refs : "k${kind}"`,
    beside: (id: string) => `refs : "${tokenOf(id)}"`,
    word: (text: string) => `words : "${text}"`,
    prefix: (text: string) => `words : "${text}" *`,
    all: (conditions: string[]) => conditions.join(' AND '),
    any: (conditions: string[]) => `(${conditions.join(' OR ')})`,
    // A list that refers to nothing outside is made once, and not for every row.
    is: (id: Expression<string>, condition: string) => sql<SqlBool>`${id} in (
      select record_id from search_entries where id in (select rowid from search_index where search_index match ${condition}))`,
    table: (exact: string, prefix: string, any?: string) => {
      const tier = (condition: string, tier: number) => sql`
        select * from (select rowid as id, ${sql.val(tier)} as tier from search_index where search_index match ${condition} order by rowid desc limit ${MOST})`
      const tiers = [tier(exact, 0), tier(prefix, 1), ...(any ? [tier(any, 2)] : [])]
      return sql<Tiered>`(
        select entry.record_id, min(found.tier) as tier from (${sql.join(tiers, sql` union all `)}) as found
        inner join search_entries as entry on entry.id = found.id group by entry.record_id)`
    },
  },
  postgres: {
    kind: (kind: string) => `'@${kind}'`,
    beside: (id: string) => `'#${tokenOf(id)}'`,
    word: (text: string) => `'${text}'`,
    prefix: (text: string) => `'${text}':*`,
    all: (conditions: string[]) => conditions.join(' & '),
    any: (conditions: string[]) => `(${conditions.join(' | ')})`,
    is: (id: Expression<string>, condition: string) => sql<SqlBool>`${id} in (select record_id from search_index where words @@ ${condition}::tsquery)`,
    table: (exact: string, prefix: string, any?: string) => sql<Tiered>`(
      select record_id, case when words @@ ${exact}::tsquery then 0 when words @@ ${prefix}::tsquery then 1 else 2 end as tier
      from search_index where words @@ ${any ?? prefix}::tsquery order by tier, record_id desc limit ${sql.val(MOST)})`,
  },
}

const tokenOf = (id: string) => `i${id.replaceAll('-', '')}`

/** Full-text search behind one door: FTS5 on SQLite, `tsvector` on PostgreSQL. What is in it: db/migrations/0011_search. */

import { sql, type Expression, type Kysely, type RawBuilder, type SqlBool } from 'kysely'

import { engineBehind } from './dialect.server.ts'
import type { Database } from './schema.ts'

export type SearchKind = 'people' | 'positions' | 'institutions' | 'meetings' | 'minutes' | 'agreements' | 'commitments' | 'requests' | 'files'

/** A folded word of letters and figures (`searchTokens`), and the institutions whose names have it. */
export type SearchWord = { text: string; institution_ids: string[] }

/** What was found of a kind, to be joined: the ids of records, and how near each one is. */
export type Matches = RawBuilder<Tiered>

/** `beside` narrows to what stands beside one institution; who may see what is still asked of the record itself. */
export type Asked = { words: SearchWord[]; only?: SearchKind; beside?: string }

/** Beyond this a search is too wide for an order to mean anything: of each kind the nearest are taken, and of those the newest. */
const MOST = 500

/**
 * Records with every word in themselves or among the institutions beside them, by kind; kinds without any are not there.
 * The tier is 0 with the words as they were typed, 1 with words that begin so, 2 when an institution answers for one; a
 * position has at least one word in itself. One query for all kinds.
 */
export async function listMatches(db: Kysely<Database>, { words, only, beside }: Asked): Promise<Map<SearchKind, Matches>> {
  const say = speech[engineBehind(db)]
  const within = (...conditions: string[]) => say.all([...(only ? [say.kind(only)] : []), ...(beside ? [say.beside(beside)] : []), ...conditions])
  const exact = within(...words.map(({ text }) => say.word(text)))
  const prefix = within(...words.map(({ text }) => say.prefix(text)))
  const any = within(...words.map(({ text, institution_ids }) => say.any([say.prefix(text), ...institution_ids.map(say.beside)])))
  const named = words.some(({ institution_ids }) => institution_ids.length > 0)
  const tiers = [exact, prefix, ...(named ? [say.but(any, say.kind('positions'), say.any(words.map(({ text }) => say.prefix(text))))] : [])]
  const nearest = nearestOfEach(await say.codes(db, tiers))
  return new Map([...nearest].map(([kind, { tiers }]) => [kind, say.table(tiers)]))
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
    but: (condition: string, those: string, unless: string) => `(${condition}) NOT (${those} NOT ${unless})`,
    // A list that refers to nothing outside is made once, and not for every row.
    is: (id: Expression<string>, condition: string) => sql<SqlBool>`${id} in (
      select record_id from search_entries where id in (select rowid / 16 from search_index where search_index match ${condition}))`,
    /** Of each condition the codes that fulfil it, the newest first. */
    async codes(db: Kysely<Database>, tiers: string[]) {
      const lists = tiers.map((condition) => sql`
        select (select json_group_array(code) from (select rowid as code from search_index where search_index match ${condition} order by rowid desc)) as codes`)
      const { rows } = await sql<{ codes: string }>`${sql.join(lists, sql` union all `)}`.execute(db)
      return rows.map(({ codes }) => JSON.parse(codes) as number[]) // What json_group_array made.
    },
    table: (tiers: number[][]) => sql<Tiered>`(${together(tiers, (ids, tier) => sql`
      select record_id, ${sql.lit(tier)} as tier from search_entries where id in (select value from json_each(${JSON.stringify(ids)}))`)})`,
  },
  postgres: {
    kind: (kind: string) => `'@${kind}'`,
    beside: (id: string) => `'#${tokenOf(id)}'`,
    word: (text: string) => `'${text}'`,
    prefix: (text: string) => `'${text}':*`,
    all: (conditions: string[]) => conditions.join(' & '),
    any: (conditions: string[]) => `(${conditions.join(' | ')})`,
    but: (condition: string, those: string, unless: string) => `${condition} & (!${those} | ${unless})`,
    is: (id: Expression<string>, condition: string) => sql<SqlBool>`${id} in (select record_id from search_index where words @@ ${condition}::tsquery)`,
    async codes(db: Kysely<Database>, tiers: string[]) {
      const [exact, prefix, any = prefix] = tiers
      const { rows } = await sql<{ tier: number; codes: number[] }>`
        select tier, json_agg(code) as codes from (
          select code, case when words @@ ${exact}::tsquery then 0 when words @@ ${prefix}::tsquery then 1 else 2 end as tier
          from search_index where words @@ ${any}::tsquery) as found
        group by tier`.execute(db)
      return tiers.map((_, at) => rows.find(({ tier }) => tier === at)?.codes.sort((a, b) => b - a) ?? [])
    },
    // Of a list in JSON the planner takes 100 for its length, and follows indexes; of one it can count it reads whole tables instead.
    table: (tiers: number[][]) => sql<Tiered>`(${together(tiers, (ids, tier) => sql`
      select entry.record_id, ${sql.lit(tier)} as tier from json_array_elements_text(${JSON.stringify(ids)}::json) as one (id)
      inner join search_index as entry on entry.id = one.id::bigint`)} offset 0)`,
  },
}

/** The kinds as the last four bits of a `code` say them. */
const kindsByCode: Record<number, SearchKind> = {
  1: 'people', 2: 'positions', 3: 'institutions', 4: 'meetings', 5: 'minutes', 6: 'agreements', 7: 'commitments', 8: 'requests', 9: 'files',
}

/** From lists of codes by tier, the newest first: of each kind the ids of its entries by tier. */
function nearestOfEach(lists: number[][]) {
  const nearest = new Map<SearchKind, { count: number; tiers: number[][] }>()
  const taken = new Set<number>()
  for (const [tier, codes] of lists.entries()) {
    for (const code of codes) {
      const kind = kindsByCode[code % 16]!
      const found = nearest.get(kind) ?? { count: 0, tiers: lists.map(() => []) }
      if (found.count === MOST || taken.has(code)) continue
      taken.add(code)
      found.count++
      found.tiers[tier]!.push(Math.floor(code / 16))
      nearest.set(kind, found)
    }
  }
  return nearest
}

const together = (tiers: number[][], select: (ids: number[], tier: number) => RawBuilder<unknown>) =>
  sql.join(tiers.flatMap((ids, tier) => (ids.length > 0 ? [select(ids, tier)] : [])), sql` union all `)

const tokenOf = (id: string) => `i${id.replaceAll('-', '')}`

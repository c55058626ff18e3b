/** Full-text search behind one door: FTS5 on SQLite, `tsvector` on PostgreSQL. What is in it: db/migrations/0011_search. */

import { sql, type Expression, type Kysely, type RawBuilder, type SqlBool } from 'kysely'

import { engineBehind, plannedOnce } from './dialect.server.ts'
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
  return new Map([...nearest].map(([kind, marks]) => [kind, say.table(marks)]))
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
    // A list that is an argument of `in` is looked up in the key, and one that is joined is not.
    table: (marks: number[]) => sql<Tiered>`(${sql.join([0, 1, 2].map((tier) => sql`
      select record_id, ${sql.lit(tier)} as tier from search_entries
      where id in (select value from json_each(${JSON.stringify(marks.filter((mark) => mark % 4 === tier).map((mark) => Math.floor(mark / 4)))}))`), sql` union all `)})`,
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
    // One text of numbers, each with its tier as the last two bits: what JSON or groups of them would cost is what thousands cost.
    async codes(db: Kysely<Database>, tiers: string[]) {
      const [exact, prefix, any = prefix] = tiers
      const tier = tiers.length > 2 ? sql`when words @@ ${prefix}::tsquery then 1 else 2` : sql`else 1`
      const { rows } = await sql<{ codes: string | null }>`
        select string_agg((code * 4 + case when words @@ ${exact}::tsquery then 0 ${tier} end)::text, ',') as codes
        from search_index where words @@ ${any}::tsquery`.execute(db)
      const found = Float64Array.from(JSON.parse(`[${rows[0]?.codes ?? ''}]`) as number[]).sort().reverse() // Nothing but numbers.
      const lists: number[][] = tiers.map(() => [])
      for (const one of found) lists[one % 4]!.push(Math.floor(one / 4))
      return lists
    },
    // Of a list that comes from a query the planner takes 10 for its length, and follows indexes; of one it can count it reads whole tables instead.
    table: (marks: number[]) => sql<Tiered>`(${plannedOnce}
      select entry.record_id, (one.mark & 3)::int as tier from unnest((select ${marks}::bigint[])) as one (mark)
      inner join search_index as entry on entry.id = one.mark >> 2 offset 0)`,
  },
}

/** The kinds as the last four bits of a `code` say them. */
const kindsByCode: Record<number, SearchKind> = {
  1: 'people', 2: 'positions', 3: 'institutions', 4: 'meetings', 5: 'minutes', 6: 'agreements', 7: 'commitments', 8: 'requests', 9: 'files',
}

/** From lists of codes by tier, the newest first: of each kind its nearest entries, each with its tier as the last two bits. */
function nearestOfEach(lists: number[][]) {
  const nearest = new Map<SearchKind, number[]>()
  const taken = new Set<number>()
  for (const [tier, codes] of lists.entries()) {
    for (const code of codes) {
      const kind = kindsByCode[code % 16]!
      const marks = nearest.get(kind) ?? []
      if (marks.length === MOST || taken.has(code)) continue
      taken.add(code)
      marks.push(Math.floor(code / 16) * 4 + tier)
      nearest.set(kind, marks)
    }
  }
  return nearest
}

const tokenOf = (id: string) => `i${id.replaceAll('-', '')}`

import { sql, type RawBuilder } from 'kysely'

import { engineOf } from '#db/dialect.server.ts'

import type { World } from './world.ts'

/** What the index of the search holds, a line for each word of each record, in order. */
async function wordsOf({ raw }: Pick<World, 'raw'>): Promise<string[]> {
  if (engineOf(raw) === 'postgres') {
    const { rows } = await sql<{ line: string }>`select kind || ' ' || record_id || ' ' || words::text as line from search_index`.execute(raw)
    return rows.map(({ line }) => line).toSorted()
  }
  await sql`create virtual table if not exists temp.search_words using fts5vocab(main, search_index, instance)`.execute(raw)
  const { rows } = await sql<{ line: string }>`
    select distinct coalesce(entry.kind || ' ' || entry.record_id, 'nothing ' || word.doc) || ' ' || word.col || ' ' || word.term as line
    from temp.search_words as word left join search_entries as entry on entry.id = word.doc / 16`.execute(raw)
  return rows.map(({ line }) => line).toSorted()
}

/** What a test makes has a UUID; the catalogue, which takes long, has ids of its own. */
const OURS = '________-____-%'

/** What the index holds and should not (`+`), or does not and should (`-`): it is written anew and compared. */
export async function indexFaults(world: Pick<World, 'raw'>): Promise<string[]> {
  const before = new Set(await wordsOf(world))
  const entries = engineOf(world.raw) === 'postgres' ? sql.table('search_index') : sql.table('search_entries')
  const recordsOf = async (table: RawBuilder<unknown>) => new Set((await sql<{ line: string }>`select kind || ' ' || record_id as line from ${table}`.execute(world.raw)).rows.map(({ line }) => line))
  const [held, meant] = [await recordsOf(entries), await recordsOf(sql.table('search_sources'))]
  if (engineOf(world.raw) === 'postgres') await sql`select search_write(kind, record_id) from search_sources where record_id like ${OURS}`.execute(world.raw)
  else await sql`update search_entries set turn = turn + 1 where record_id like ${OURS}`.execute(world.raw)
  const after = new Set(await wordsOf(world))
  return [...without(held, meant), ...without(meant, held), ...without(before, after).map((line) => `+ ${line}`), ...without(after, before).map((line) => `- ${line}`)]
}

const without = (all: Set<string>, others: Set<string>) => [...all].filter((one) => !others.has(one))

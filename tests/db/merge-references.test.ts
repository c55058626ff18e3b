import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { links, positionLinks, tenureLinks, texts } from '#app/domain/merges/rules/references.ts'
import { engineOf } from '#db/dialect.server.ts'
import { tableNames } from '#tests/support/hashes.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Reference = { table: string; column: string; to: string }

/** Every foreign key of the database as it is. */
async function references(world: World): Promise<Reference[]> {
  if (engineOf(world.raw) === 'sqlite') {
    const all = await Promise.all((await tableNames(world)).map(async (table) =>
      (await sql<{ from: string; table: string }>`select "from", "table" from pragma_foreign_key_list(${table})`.execute(world.raw)).rows
        .map((row) => ({ table, column: row.from, to: row.table }))))
    return all.flat()
  }
  const { rows } = await sql<Reference>`
    select source.table_name as "table", source.column_name as "column", target.table_name as "to"
    from information_schema.referential_constraints rule
    join information_schema.key_column_usage source on source.constraint_name = rule.constraint_name
    join information_schema.constraint_column_usage target on target.constraint_name = rule.constraint_name`.execute(world.raw)
  return rows
}

const named = ({ table, column }: { table: string; column: string }) => `${table}.${column}`

test.each([
  ['people', links.person],
  ['institutions', links.institution],
  ['positions', [...positionLinks]],
  ['tenures', [...tenureLinks]],
] as const)('whatever the database knows to name %s is moved by a merge', async (to, known) => {
  const all = (await references(await createWorld())).filter((reference) => reference.to === to).map(named)
  expect(all).not.toEqual([])
  expect(all.filter((reference) => !known.map(named).includes(reference))).toEqual([])
})

/** Columns that look as if they named a person or an institution and are not keys of the database, with the reason why a merge leaves them. */
const LEFT: Record<string, string> = {
  'activity_subjects.subject_id': 'what happened stays written; timelines read those of the records that were merged',
  'merges.kept_id': 'the memory of merges',
  'merges.gone_id': 'the memory of merges',
  'bulk_edit_rows.subject_id': 'what several records had before they were changed at once; for a day, and a record that went is left out',
  'distinct_pairs.one_id': 'said of a record that is gone; it counts again when the merge is undone',
  'distinct_pairs.other_id': 'said of a record that is gone; it counts again when the merge is undone',
  'outbox.subject_id': 'a meeting, minutes or a commitment',
  'handover_writes.record_id': 'what a handover wrote; its undoing finds that the row has changed, and leaves it',
  'sheet_import_writes.record_id': 'what an import wrote; it finds that the row has changed, and leaves it',
}

test('whatever looks as if it named a record is moved, or left for a reason', async () => {
  const world = await createWorld()
  const known = new Set([...links.person, ...links.institution, ...texts.person, ...texts.institution, ...positionLinks, ...tenureLinks].map(named))
  const keys = new Set((await references(world)).map(named))
  const suspects: string[] = []
  // The database derives the index of the search from what is moved.
  for (const table of (await tableNames(world)).filter((name) => !name.startsWith('search_'))) {
    const { rows } = engineOf(world.raw) === 'sqlite'
      ? await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(world.raw)
      : await sql<{ name: string }>`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table}`.execute(world.raw)
    suspects.push(...rows.filter(({ name }) => /(person|people|institution|subject|record|owner|party|kept|gone|one|other)_?id$|^(organiser|asker|debtor|with)_id$|^proposed_by$/.test(name)).map(({ name }) => `${table}.${name}`))
  }
  const unknown = suspects.filter((name) => !known.has(name) && !keys.has(name) && !(name in LEFT))
  expect(unknown).toEqual([])
})

test('the reasons are of columns that exist', async () => {
  const tables = await tableNames(await createWorld())
  expect(Object.keys(LEFT).filter((name) => !tables.includes(name.split('.')[0]!))).toEqual([])
})

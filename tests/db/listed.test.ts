import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { engineBehind, listed } from '#db/dialect.server.ts'
import { createWorld } from '#tests/support/world.ts'

test('a list is one value, whatever is in it and however long it is', async () => {
  const { as } = await createWorld()
  const { db } = as('paula')
  const odd = ['a,b', '{x}', '"q"', "o'h", '\\', 'NULL', '', 'ñ 中']
  const kept = async (ids: string[]) => {
    const { rows } = await sql<{ name: string }>`select name from regions where name in ${listed(db, ids)} order by name`.execute(db)
    return rows.length
  }
  const names = (await db.selectFrom('regions').select('name').execute()).map(({ name }) => name)
  for (const ids of [[], odd, names.slice(0, 1), [...odd, ...names.slice(0, 3)], names, Array.from({ length: 3000 }, (_, at) => `${at}`), names]) {
    expect(await kept(ids)).toBe(ids.filter((id) => names.includes(id)).length)
  }
  const { rows } = await sql<{ value: string }>`select value from (select * from ${listed(db, odd)} as list) as all_of_them`.execute(db)
  expect(rows.map(({ value }) => value)).toEqual(odd)
})

test('PostgreSQL keeps a statement that says so, and no other', async () => {
  const { as } = await createWorld()
  const { db } = as('paula')
  if (engineBehind(db) !== 'postgres') return // SQLite prepares every statement once.
  await db.connection().execute(async (db) => {
    for (const ids of [['CL-13'], ['CL-10', 'CL-13']]) await db.selectFrom('regions').select('code').where('code', 'in', listed(db, ids)).execute()
    await db.selectFrom('regions').select('code').where('code', 'in', ['CL-13']).execute()
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements where statement like '%"regions"%'`.execute(db)
    expect(rows.map(({ statement }) => statement)).toEqual([expect.stringContaining('planned once')])
  })
})

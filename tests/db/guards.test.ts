import { expect, test } from 'vitest'

import { createWorld } from '#tests/support/world.ts'

const at = '2026-11-24T13:00:00.000Z'
const stamps = { created_at: at, updated_at: at }

test('the database itself refuses two titulares of one position on the same day', async () => {
  const { raw } = await createWorld()
  const names = { given_names: 'Ana', first_surname: 'Soto', source: 'prueba', legal_basis: 'x', search_text: '', sort_text: '' }
  await raw.insertInto('people').values(['p1', 'p2'].map((id) => ({ id, ...names, ...stamps }))).execute()
  const hold = (id: string, person_id: string, starts_on: string, ends_on: string | null, kind: 'titular' | 'subrogante' = 'titular') =>
    raw.insertInto('tenures').values({ id, position_id: 'serviu-07:serviu_director', person_id, kind, starts_on, ends_on, ...stamps }).execute()

  await hold('t1', 'p1', '2025-01-01', '2026-06-30')
  await expect(hold('t2', 'p2', '2026-06-30', null)).rejects.toThrow('tenures_one_titular')
  await hold('t3', 'p2', '2026-06-01', null, 'subrogante')
  await hold('t4', 'p2', '2026-07-01', null)
  await expect(
    raw.updateTable('tenures').set({ ends_on: null }).where('id', '=', 't1').execute(),
  ).rejects.toThrow('tenures_one_titular')
})

test('no column of commitments refers to a person', async () => {
  const { raw } = await createWorld()
  const tables = await raw.introspection.getTables()
  const columns = tables.find((table) => table.name === 'commitments')!.columns.map((column) => column.name)

  expect(columns).toContain('debtor_id')
  expect(columns.filter((name) => name.includes('person'))).toEqual([])
})

/** The index of the search is another one on each engine, made of tables that the engine keeps for itself. */
const OF_SEARCH = /^search_(entries|index(_[a-z]+)?)$/

test('the types of schema.ts name exactly the columns of the database', async () => {
  const { raw } = await createWorld()
  const { readFileSync } = await import('node:fs')
  const source = readFileSync(new URL('../../db/schema.ts', import.meta.url), 'utf8')
  const listed = source.slice(source.indexOf('export type Database'))
  const tables = (await raw.introspection.getTables()).filter((table) => !table.isView && !OF_SEARCH.test(table.name))

  for (const { name, columns } of tables) {
    const typeName = new RegExp(`^  ${name}: (\\w+)$`, 'm').exec(listed)?.[1]
    const body = new RegExp(`export type ${typeName} = {([^}]*)}`).exec(source)?.[1] ?? ''
    const typed = [...body.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1])
    expect(typed.toSorted(), name).toEqual(columns.map((column) => column.name).toSorted())
  }
})

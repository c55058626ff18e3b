import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { createPosition, editPosition } from '#app/domain/positions/commands.server.ts'
import { newPositionForm } from '#app/domain/positions/forms.server.ts'
import { findPosition, listPositions, suggestPositions } from '#app/domain/positions/queries.server.ts'
import { engineOf } from '#db/dialect.server.ts'
import { person } from '#tests/support/directory.ts'
import { createWorld } from '#tests/support/world.ts'

const facts = { title: 'Jefe/a del Departamento Técnico', unit: null, reports_to_id: 'serviu-07:serviu_director', lobby_status: 'to_verify' as const, lobby_year: null, lobby_url: null }

test('a position is added to an institution, vacant, after those it has, and found in both genders', async () => {
  const { as } = await createWorld()
  const id = await createPosition(as('paula'), 'serviu-07', { operation_id: undefined, ...facts })

  expect((await listPositions(as('lidia'), 'serviu-07', '2026-11-24')).at(-1)).toMatchObject({ id, superior_title: 'Director/a regional SERVIU' })
  for (const q of ['jefa tecnico maule', 'jefe departamento serviu maule']) {
    expect(await suggestPositions(as('lidia'), q)).toMatchObject([{ id, detail: 'Vacante' }])
  }
})

test('a position is suggested by its holder of today too', async () => {
  const world = await createWorld()
  await person(world, { position_id: 'muni-13102:mayor', starts_on: '2024-12-06' })

  expect(await suggestPositions(world.as('paula'), 'munoz cerrillos')).toEqual([
    { id: 'muni-13102:mayor', label: 'Alcalde/sa, Municipalidad de Cerrillos', detail: 'José Muñoz Tapia' },
  ])
})

test('a position that somebody holds cannot cease to exist; once vacant it leaves the lists and keeps its page', async () => {
  const world = await createWorld()
  await person(world, { position_id: 'muni-13102:legal_director', starts_on: '2024-12-06' })
  const edit = { ...facts, reports_to_id: null, abolished_on: '2026-11-24', version: 1 }
  expect((await editPosition(world.as('paula'), 'muni-13102:legal_director', edit)).errors?.abolished_on?.[0]).toContain('José Muñoz Tapia')

  expect(await editPosition(world.as('paula'), 'muni-13102:control_director', edit)).toEqual({})
  const left = await listPositions(world.as('paula'), 'muni-13102', '2026-11-24')
  expect(left.some(({ id }) => id === 'muni-13102:control_director')).toBe(false)
  expect(await findPosition(world.as('paula'), 'muni-13102:control_director')).toMatchObject({ abolished_on: '2026-11-24' })
  expect((await editPosition(world.as('carolina'), 'muni-13102:control_director', edit)).stale).toMatchObject({ version: 2 })
})

test('a resolution says its year', async () => {
  const parsed = await newPositionForm.safeParseAsync({ ...facts, unit: '', reports_to_id: '', lobby_year: '', lobby_url: '', lobby_status: 'by_resolution' })
  expect(parsed.error?.issues).toMatchObject([{ path: ['lobby_year'], message: 'Escriba el año de la resolución, por ejemplo 2026.' }])
})

test('a superior is a position of the same institution', async () => {
  const { as } = await createWorld()
  await expect(createPosition(as('paula'), 'serviu-08', { operation_id: undefined, ...facts })).rejects.toThrow('No existe')
})

test('no commitment can reference a person: its table has no such column', async () => {
  const { raw } = await createWorld()
  const { rows } = engineOf(raw) === 'postgres'
    ? await sql<{ table: string }>`
        select target.relname as table from pg_constraint
        join pg_class source on source.oid = conrelid join pg_class target on target.oid = confrelid
        where contype = 'f' and source.relname like 'commitment%'`.execute(raw)
    : await sql<{ table: string }>`
        select list."table" from sqlite_master, pragma_foreign_key_list(sqlite_master.name) as list
        where sqlite_master.type = 'table' and sqlite_master.name like 'commitment%'`.execute(raw)
  const targets = rows.map(({ table }) => table)

  expect(targets).toContain('positions')
  expect(targets).not.toContain('people')
})

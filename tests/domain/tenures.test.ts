import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { correctTenure } from '#app/domain/tenures/commands/correct.server.ts'
import { findTenure, holderOn, listHoldersOn, listPostsOn, listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { isRefusedBy } from '#db/dialect.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { handover, person } from '#tests/support/directory.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const DIRECTOR = 'serviu-07:serviu_director'
const MAYOR = 'muni-13102:mayor'

/** Rosa was the mayor until the end of June; José took over on 1 July 2026. */
async function mayors(world: World) {
  const rosa = await person(world, { given_names: 'Rosa', first_surname: 'Sanhueza', second_surname: 'Vera' })
  const jose = await person(world)
  await handover(world, MAYOR, { person_id: rosa, starts_on: '2024-12-06' })
  const [current] = await listTenuresOf(world.as('paula'), MAYOR)
  await handover(world, MAYOR, {
    ending_id: current!.id, ends_on: '2026-06-30', end_reason: 'Renuncia', person_id: jose, starts_on: '2026-07-01', source: 'Decreto 12',
  })
  return { rosa, jose }
}

test('the directory answers who holds a position today and who held it on another day', async () => {
  const world = await createWorld()
  const { rosa, jose } = await mayors(world)
  const on = async (day: string) => (await holderOn(world.as('lidia'), MAYOR, day))?.person_id

  expect(await on('2026-11-24')).toBe(jose)
  expect(await on('2026-05-03')).toBe(rosa)
  expect([await on('2026-06-30'), await on('2026-07-01')]).toEqual([rosa, jose])
  expect(await on('2024-12-05')).toBeUndefined()
})

test('whoever covers an absence is the one who acts, and carries (S)', async () => {
  const world = await createWorld()
  await handover(world, DIRECTOR, { given_names: 'Ana', first_surname: 'Rojas', starts_on: '2025-01-01' })
  const { errors } = await handover(world, DIRECTOR, {
    given_names: 'Marcelo', first_surname: 'Aravena', second_surname: 'Pino', kind: 'subrogante', starts_on: '2026-11-03', until_on: '2026-12-18',
  })

  expect(errors).toBeUndefined()
  const holders = await listHoldersOn(world.as('paula'), [DIRECTOR], '2026-11-24')
  expect(holders.map(shownName)).toEqual(['Marcelo Aravena Pino (S)', 'Ana Rojas'])
  expect(shownName((await holderOn(world.as('paula'), DIRECTOR, '2026-12-19'))!)).toBe('Ana Rojas')
})

test('a second titular on the same days is refused beside the date, with a sentence that says who is there', async () => {
  const world = await createWorld()
  const { jose } = await mayors(world)
  const other = await person(world, { given_names: 'Marta', first_surname: 'Soto' })

  const open = await handover(world, MAYOR, { person_id: other, starts_on: '2026-11-01' })
  expect(open.errors?.starts_on?.[0]).toContain('José Muñoz Tapia es titular desde el 01-07-2026')
  const past = await handover(world, MAYOR, { person_id: other, starts_on: '2026-01-01', until_on: '2026-02-01' })
  expect(past.errors?.starts_on?.[0]).toContain('Rosa Sanhueza Vera es titular del 06-12-2024 al 30-06-2026')
  const again = await handover(world, MAYOR, { person_id: jose, starts_on: '2026-11-01' })
  expect(again.errors?.starts_on?.[0]).toContain('ya ocupa este cargo')
  expect(await listTenuresOf(world.as('paula'), MAYOR)).toHaveLength(2)
})

test('the database itself refuses two titulares on one day, and lets a subrogante overlap', async () => {
  const world = await createWorld()
  const { rosa } = await mayors(world)
  const at = '2026-11-24T13:00:00.000Z'
  const row = { position_id: MAYOR, person_id: rosa, starts_on: '2026-10-01', ends_on: null, created_at: at, updated_at: at }
  const insert = (id: string, kind: 'titular' | 'subrogante') => world.raw.insertInto('tenures').values({ id, kind, ...row }).execute()

  const error = await insert('second', 'titular').catch((error: unknown) => error)
  expect(isRefusedBy(error, 'tenures_one_titular')).toBe(true)
  await insert('cover', 'subrogante')
  expect(await listHoldersOn(world.as('paula'), [MAYOR], '2026-10-02')).toHaveLength(2)
})

test('ending a period changes no past participant and no commitment', async () => {
  const world = await createWorld()
  const rosa = await person(world, { given_names: 'Rosa', first_surname: 'Sanhueza', treatment: 'Sra.' })
  await handover(world, MAYOR, { person_id: rosa, starts_on: '2024-12-06' })
  const { id: meeting_id } = await meetingWith(world, { participants: [{ institution_id: 'muni-13102', position_id: MAYOR }] })
  const participant = await world.raw.selectFrom('participants').select('id').where('meeting_id', '=', meeting_id).executeTakeFirstOrThrow()
  await takeAttendance(world.as('paula'), meeting_id, { rows: [{ id: participant.id, attended: 'present' }] })
  const { id } = await makeCommitment(world, { responsible_position_id: MAYOR })
  const snapshot = async () => ({
    participants: await world.raw.selectFrom('participants').selectAll().where('meeting_id', '=', meeting_id).execute(),
    meeting: await findMeeting(world.as('paula'), meeting_id),
    commitment: await findCommitment(world.as('paula'), id),
  })
  const before = await snapshot()
  expect(before.participants).toMatchObject([{ name_then: 'Rosa Sanhueza Tapia', title_then: 'Alcaldesa' }])
  const [tenure] = await listTenuresOf(world.as('paula'), MAYOR)

  const { errors } = await handover(world, MAYOR, {
    ending_id: tenure!.id, ends_on: '2026-11-24', end_reason: 'Renuncia', given_names: 'Marta', first_surname: 'Soto', starts_on: '2026-11-25',
  })

  expect(errors).toBeUndefined()
  expect(await snapshot()).toEqual(before)
})

test('a position may be left vacant, and its history says who left, when and why', async () => {
  const world = await createWorld()
  await mayors(world)
  const [current] = await listTenuresOf(world.as('paula'), MAYOR)
  await handover(world, MAYOR, { ending_id: current!.id, ends_on: '2026-11-20', end_reason: 'Renuncia' })

  expect(await holderOn(world.as('paula'), MAYOR, '2026-11-24')).toBeUndefined()
  const [last] = await listActivity(world.as('paula'), 'institution', 'muni-13102')
  expect(last?.sentence).toBe('registró que «José Muñoz Tapia» dejó «Alcalde/sa» el 20-11-2026')
})

test('a person may hold several positions at once', async () => {
  const world = await createWorld()
  const jose = await person(world)
  await handover(world, MAYOR, { person_id: jose, starts_on: '2024-12-06' })
  await handover(world, 'amuch:president', { person_id: jose, starts_on: '2025-03-01' })

  const posts = await listPostsOn(world.as('paula'), [jose], '2026-11-24')
  expect(posts.map(({ institution_name }) => institution_name)).toEqual(['AMUCH', 'Municipalidad de Cerrillos'])
})

test('the form says what is missing, field by field, and writes nothing', async () => {
  const world = await createWorld()
  await mayors(world)
  const [current] = await listTenuresOf(world.as('paula'), MAYOR)

  expect((await handover(world, MAYOR, {})).errors).toHaveProperty('person_id')
  expect((await handover(world, MAYOR, { given_names: 'Marta' })).errors).toMatchObject({
    first_surname: ['Escriba el primer apellido.'],
    starts_on: ['Escriba desde qué día asume, por ejemplo 06-12-2024.'],
  })
  expect((await handover(world, MAYOR, { ending_id: current!.id, ends_on: '2026-01-01' })).errors?.ends_on?.[0]).toContain('01-07-2026')
  const namesake = await handover(world, MAYOR, { given_names: 'jose', first_surname: 'MUNOZ', second_surname: 'tapia', starts_on: '2027-01-01' })
  expect(namesake.errors?.given_names?.[0]).toContain('ya está en Contactos')
  expect(await listTenuresOf(world.as('paula'), MAYOR)).toHaveLength(2)
})

test('the same form sent twice takes over once', async () => {
  const world = await createWorld()
  const form = { operation_id: 'op-1', given_names: 'Ana', first_surname: 'Rojas', starts_on: '2025-01-01' }
  await handover(world, DIRECTOR, form)

  expect(await handover(world, DIRECTOR, form)).toEqual({})
  expect(await listTenuresOf(world.as('paula'), DIRECTOR)).toHaveLength(1)
})

test('a period that was written wrong is corrected, unless somebody corrected it first', async () => {
  const world = await createWorld()
  await mayors(world)
  const [jose, rosa] = await listTenuresOf(world.as('paula'), MAYOR)
  const input = { kind: 'titular' as const, starts_on: '2026-07-02', ends_on: null, end_reason: null, source: null }

  expect(await correctTenure(world.as('paula'), jose!.id, { ...input, version: 1 })).toEqual({})
  expect((await correctTenure(world.as('carolina'), jose!.id, { ...input, version: 1 })).stale).toMatchObject({ starts_on: '2026-07-02', editor_name: 'Paula Díaz Rojas' })
  const overlap = await correctTenure(world.as('paula'), rosa!.id, { ...input, version: 2, starts_on: '2024-12-06', ends_on: '2026-08-01' })
  expect(overlap.errors?.starts_on?.[0]).toContain('José Muñoz Tapia')
  expect(await findTenure(world.as('paula'), rosa!.id)).toMatchObject({ ends_on: '2026-06-30' })
})

import { expect, test } from 'vitest'

import { eraseOld } from '#app/domain/handovers/commands/erase.server.ts'
import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { findHandover, listLines } from '#app/domain/handovers/queries.server.ts'
import { eraseImages } from '#app/domain/merges/commands/erase.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { findMerge } from '#app/domain/merges/queries/merge.server.ts'
import { holderOn } from '#app/domain/tenures/queries.server.ts'
import { loader as handoverPage } from '#app/routes/handovers/show.tsx'
import { loader as mergePage } from '#app/routes/merges/show.tsx'
import { addPerson } from '#tests/support/merges.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const DAY = 86_400_000
const RUT = '12345678-5'

async function merged(world: World) {
  const kept = await addPerson(world)
  const gone = await addPerson(world, { given_names: 'Anita', second_surname: 'Muñoz', rut: RUT, source: 'Mesa de suelo' })
  const point = { institution_id: null, position_id: null, label: null, valid_from_on: null, valid_until_on: null, visibility: 'team' as const, kind: 'email' as const, value: 'ana@tome.cl', created_at: '', created_by: 'paula', updated_at: '', updated_by: 'paula' }
  await world.raw.insertInto('contact_points').values([{ id: 'c1', person_id: kept, ...point }, { id: 'c2', person_id: gone, ...point }]).execute()
  const { id } = (await merge(world.as('paula'), 'person', { kept_id: kept, gone_id: gone, version: 1, gone_version: 1, choices: { given_names: 'kept', rut: 'kept' } })) as { id: string }
  return { id, kept, gone }
}

const later = (world: World, ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms)
}

test('what a merge keeps to be undone is erased when it can be undone no more, and who merged what stays', async () => {
  const world = await createWorld()
  const { id, kept, gone } = await merged(world)
  const row = () => world.raw.selectFrom('merges').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const before = await row()
  expect(before.images + before.moved).toMatch(/Anita.*Mesa de suelo.*ana@tome\.cl/s)

  later(world, 30 * DAY)
  await eraseImages(world.as('system'))
  expect(await row()).toEqual(before)

  later(world, 1)
  await eraseImages(world.as('system'))
  expect(await row()).toEqual({ ...before, images: '', moved: '', erased_at: world.clock.now.toISOString() })
  expect(await findMerge(world.as('paula'), id)).toMatchObject({ kept_id: kept, gone_id: gone, kept_name: 'Ana Soto', gone_name: 'Anita Soto Muñoz', author_name: 'Paula Díaz Rojas' })
  await expect(undoMerge(world.as('paula'), id)).rejects.toThrow('más de 30 días')

  const erased = await row()
  later(world, DAY)
  await eraseImages(world.as('system'))
  expect(await row()).toEqual(erased)
})

test('the page of a merge that was erased says so, and offers nothing; one that was undone is erased too', async () => {
  const world = await createWorld()
  const { id } = await merged(world)
  await undoMerge(world.as('paula'), id)
  later(world, 31 * DAY)
  const page = () => world.visit(mergePage, 'paula', `/fusiones/${id}`, { params: { id } })
  expect(await page()).toMatchObject({ undone: true, erased: null, left: [{ value: 'Anita' }, { value: 'Mesa de suelo' }] })
  await eraseImages(world.as('system'))
  expect(await page()).toMatchObject({ undone: true, erased: '25-12-2026 10:00', moved: null, since: [], left: [], gone: { name: 'Anita Soto Muñoz' } })
})

test('a merge whose line of activity was erased is still told, without names', async () => {
  const world = await createWorld()
  const { id } = await merged(world)
  later(world, 31 * DAY)
  await eraseImages(world.as('system'))
  await world.raw.deleteFrom('activity_details').execute()
  expect(await findMerge(world.as('paula'), id)).toMatchObject({ kept_name: 'una ficha', gone_name: 'una ficha' })
})

async function begin(world: World, list: string, starts_on = '2026-12-06') {
  const begun = await beginHandover(world.as('paula'), { operation_id: undefined, name: 'Alcaldías', post_kind: 'mayor', starts_on, source: null, list })
  if (begun.errors) throw new Error(JSON.stringify(begun.errors))
  return begun.id
}

test('what was pasted and what a list wrote over are erased after thirty days; the posts and the history of each stay', async () => {
  const world = await createWorld()
  const id = await begin(world, 'Cerrillos; Ana Zulueta Vera\nCastro; Luis Rivera Paz')
  await applyHandover(world.as('paula'), id, 1)
  const kept = async () => JSON.stringify([await world.raw.selectFrom('handovers').selectAll().execute(), await world.raw.selectFrom('handover_lines').selectAll().execute(), await world.raw.selectFrom('handover_writes').selectAll().execute()])
  const before = await kept()

  later(world, 30 * DAY)
  await eraseOld(world.as('system'))
  expect(await kept()).toBe(before)
  expect(await world.visit(handoverPage, 'paula', `/traspasos/${id}`, { params: { id } })).toMatchObject({ applied: { undoUntil: '24-12-2026 10:00', erased: null } })

  later(world, 1)
  await eraseOld(world.as('system'))
  expect(await kept()).not.toMatch(/Zulueta|Rivera/)
  await expect(undoHandover(world.as('paula'), id)).rejects.toThrow('más de 30 días')
  expect(await holderOn(world.as('paula'), 'muni-13102:mayor', '2026-12-06')).toMatchObject({ first_surname: 'Zulueta' })
  expect(await world.visit(handoverPage, 'paula', `/traspasos/${id}`, { params: { id } })).toMatchObject({
    applied: { undoUntil: null, lines: [{ arrives: 'Ana Zulueta Vera', outcome: 'Asume', starts_on: '06-12-2026', leaves: '' }, { arrives: 'Luis Rivera Paz' }] },
  })
})

test('a draft is kept until thirty days after its day, and after somebody last worked on it', async () => {
  const world = await createWorld()
  const [old, coming] = [await begin(world, 'Cerrillos; Ana Zulueta Vera'), await begin(world, 'Castro; Luis Rivera Paz', '2027-03-06')]
  later(world, 41 * DAY)
  await eraseOld(world.as('system'))
  expect(await findHandover(world.as('paula'), old)).toBeDefined()
  later(world, 2 * DAY)
  await eraseOld(world.as('system'))
  expect(await findHandover(world.as('paula'), old)).toBeUndefined()
  expect(await listLines(world.as('paula'), coming)).toHaveLength(1)
})

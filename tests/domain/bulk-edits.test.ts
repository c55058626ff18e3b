import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { editSeveral, undoBulkEdit } from '#app/domain/bulk-edits/commands.server.ts'
import { listMatches, listTakers, listTargets } from '#app/domain/bulk-edits/queries/targets.server.ts'
import { assignCoordinator } from '#app/domain/institutions/commands/coordinate.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { confirmPerson, editPerson } from '#app/domain/people/commands.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { person as addPerson } from '#tests/support/directory.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const TOWNS = ['muni-13102', 'muni-10201', 'muni-13120']

const coordinators = ({ as }: World) => Promise.all(TOWNS.map(async (id) => (await findInstitution(as('paula'), id))!.coordinator_id))

test('several institutions get whoever coordinates them, and each one’s history says so', async () => {
  const world = await createWorld()
  const { as } = world
  await assignCoordinator(as('paula'), TOWNS[0]!, 'carolina')
  const { changed, refused } = await editSeveral(as('paula'), 'coordinacion', [...TOWNS, TOWNS[1]!, 'muni-99999'], 'carolina')

  expect({ changed, refused }).toEqual({ changed: 2, refused: [{ name: 'Municipalidad de Cerrillos', to: '/instituciones/muni-13102', why: 'Ya estaba así.' }] })
  expect(await coordinators(world)).toEqual(['carolina', 'carolina', 'carolina'])
  expect((await listActivity(as('paula'), 'institution', TOWNS[1]!))[0]!.sentence).toMatch(/^dejó a «Carolina Fuentes Riquelme» a cargo de coordinar «.*Castro»$/)
})

test('undoing gives each one back what it had, except where somebody chose otherwise since, and says where', async () => {
  const world = await createWorld()
  const { as } = world
  await assignCoordinator(as('paula'), TOWNS[1]!, 'carolina')
  const { id } = await editSeveral(as('paula'), 'coordinacion', TOWNS, 'paula')
  await assignCoordinator(as('carolina'), TOWNS[2]!, 'carolina')

  expect(await undoBulkEdit(as('carolina'), id)).toMatchObject({ act: 'coordinacion', undone: 2, kept: [expect.stringContaining('Ñuñoa')] })
  expect(await coordinators(world)).toEqual([null, 'carolina', 'carolina'])
  await expect(undoBulkEdit(as('paula'), id)).rejects.toThrow('Eso ya se deshizo.')
})

test('after a day nothing is undone, and what all changed since has no way back', async () => {
  const world = await createWorld()
  const { id } = await editSeveral(world.as('paula'), 'coordinacion', [TOWNS[0]!], 'paula')
  await assignCoordinator(world.as('paula'), TOWNS[0]!, null)
  await expect(undoBulkEdit(world.as('paula'), id)).rejects.toThrow('Todo cambió después: no queda nada que deshacer.')
  world.clock.now = new Date(world.clock.now.getTime() + 25 * 3_600_000)
  await expect(undoBulkEdit(world.as('paula'), id)).rejects.toThrow('Pasaron más de 24 horas')
  await expect(undoBulkEdit(world.as('paula'), 'nada')).rejects.toMatchObject({ name: 'NotFound' })
})

test('the data of several people are confirmed today; whoever was edited since stays confirmed', async () => {
  const world = await createWorld()
  const { as, db } = world
  const ids = [await addPerson(world), await addPerson(world), await addPerson(world)]
  await db.updateTable('people').set({ verified_on: '2026-03-02' }).where('id', 'in', ids).execute()
  await confirmPerson(as('paula'), ids[2]!)
  const { id, changed, refused } = await editSeveral(as('paula'), 'confirmacion', ids, null)
  expect({ changed, why: refused.map(({ why }) => why) }).toEqual({ changed: 2, why: ['Ya estaba confirmado hoy.'] })

  const person = (await findPerson(as('paula'), ids[1]!))!
  const { given_names, first_surname, second_surname, treatment, source, legal_basis, version } = person
  await editPerson(as('carolina'), person.id, { version, given_names, first_surname, second_surname, treatment, source, legal_basis } as Parameters<typeof editPerson>[2])
  expect(await undoBulkEdit(as('paula'), id)).toMatchObject({ undone: 1, kept: [expect.any(String)] })
  const days = await Promise.all(ids.map(async (one) => (await findPerson(as('paula'), one))!.verified_on))
  expect(days).toEqual(['2026-03-02', '2026-11-24', '2026-11-24'])
})

test('several meetings change hands without telling calendars anything new; a closed acta keeps its own', async () => {
  const world = await createWorld()
  const { as, db } = world
  const one = (await findMeeting(as('paula'), (await meetingWith(world)).folio))!
  const closed = (await findMeeting(as('paula'), (await meetingWith(world)).folio))!
  await db.updateTable('meetings').set({ state: 'closed' }).where('id', '=', closed.id).execute()
  const before = (await findMeeting(as('paula'), one.id))!

  const { id, changed, refused } = await editSeveral(as('paula'), 'cargo', [one.id, closed.id], 'carolina')
  expect({ changed, refused: refused.map(({ why }) => why) }).toEqual({ changed: 1, refused: ['Su acta está cerrada.'] })
  const after = (await findMeeting(as('paula'), one.id))!
  expect(after).toMatchObject({ owner_id: 'carolina', sequence: before.sequence, changed_at: before.changed_at })
  await undoBulkEdit(as('paula'), id)
  expect(await findMeeting(as('paula'), one.id)).toMatchObject({ owner_id: before.owner_id })
})

test('only those who coordinate change several at once; whoever may not see a record does not find it', async () => {
  const { as } = await createWorld()
  for (const who of ['elena', 'lidia', 'rosa'] as const) {
    await expect(editSeveral(as(who), 'coordinacion', TOWNS, 'paula')).rejects.toMatchObject({ name: 'Forbidden' })
  }
  expect(await listTargets(as('rosa'), 'coordinacion', TOWNS)).toHaveLength(1)
  expect(await listTargets(as('rosa'), 'confirmacion', TOWNS)).toEqual([])
  await expect(editSeveral(as('paula'), 'coordinacion', Array.from({ length: 501 }, (_, n) => `x${n}`), 'paula')).rejects.toMatchObject({ name: 'Conflict' })
})

test('everything of a filter is what the list shows with it, on this page or not', async () => {
  const { as } = await createWorld()
  const members = await listMatches(as('paula'), 'coordinacion', new URLSearchParams('vista=todas&red=member'))
  expect(members.toSorted()).toEqual(TOWNS.toSorted())
  expect((await listTakers(as('paula'), 'cargo')).map(({ value }) => value)).toEqual(['alma', 'carolina', 'paula'])
  expect((await listTakers(as('paula'), 'coordinacion')).map(({ value }) => value)).toEqual(['carolina', 'paula'])
})

import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { blockCommitment, unblockCommitment } from '#app/domain/commitments/commands/block.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { reopenCommitment } from '#app/domain/commitments/commands/reopen.server.ts'
import { undoBatch, undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { findCommitment, listCommitments, listParts, listWaitingFor } from '#app/domain/commitments/queries.server.ts'
import { listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { partsText, waitOf } from '#app/domain/commitments/rules/dependencies.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const TODAY = '2026-11-24'
const read = async ({ as }: World, id: string) => (await findCommitment(as('paula'), id))!
const block = ({ as }: World, id: string, blocker: string) => blockCommitment(as('paula'), id, { blocker, reason: 'Sin eso no se puede' })
const undoLast = async (world: World, id: string) => undoUpdate(world.as('paula'), (await listUpdates(world.as('paula'), id))[0]!.id)

test('a commitment waits for another, and says how that one stands', async () => {
  const world = await createWorld()
  const first = await makeCommitment(world, { due_on: '2026-11-21' })
  const second = await makeCommitment(world)
  await block(world, second.id, first.folio)

  const wait = waitOf(await read(world, second.id), TODAY)
  expect(wait).toMatchObject({ folio: first.folio, waits: true, status: { word: 'Vencido hace 3 días' } })
  expect((await listUpdates(world.as('paula'), second.id))[0]).toMatchObject({ kind: 'blocked', text: `${first.folio}: Sin eso no se puede` })
  expect(await listCommitments(world.as('lidia'), { state: 'esperan' })).toMatchObject([{ folio: second.folio }])
  expect(await listWaitingFor(world.as('paula'), first.id)).toMatchObject([{ folio: second.folio }])
  // Waiting stops no clock.
  expect(await read(world, second.id)).toMatchObject({ due_on: '2026-12-04', closed_on: null })
})

test('nobody waits for themselves, neither at once nor through others', async () => {
  const world = await createWorld()
  const [a, b, c] = [await makeCommitment(world), await makeCommitment(world), await makeCommitment(world)]
  await expect(block(world, a.id, a.id)).rejects.toThrow('a sí mismo')
  await block(world, b.id, a.id)
  await block(world, c.id, b.id)

  await expect(block(world, a.id, c.id)).rejects.toThrow('se esperarían el uno al otro')
  await expect(block(world, b.id, a.id)).rejects.toThrow('Ya espera a')
  // Another one in its place leaves no loop behind either.
  await block(world, c.id, a.id)
  await expect(block(world, a.id, c.id)).rejects.toThrow('se esperarían')
  await expect(block(world, a.id, b.id)).rejects.toThrow('se esperarían')
})

test('whole and part do not wait for each other', async () => {
  const world = await createWorld()
  const whole = await makeCommitment(world)
  const part = await makeCommitment(world, { parent_id: whole.id })
  const other = await makeCommitment(world)

  await expect(block(world, part.id, whole.id)).rejects.toThrow('se esperarían')
  await block(world, other.id, whole.id)
  await expect(block(world, part.id, other.id)).rejects.toThrow('se esperarían')
})

test('what is closed or out of sight cannot be waited for, and only those who coordinate say so', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const done = await makeCommitment(world)
  await fulfil(world, done.id)

  await expect(block(world, id, done.id)).rejects.toThrow('está cerrado')
  await expect(block(world, done.id, id)).rejects.toThrow('está cerrado')
  await expect(block(world, id, 'C-1999-0001')).rejects.toMatchObject({ name: 'NotFound' })
  for (const who of ['rosa', 'elena', 'lidia'] as const) {
    await expect(blockCommitment(world.as(who), id, { blocker: id, reason: null })).rejects.toMatchObject({ name: 'Forbidden' })
  }
})

test.each(['verified', 'dropped'] as const)('when the one it waits for is %s, it no longer waits, and its history says why', async (how) => {
  const world = await createWorld()
  const first = await makeCommitment(world)
  const second = await makeCommitment(world)
  await block(world, second.id, first.id)
  world.clock.now.setTime(world.clock.now.getTime() + 3_600_000)
  if (how === 'verified') await fulfil(world, first.id)
  else await dropCommitment(world.as('paula'), first.id, { reason: 'Cambió el programa' })

  const reason = `${first.folio} ${how === 'verified' ? 'se cumplió' : 'quedó sin efecto'}`
  const freed = await read(world, second.id)
  expect(waitOf(freed, TODAY)).toMatchObject({ folio: first.folio, waits: false })
  expect(freed.moved_at).toBe(world.clock.now.toISOString())
  expect((await listUpdates(world.as('paula'), second.id))[0]).toMatchObject({ kind: 'unblocked', text: `${reason}.` })
  expect((await listActivity(world.as('paula'), 'commitment', second.id))[0]?.sentence).toContain(reason)
  expect(await listCommitments(world.as('paula'), { state: 'ya-no-esperan' })).toMatchObject([{ folio: second.folio }])
})

test('reopening it, or undoing its verification, makes the others wait again', async () => {
  const world = await createWorld()
  const first = await makeCommitment(world)
  const second = await makeCommitment(world)
  await block(world, second.id, first.id)
  await fulfil(world, first.id)
  await reopenCommitment(world.as('paula'), first.id, { reason: 'Era otro predio' })
  expect(waitOf(await read(world, second.id), TODAY)?.waits).toBe(true)
  expect((await listUpdates(world.as('paula'), second.id))[0]).toMatchObject({ kind: 'blocked', text: `${first.folio} se reabrió.` })

  await declareCommitment(world.as('paula'), first.id, { declared_state: 'delivered', text: null, evidence: [] })
  await verifyCommitment(world.as('paula'), first.id, { note: 'Ahora sí' })
  await undoLast(world, first.id)
  expect(waitOf(await read(world, second.id), TODAY)?.waits).toBe(true)
})

test('being told so is nobody’s act: what was done before can still be undone', async () => {
  const world = await createWorld()
  const first = await makeCommitment(world)
  const second = await makeCommitment(world)
  await block(world, second.id, first.id)
  const [blocked] = await listUpdates(world.as('paula'), second.id)
  await fulfil(world, first.id)

  await undoUpdate(world.as('paula'), blocked!.id)
  expect(waitOf(await read(world, second.id), TODAY)).toBeNull()
})

test('it stops waiting when somebody says so, and undoing that is refused once it would make a loop', async () => {
  const world = await createWorld()
  const [a, b] = [await makeCommitment(world), await makeCommitment(world)]
  await block(world, b.id, a.id)
  await unblockCommitment(world.as('paula'), b.id, { reason: 'Se puede igual' })
  expect(waitOf(await read(world, b.id), TODAY)).toBeNull()
  await expect(unblockCommitment(world.as('paula'), b.id, { reason: null })).rejects.toThrow('No espera')

  await block(world, a.id, b.id)
  await expect(undoLast(world, b.id)).rejects.toThrow('se esperarían')
})

test('a commitment is divided in parts of others, and says how many are fulfilled', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  const whole = await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  const [one] = [
    await makeCommitment(world, { parent_id: whole.id, agreement_id, debtor_id: 'serviu-13', due_on: '2026-11-30' }),
    await makeCommitment(world, { parent_id: whole.id, debtor_id: 'muni-10201', responsible_position_id: 'muni-10201:mayor' }),
  ]
  const left = await makeCommitment(world, { parent_id: whole.id })
  await dropCommitment(world.as('paula'), left.id, { reason: 'Sobraba' })
  await fulfil(world, one!.id)

  expect(partsText(await read(world, whole.id))).toBe('1 de 2 partes cumplidas')
  expect((await listParts(world.as('paula'), whole.id)).map((part) => part.parent_folio)).toEqual([whole.folio, whole.folio, whole.folio])
  expect((await listUpdates(world.as('paula'), whole.id)).filter(({ kind }) => kind === 'split')).toHaveLength(3)
  expect(partsText(await read(world, one!.id))).toBeNull()
})

test('a whole is not closed while a part is open, in whichever way', async () => {
  const world = await createWorld()
  const whole = await makeCommitment(world)
  const parts = [await makeCommitment(world, { parent_id: whole.id }), await makeCommitment(world, { parent_id: whole.id })]
  await fulfil(world, parts[0]!.id)
  await declareCommitment(world.as('paula'), whole.id, { declared_state: 'delivered', text: 'Todo', evidence: [] })

  await expect(verifyCommitment(world.as('paula'), whole.id, { note: null })).rejects.toThrow('Falta 1 de sus 2 partes')
  await expect(dropCommitment(world.as('paula'), whole.id, { reason: 'x' })).rejects.toThrow('partes')
  expect(await read(world, whole.id)).toMatchObject({ closed_on: null, evidence_state: 'partial' })
  await dropCommitment(world.as('paula'), parts[1]!.id, { reason: 'Sobraba' })
  await verifyCommitment(world.as('paula'), whole.id, { note: null })
  expect((await read(world, whole.id)).closed_on).toBe(TODAY)
})

test('a part is not opened under a closed whole: neither by reopening nor by undoing', async () => {
  const world = await createWorld()
  const whole = await makeCommitment(world)
  const part = await makeCommitment(world, { parent_id: whole.id })
  const batch_id = 'lote'
  await declareCommitment(world.as('paula'), part.id, { declared_state: 'delivered', text: 'Parte', evidence: [] })
  await verifyCommitment({ ...world.as('paula'), batch_id }, part.id, { note: null })
  await fulfil(world, whole.id)

  await expect(reopenCommitment(world.as('paula'), part.id, { reason: 'x' })).rejects.toThrow('reábralo primero')
  await expect(undoLast(world, part.id)).rejects.toThrow('reábralo primero')
  await expect(undoBatch(world.as('paula'), batch_id)).rejects.toThrow('reábralo primero')
  await expect(makeCommitment(world, { parent_id: whole.id })).rejects.toThrow('está cerrado')
  await reopenCommitment(world.as('paula'), whole.id, { reason: 'Faltaba una parte' })
  await reopenCommitment(world.as('paula'), part.id, { reason: 'Faltaba la firma' })
  await expect(undoLast(world, whole.id)).rejects.toThrow('única parte')
})

test('parts have no parts', async () => {
  const world = await createWorld()
  const whole = await makeCommitment(world)
  const part = await makeCommitment(world, { parent_id: whole.id })

  await expect(makeCommitment(world, { parent_id: part.id })).rejects.toThrow(`ya es una parte de ${whole.folio}`)
  await expect(makeCommitment(world, { parent_id: 'C-1999-0001' })).rejects.toMatchObject({ name: 'NotFound' })
})

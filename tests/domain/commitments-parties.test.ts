import { expect, test } from 'vitest'

import { recordAcceptance } from '#app/domain/commitments/commands/accept.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { answerReceipt } from '#app/domain/commitments/commands/receive.server.ts'
import { rejectCommitment } from '#app/domain/commitments/commands/reject.server.ts'
import { undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { isFulfilled } from '#app/domain/commitments/rules.ts'
import { acceptanceText } from '#app/domain/commitments/rules/acceptance.ts'
import { receiptOf } from '#app/domain/commitments/rules/receipt.ts'
import { listEvidence } from '#app/domain/evidence/queries.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const read = async ({ as }: World, id: string) => (await findCommitment(as('paula'), id))!
const acceptance = async (world: World, id: string) => acceptanceText(await read(world, id))
const owedToCastro = (world: World) => makeCommitment(world, { beneficiary_ids: ['muni-10201', 'serviu-13'] })
const deliver = ({ as }: World, id: string) => declareCommitment(as('rosa'), id, { declared_state: 'delivered', text: null, evidence: [] })

test('proposed until whoever owes accepts, and then it says who, when and how', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  expect(await acceptance(world, id)).toBe('Propuesto: Municipalidad de Cerrillos todavía no lo acepta')

  await declareCommitment(world.as('rosa'), id, { declared_state: 'accepted', text: null, evidence: [] })
  expect(await acceptance(world, id)).toBe('Aceptado el 24-11-2026 por Rosa Sanhueza Vera, desde su página')
  expect(await read(world, id)).toMatchObject({ declared_state: 'accepted' })
})

test('whoever owes accepts too by saying that it goes on; what the coordination hears of it accepts nothing', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('paula'), id, { declared_state: 'in_progress', text: null, evidence: [] })
  expect((await read(world, id)).accepted_on).toBeNull()
  await declareCommitment(world.as('rosa'), id, { declared_state: 'not_ours', text: 'Es de SERVIU', evidence: [] })
  expect((await read(world, id)).accepted_on).toBeNull()

  await declareCommitment(world.as('rosa'), id, { declared_state: 'in_progress', text: null, evidence: [] })
  expect(await read(world, id)).toMatchObject({ accepted_on: '2026-11-24', accepted_way: 'page', accepted_user_id: 'rosa' })
})

test('a colleague with an errand reports in the name of whoever owes, and accepts nothing', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const rosa = world.as('rosa')
  const access = { link_id: 'x', tenure_id: 'x', position_id: 'muni-13102:mayor', errand_id: id }
  await declareCommitment({ ...rosa, viewer: { ...rosa.viewer, role: 'delegate', access } }, id, { declared_state: 'in_progress', text: null, evidence: [] })

  expect(await read(world, id)).toMatchObject({ declared_state: 'in_progress', accepted_on: null })
})

test('the coordination writes down an acceptance it heard of: by which position, when and how', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const heard = { accepted_on: '2026-11-20', accepted_way: 'oficio', accepted_position_id: 'muni-13102:mayor' } as const
  await recordAcceptance(world.as('paula'), id, heard)

  expect(await acceptance(world, id)).toMatch(/^Aceptado el 20-11-2026 por Alcald.*, por oficio \(lo anotó Paula Díaz Rojas\)$/)
  expect((await read(world, id)).declared_state).toBe('accepted')
  const [last] = await listUpdates(world.as('paula'), id)
  await undoUpdate(world.as('paula'), last!.id)
  expect(await acceptance(world, id)).toContain('todavía no lo acepta')
})

test('an acceptance is of a day that has come, by a position of whoever owes; what was declared meanwhile stays', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const heard = { accepted_on: '2026-11-20', accepted_way: 'phone', accepted_position_id: null } as const
  await expect(recordAcceptance(world.as('paula'), id, { ...heard, accepted_on: '2026-11-25' })).rejects.toThrow('hasta hoy')
  await expect(recordAcceptance(world.as('paula'), id, { ...heard, accepted_position_id: 'muni-10201:mayor' })).rejects.toThrow('institución que debe')
  await expect(recordAcceptance(world.as('rosa'), id, heard)).rejects.toMatchObject({ name: 'Forbidden' })

  await declareCommitment(world.as('paula'), id, { declared_state: 'in_progress', text: null, evidence: [] })
  await recordAcceptance(world.as('paula'), id, heard)
  expect(await read(world, id)).toMatchObject({ declared_state: 'in_progress', accepted_on: '2026-11-20' })
})

test('whoever receives it confirms: their word is evidence and closes nothing, and one click of the coordination does', async () => {
  const world = await createWorld()
  const { id } = await owedToCastro(world)
  await deliver(world, id)
  await answerReceipt(world.as('ines'), id, { receipt: 'received', note: 'Llegaron los tres' })

  const commitment = await read(world, id)
  expect(isFulfilled(commitment)).toBe(false)
  expect(commitment).toMatchObject({ closed_on: null, evidence_state: 'partial', declared_state: 'delivered' })
  expect(receiptOf(commitment)).toEqual({ confirmed: true, text: 'Municipalidad de Castro confirma que se recibió' })
  expect(await listEvidence(world.as('paula'), id)).toMatchObject([
    { kind: 'statement', note: 'Municipalidad de Castro confirma que se recibió: Llegaron los tres', provided_by_name: 'Inés Barría Oyarzo' },
  ])
  expect((await listUpdates(world.as('paula'), id))[0]).toMatchObject({ kind: 'received' })
  await verifyCommitment(world.as('paula'), id, { note: null })
  expect(isFulfilled(await read(world, id))).toBe(true)
})

test('whoever receives it says that it did not arrive, and why; the coordination decides', async () => {
  const world = await createWorld()
  const { id } = await owedToCastro(world)
  await deliver(world, id)
  await expect(answerReceipt(world.as('ines'), id, { receipt: 'not_received', note: null })).rejects.toThrow('qué falta')
  await answerReceipt(world.as('ines'), id, { receipt: 'not_received', note: 'Falta el tercero' })

  expect(receiptOf(await read(world, id))).toEqual({ confirmed: false, text: 'Municipalidad de Castro dice que no se recibió' })
  expect(await listEvidence(world.as('paula'), id)).toEqual([])
  await rejectCommitment(world.as('paula'), id, { reason: 'Falta el tercero' })
  expect(await read(world, id)).toMatchObject({ declared_state: 'in_progress', receipt: null })
  // A new delivery is asked about again.
  await deliver(world, id)
  expect(receiptOf(await read(world, id))).toBeNull()
})

test('only whoever receives it says whether it arrived, and only once it was declared; they may undo their word', async () => {
  const world = await createWorld()
  const { id } = await owedToCastro(world)
  const yes = { receipt: 'received', note: null } as const
  await expect(answerReceipt(world.as('ines'), id, yes)).rejects.toThrow('todavía no informa')
  await deliver(world, id)
  await expect(answerReceipt(world.as('rosa'), id, yes)).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(answerReceipt(world.as('paula'), id, yes)).rejects.toMatchObject({ name: 'Forbidden' })
  const foreign = await makeCommitment(world)
  await expect(answerReceipt(world.as('ines'), foreign.id, yes)).rejects.toMatchObject({ name: 'NotFound' })

  await answerReceipt(world.as('ines'), id, yes)
  const [said] = await listUpdates(world.as('paula'), id)
  await expect(undoUpdate(world.as('rosa'), said!.id)).rejects.toMatchObject({ name: 'Forbidden' })
  await undoUpdate(world.as('ines'), said!.id)
  expect(await read(world, id)).toMatchObject({ receipt: null, evidence_state: 'none' })
})

import { expect, test } from 'vitest'

import { decideReschedule } from '#app/domain/commitments/commands/decide-reschedule.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { reassignCommitment } from '#app/domain/commitments/commands/reassign.server.ts'
import { rejectCommitment } from '#app/domain/commitments/commands/reject.server.ts'
import { reopenCommitment } from '#app/domain/commitments/commands/reopen.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { findCommitment, listCommitments } from '#app/domain/commitments/queries.server.ts'
import { listReschedules, listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { isFulfilled, statusOf } from '#app/domain/commitments/rules.ts'
import { listEvidence } from '#app/domain/evidence/queries.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const read = async ({ as }: World, id: string) => (await findCommitment(as('paula'), id))!

test('delivered is not verified: it reads «Por validar», counts for nothing and waits for the coordination', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, {
    declared_state: 'delivered', text: 'Van los tres', evidence: [{ kind: 'oficio', number: 'ORD. 1.482', on: '2026-11-20' }],
  })

  const commitment = await read(world, id)
  expect(statusOf(commitment, '2026-11-24').word).toBe('Por validar')
  expect(isFulfilled(commitment)).toBe(false)
  expect(commitment).toMatchObject({ evidence_state: 'partial', closed_on: null })
  expect(await listCommitments(world.as('carolina'), { view: 'por-verificar' })).toHaveLength(1)
  expect(await listCommitments(world.as('carolina'), { state: 'cumplido' })).toEqual([])
})

test('once verified it is closed and counts', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: null, evidence: [{ kind: 'link', url: 'https://ejemplo.cl/cip' }] })
  await verifyCommitment(world.as('paula'), id, { note: 'Revisado' })

  const commitment = await read(world, id)
  expect(isFulfilled(commitment)).toBe(true)
  expect(commitment.closed_on).toBe('2026-11-24')
  expect(await listCommitments(world.as('carolina'), { state: 'cumplido' })).toHaveLength(1)
})

test('what was not declared cannot be verified; without evidence the verifier says how it was checked', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await expect(verifyCommitment(world.as('paula'), id, { note: 'x' })).rejects.toThrow('Todavía no se ha declarado')

  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: null, evidence: [] })
  await expect(verifyCommitment(world.as('paula'), id, { note: null })).rejects.toThrow('escriba cómo se comprobó')
  await verifyCommitment(world.as('paula'), id, { note: 'Confirmado por teléfono con la DOM' })
  expect(await listEvidence(world.as('paula'), id)).toMatchObject([{ kind: 'statement', note: 'Confirmado por teléfono con la DOM' }])
})

test('delivered in words alone, those words are the evidence', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: 'Se entregó en mano', evidence: [] })

  expect(await listEvidence(world.as('paula'), id)).toMatchObject([{ kind: 'statement', note: 'Se entregó en mano', provided_by_name: 'Rosa Sanhueza Vera' }])
})

test('what is not accepted as fulfilled goes back to its debtor with the reason', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await expect(rejectCommitment(world.as('paula'), id, { reason: 'x' })).rejects.toThrow('No hay una respuesta')
  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
  await rejectCommitment(world.as('paula'), id, { reason: 'Falta el tercer predio' })

  expect(await read(world, id)).toMatchObject({ declared_state: 'in_progress', closed_on: null })
  expect((await listUpdates(world.as('paula'), id))[0]).toMatchObject({ kind: 'rejected', text: 'Falta el tercer predio' })
})

test('a debtor that says it is not theirs waits for an answer; it is never closed by saying so', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, { declared_state: 'not_ours', text: 'Es de SERVIU', evidence: [] })

  expect(await read(world, id)).toMatchObject({ declared_state: 'not_ours', closed_on: null })
  expect(await listCommitments(world.as('paula'), { view: 'por-verificar' })).toHaveLength(1)
  await rejectCommitment(world.as('paula'), id, { reason: 'El acta dice lo contrario' })
  expect((await read(world, id)).declared_state).toBe('proposed')
})

test('a new date from the coordination is in force at once, keeps the first one and its reason', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world, { due_on: '2026-11-25' })
  await rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-12-02', reason: 'Falta la factibilidad' })

  expect(await read(world, id)).toMatchObject({ due_on: '2026-12-02', baseline_due_on: '2026-11-25' })
  expect(await listReschedules(world.as('paula'), id)).toMatchObject([
    { from_due_on: '2026-11-25', to_due_on: '2026-12-02', reason: 'Falta la factibilidad', state: 'accepted', decided_by_name: 'Paula Díaz Rojas' },
  ])
})

test('the debtor asks for a date and nothing moves until it is accepted', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world, { due_on: '2026-11-13' })
  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-12-04', reason: 'falta factibilidad' })
  expect((await read(world, id)).due_on).toBe('2026-11-13')
  await expect(rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-12-05', reason: 'x' })).rejects.toThrow('Ya se pidió el 04-12-2026')

  await decideReschedule(world.as('paula'), id, { decision: 'accepted', note: null })
  expect(await read(world, id)).toMatchObject({ due_on: '2026-12-04', baseline_due_on: '2026-11-13' })
  expect(await listReschedules(world.as('paula'), id)).toMatchObject([
    { proposed_by_name: 'Rosa Sanhueza Vera', decided_by_name: 'Paula Díaz Rojas', reason: 'falta factibilidad', state: 'accepted' },
  ])
})

test('a refused date moves nothing and its answer stays', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2027-03-01', reason: 'Vacaciones' })
  await decideReschedule(world.as('paula'), id, { decision: 'refused', note: 'Vence el convenio' })

  expect((await read(world, id)).due_on).toBe('2026-12-04')
  expect(await listReschedules(world.as('paula'), id)).toMatchObject([{ state: 'refused', decision_note: 'Vence el convenio' }])
  await expect(decideReschedule(world.as('paula'), id, { decision: 'accepted', note: null })).rejects.toThrow('No hay una fecha')
})

test('a past date, or the same one, is refused; so is accepting one that has passed meanwhile', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await expect(rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-11-23', reason: 'x' })).rejects.toThrow('ya pasó')
  await expect(rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-11-23', reason: 'x' })).rejects.toThrow('ya pasó')
  await expect(rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-12-04', reason: 'x' })).rejects.toThrow('ya tiene')

  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-11-26', reason: 'x' })
  const later = { ...world.as('paula'), now: new Date('2026-11-30T13:00:00.000Z') }
  await expect(decideReschedule(later, id, { decision: 'accepted', note: null })).rejects.toThrow('ya pasó')
})

test('another date set by the coordination answers the one that was asked for', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2027-03-01', reason: 'Vacaciones' })
  await rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-12-18', reason: 'Punto medio' })

  const states = (await listReschedules(world.as('paula'), id)).map((row) => row.state)
  expect(states.toSorted()).toEqual(['accepted', 'refused'])
  expect((await read(world, id)).due_on).toBe('2026-12-18')
})

test('the first date of a commitment that had none becomes its baseline', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world, { due_rule: 'none', due_on: null })
  await rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-12-18', reason: 'Se acordó por correo' })

  expect(await read(world, id)).toMatchObject({ due_on: '2026-12-18', baseline_due_on: '2026-12-18', due_rule: 'date' })
})

test('a leader answers and asks for time on what their institution owes, and does nothing else', async () => {
  const world = await createWorld()
  const { id: owed } = await makeCommitment(world)
  const { id: received } = await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  const { id: foreign } = await makeCommitment(world, { debtor_id: 'muni-10201', beneficiary_ids: [] })
  const rosa = world.as('rosa')
  const answer = { declared_state: 'in_progress', text: null, evidence: [] } as const
  const date = { to_due_on: '2026-12-11', reason: 'x' }

  await declareCommitment(rosa, owed, answer)
  await rescheduleCommitment(rosa, owed, date)
  await expect(declareCommitment(rosa, received, answer)).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(rescheduleCommitment(rosa, received, date)).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(declareCommitment(rosa, foreign, answer)).rejects.toMatchObject({ name: 'NotFound' })
  await expect(rescheduleCommitment(rosa, foreign, date)).rejects.toMatchObject({ name: 'NotFound' })

  await expect(verifyCommitment(rosa, owed, { note: 'x' })).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(rejectCommitment(rosa, owed, { reason: 'x' })).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(decideReschedule(rosa, owed, { decision: 'accepted', note: null })).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(dropCommitment(rosa, owed, { reason: 'x' })).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(reopenCommitment(rosa, owed, { reason: 'x' })).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(reassignCommitment(rosa, owed, { responsible_position_id: null, follow_up_user_id: 'paula', note: null })).rejects.toMatchObject({ name: 'Forbidden' })
})

test.each(['elena', 'lidia'] as const)('%s reads every commitment and writes on none', async (who) => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const ctx = world.as(who)

  expect(await listCommitments(ctx)).toHaveLength(1)
  await expect(declareCommitment(ctx, id, { declared_state: 'delivered', text: null, evidence: [] })).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(rescheduleCommitment(ctx, id, { to_due_on: '2026-12-11', reason: 'x' })).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(verifyCommitment(ctx, id, { note: 'x' })).rejects.toMatchObject({ name: 'Forbidden' })
})

import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { decideReschedule } from '#app/domain/commitments/commands/decide-reschedule.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { editCommitment } from '#app/domain/commitments/commands/edit.server.ts'
import { reassignCommitment } from '#app/domain/commitments/commands/reassign.server.ts'
import { rejectCommitment } from '#app/domain/commitments/commands/reject.server.ts'
import { reopenCommitment } from '#app/domain/commitments/commands/reopen.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { undoBatch, undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { findProposal, listReschedules, listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { findUndoable } from '#app/domain/commitments/queries/undoable.server.ts'
import { listEvidence } from '#app/domain/evidence/queries.server.ts'
import { findLastAnswer } from '#app/domain/portal/queries/answers.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import type { Name } from '#tests/support/cast.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const read = async ({ as }: World, id: string) => (await findCommitment(as('paula'), id))!

/** Undoes what was last done to it, as its history would. */
async function undoLast(world: World, id: string, who: Name = 'paula') {
  const [last] = await world.raw
    .selectFrom('commitment_updates').select('id').where('commitment_id', '=', id).where('version', 'is not', null)
    .orderBy('version', 'desc').limit(1).execute()
  return undoUpdate(world.as(who), last!.id)
}

const later = (world: World, hours: number) => world.clock.now.setTime(world.clock.now.getTime() + hours * 3_600_000)

const acts: Record<string, (world: World, id: string) => Promise<unknown>> = {
  'a delivery': ({ as }, id) => declareCommitment(as('paula'), id, { declared_state: 'delivered', text: 'Hecho', evidence: [] }),
  'more time given': ({ as }, id) => rescheduleCommitment(as('paula'), id, { to_due_on: '2026-12-18', reason: 'Faltan firmas' }),
  'another follower': ({ as }, id) => reassignCommitment(as('paula'), id, { responsible_position_id: 'muni-13102:mayor', follow_up_user_id: 'carolina', note: null }),
  'left without effect': ({ as }, id) => dropCommitment(as('paula'), id, { reason: 'Cambió el programa' }),
  'other words, parties and all': ({ as }, id) =>
    editCommitment(as('paula'), id, {
      text: 'Enviar cuatro informes', agreement_id: null, meeting_id: null, debtor_id: 'gore-13', responsible_position_id: null,
      beneficiary_ids: ['muni-13102'], follow_up_user_id: 'carolina', version: 1,
    }),
}

test.each(Object.keys(acts))('%s: undone, everything reads as before, and the history tells both', async (name) => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const before = await read(world, id)
  await acts[name]!(world, id)
  expect(await read(world, id)).not.toMatchObject({ ...before, version: 2, moved_at: before.moved_at })

  await undoLast(world, id)
  expect(await read(world, id)).toEqual({ ...before, version: 3 })
  const history = await listUpdates(world.as('paula'), id)
  expect(history[0]).toMatchObject({ kind: 'undone', author_name: 'Paula Díaz Rojas' })
  expect(history.filter(({ undone_at }) => undone_at)).toHaveLength(1)
  expect((await listActivity(world.as('paula'), 'commitment', id))[0]).toMatchObject({ action: 'commitment.undone' })
})

test('undoing a verification opens the commitment again, with its delivery waiting as it was', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await fulfil(world, id)

  await undoLast(world, id)
  expect(await read(world, id)).toMatchObject({ declared_state: 'delivered', evidence_state: 'partial', verified_at: null, closed_on: null })
  await expect(undoLast(world, id, 'carolina')).rejects.toThrow('no se puede deshacer')
})

test('undoing a reopening closes it again, and undoing a refusal gives the delivery back', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await fulfil(world, id)
  const closed = await read(world, id)
  await reopenCommitment(world.as('paula'), id, { reason: 'Era de otro predio' })
  await undoLast(world, id)
  expect(await read(world, id)).toMatchObject({ closed_on: closed.closed_on, verified_at: closed.verified_at, evidence_state: 'verified' })

  const other = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), other.id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
  await rejectCommitment(world.as('paula'), other.id, { reason: 'Falta la firma' })
  await undoLast(world, other.id)
  expect(await read(world, other.id)).toMatchObject({ declared_state: 'delivered', evidence_state: 'partial' })
})

test('a date given and undone: the first date stays the first, and the way back is a change of its own', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await acts['more time given']!(world, id)
  await undoLast(world, id)

  expect(await read(world, id)).toMatchObject({ due_on: '2026-12-04', baseline_due_on: '2026-12-04' })
  expect(await listReschedules(world.as('paula'), id)).toMatchObject([
    { from_due_on: '2026-12-18', to_due_on: '2026-12-04', state: 'accepted', reason: 'Se deshizo.' },
    { from_due_on: '2026-12-04', to_due_on: '2026-12-18', state: 'accepted', reason: 'Faltan firmas' },
  ])
})

test('the first date that a commitment ever has cannot be undone', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world, { due_rule: 'none', due_on: null })
  await acts['more time given']!(world, id)

  await expect(undoLast(world, id)).rejects.toThrow('primera fecha')
  expect(await findUndoable(world.as('paula'), await read(world, id))).toBeUndefined()
})

test.each(['accepted', 'refused'] as const)('a request for more time that was %s waits again when the answer is undone', async (decision) => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-12-30', reason: 'Faltan dos firmas' })
  await decideReschedule(world.as('paula'), id, { decision, note: 'x' })
  await undoLast(world, id)

  expect(await read(world, id)).toMatchObject({ due_on: '2026-12-04' })
  expect(await findProposal(world.as('paula'), id)).toMatchObject({ to_due_on: '2026-12-30', reason: 'Faltan dos firmas', proposed_by: 'rosa' })
})

test('whoever asked for more time takes the request back, and then nothing waits', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-12-30', reason: 'Faltan dos firmas' })
  await undoLast(world, id, 'rosa')

  expect(await findProposal(world.as('paula'), id)).toBeUndefined()
  await expect(rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2027-01-08', reason: 'Otra' })).resolves.toBe('proposed')
})

test('evidence of a delivery that was undone proves nothing, and its words are no answer any more', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: 'Enviado', evidence: [{ kind: 'oficio', number: '12', on: '2026-11-20' }] })
  expect(await listEvidence(world.as('paula'), id)).toHaveLength(1)
  await undoLast(world, id, 'rosa')

  expect(await listEvidence(world.as('paula'), id)).toEqual([])
  expect(await findLastAnswer(world.as('rosa'), id)).toBeUndefined()
})

test('what is older than a day, was already undone or has been overtaken is refused with a sentence, and nothing changes', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await acts['more time given']!(world, id)
  const [moved] = await listUpdates(world.as('paula'), id)
  await acts['another follower']!(world, id)
  await expect(undoUpdate(world.as('paula'), moved!.id)).rejects.toThrow('cambió después')

  // What came later and was undone is not in the way.
  await undoLast(world, id)
  await undoUpdate(world.as('paula'), moved!.id)
  await expect(undoUpdate(world.as('paula'), moved!.id)).rejects.toThrow('ya se deshizo')
  await acts['more time given']!(world, id)
  later(world, 25)
  await expect(undoLast(world, id)).rejects.toThrow('24 horas')
  expect(await read(world, id)).toMatchObject({ due_on: '2026-12-18', version: 6 })
})

test('a registration and an undoing are not undone', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await expect(undoLast(world, id)).rejects.toThrow('no se borra')
  await acts['a delivery']!(world, id)
  await undoLast(world, id)
  await expect(undoLast(world, id)).rejects.toThrow('no se puede deshacer')
})

test('whoever owes undoes what they said themselves; whoever only reads, nothing; and what is out of sight does not exist', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, { declared_state: 'in_progress', text: null, evidence: [] })
  for (const who of ['elena', 'lidia'] as const) await expect(undoLast(world, id, who)).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(undoLast(world, id, 'ines')).rejects.toMatchObject({ name: 'NotFound' })
  await undoLast(world, id, 'rosa')

  await acts['a delivery']!(world, id)
  await expect(undoLast(world, id, 'rosa')).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(undoUpdate(world.as('paula'), 'nada')).rejects.toMatchObject({ name: 'NotFound' })
})

test('what was done on several at once is undone at once; what changed later stays, and is named', async () => {
  const world = await createWorld()
  const batch_id = newId()
  const made = [await makeCommitment(world), await makeCommitment(world), await makeCommitment(world)]
  const ids = made.map(({ id }) => id)
  const together = { ...world.as('paula'), batch_id }
  for (const id of ids) {
    await reassignCommitment(together, id, { responsible_position_id: null, follow_up_user_id: 'carolina', note: null })
    await rescheduleCommitment(together, id, { to_due_on: '2026-12-18', reason: 'Receso' })
  }
  await acts['a delivery']!(world, ids[2]!)

  expect(await undoBatch(world.as('paula'), batch_id)).toEqual({ undone: 2, kept: [made[2]!.folio] })
  for (const id of ids.slice(0, 2)) expect(await read(world, id)).toMatchObject({ due_on: '2026-12-04', follow_up_user_id: 'paula', version: 5 })
  expect(await read(world, ids[2]!)).toMatchObject({ due_on: '2026-12-18', follow_up_user_id: 'carolina', declared_state: 'delivered' })
  await expect(undoBatch(world.as('paula'), batch_id)).rejects.toThrow()
  await expect(undoBatch(world.as('paula'), newId())).rejects.toMatchObject({ name: 'NotFound' })
})

test('of two people who undo the same at the same time, one does', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await acts['more time given']!(world, id)
  const [moved] = await listUpdates(world.as('paula'), id)

  const answers = await Promise.allSettled([undoUpdate(world.as('paula'), moved!.id), undoUpdate(world.as('carolina'), moved!.id)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await listReschedules(world.as('paula'), id)).toHaveLength(2)
})

/** The columns that an act may write over: all of them are read by whoever sees the commitment. */
const SHARED = [
  'text', 'agreement_id', 'meeting_id', 'debtor_id', 'follow_up_user_id', 'responsible_position_id', 'due_on', 'due_rule', 'declared_state',
  'declared_at', 'evidence_state', 'verified_at', 'closed_on', 'drop_reason', 'blocked_by_id', 'accepted_on', 'accepted_way',
  'accepted_position_id', 'accepted_user_id', 'receipt', 'receipt_institution_id',
]

test('what an act wrote over, as it is kept, is shared columns and ids: no internal text is ever among it', async () => {
  const world = await createWorld()
  const CANARY = 'CANARIO'
  for (const name of Object.keys(acts)) {
    const { id } = await makeCommitment(world)
    await world.raw
      .insertInto('internal_notes')
      .values({ id: newId(), subject_type: 'commitment', subject_id: id, internal_text: CANARY, created_at: '2026-11-24T12:00:00.000Z', created_by: 'paula' })
      .execute()
    await acts[name]!(world, id)
    await undoLast(world, id)
  }
  const { id } = await makeCommitment(world)
  await fulfil(world, id)
  await reopenCommitment(world.as('paula'), id, { reason: 'x' })

  const rows = await world.raw.selectFrom('commitment_updates').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(CANARY)
  const kept = rows.flatMap(({ before }) => (before ? [JSON.parse(before) as { columns: object }] : []))
  expect(kept.length).toBeGreaterThan(Object.keys(acts).length)
  for (const { columns, ...beside } of kept) {
    expect(SHARED).toEqual(expect.arrayContaining(Object.keys(columns)))
    expect(['beneficiary_ids', 'evidence_ids', 'reschedule_id']).toEqual(expect.arrayContaining(Object.keys(beside)))
  }
})

import { expect, test } from 'vitest'

import { giveErrand } from '#app/domain/access/commands/errand.server.ts'
import { sendAccess } from '#app/domain/access/commands/hand-out.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { appoint, MAYOR } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { email } from '#tests/support/invitations.ts'
import { hours, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { liveThrough, worldOn } from '#tests/support/reminders.ts'

const CANARY = 'CANARIO'

test('nothing internal leaves in any mail that chases a promise: reminders, weeks, digests, links and errands', { timeout: 60_000 }, async () => {
  const world = await worldOn('2026-09-07')
  const { raw, as } = world
  await appoint(world)
  await email(world, 'position', MAYOR, 'alcaldia@cerrillos.example')
  const { id: meeting_id } = await meetingWith(world, { when: hours('2026-09-03', '10:00', '11:00'), participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await raw.updateTable('meetings').set({ state: 'held' }).where('id', '=', meeting_id).execute()
  await writeEntry(world, meeting_id, { kind: 'note', audience: 'internal', text: CANARY })
  const { id: agreement_id } = await makeAgreement(world, {
    meeting_id, parties: [{ institution_id: 'muni-13102', role: 'obliged' }, { institution_id: 'serviu-13', role: 'beneficiary' }],
  })
  const owed = await makeCommitment(world, { agreement_id, responsible_position_id: MAYOR, due_on: '2026-09-11' })
  const told = await makeCommitment(world, { agreement_id, responsible_position_id: MAYOR, due_on: '2026-09-25' })
  const theirs = await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'], due_on: '2026-09-10' })
  const subjects = [['commitment', owed.id], ['commitment', told.id], ['commitment', theirs.id], ['meeting', meeting_id], ['agreement', agreement_id], ['institution', 'muni-13102'], ['position', MAYOR]]
  for (const [subject_type = '', subject_id = ''] of subjects) {
    await raw.insertInto('internal_notes').values({ id: newId(), subject_type, subject_id, internal_text: CANARY, created_at: '2026-09-07T12:00:00.000Z', created_by: 'paula' }).execute()
  }
  const tenure = await raw.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).executeTakeFirstOrThrow()

  const left = await liveThrough(world, '2026-09-08', '2026-10-05', async (day) => {
    if (day === '2026-09-08') {
      await sendAccess(as('paula'), MAYOR, { recipient: 'alcaldia@cerrillos.example', tenure_id: tenure.id, operation_id: undefined })
      await giveErrand(as('rosa'), owed.id, { name: 'Iván Toro', email: 'ivan@cerrillos.example', operation_id: undefined })
    }
    if (day === '2026-09-15') await rescheduleCommitment(as('rosa'), told.id, { to_due_on: '2026-10-30', reason: 'Falta un plano' })
    if (day === '2026-09-22') await declareCommitment(as('rosa'), owed.id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
  })

  const subjectsLeft = left.map(({ subject }) => subject).join('\n')
  for (const kind of [/Venció/, /Compromisos de la semana/, /Su día/]) expect(subjectsLeft).toMatch(kind)
  expect(new Set(left.map(({ to }) => to))).toEqual(new Set(['alcaldia@cerrillos.example', 'ivan@cerrillos.example', 'paula@ejemplo.cl']))
  for (const { subject, text, html } of left) expect(`${subject}\n${text}\n${html}`, subject).not.toContain(CANARY)
})

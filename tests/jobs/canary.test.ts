import { expect, test } from 'vitest'

import { giveErrand } from '#app/domain/access/commands/errand.server.ts'
import { sendAccess } from '#app/domain/access/commands/hand-out.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { writeNote } from '#app/domain/people/commands.server.ts'
import { pauseReminders } from '#app/domain/reminders/commands/pause.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { appoint, MAYOR } from '#tests/support/access.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { email } from '#tests/support/invitations.ts'
import { hours, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { liveThrough, worldOn } from '#tests/support/reminders.ts'
import { createWorld } from '#tests/support/world.ts'

const CANARY = 'CANARIO'
const DEBTORS = ['muni-13102', 'muni-13120', 'muni-10201', 'serviu-13', 'gore-13', 'seremi-minvu-13']

/** A meeting of today among six institutions that can all be written to. */
async function closedWith(lines: string[]) {
  const world = await createWorld()
  const paula = world.as('paula')
  const { raw } = world
  const known = await raw.selectFrom('institutions').select(['id', 'short_name']).where('id', 'in', DEBTORS).execute()
  for (const { id } of known) {
    await createContactPoint(paula, { type: 'institution', id }, { kind: 'email', value: `${id}@red.example`, label: null, visibility: 'network' })
  }
  const { id, folio } = await meetingWith(world, { when: hours('2026-11-24', '08:00', '09:00'), participants: known.map(({ id }) => ({ institution_id: id })) })
  await startMinutes(paula, folio)
  const draft = (await findDraft(paula, id))!
  await savePoint(paula, folio, { draft: draft.id, key: '', version: 0, text: lines.join('\n') })
  await closeMinutes(paula, folio, { seen: versionsOf((await findDraft(paula, id))!), recipient_ids: known.map(({ id }) => id), review: false })
  return { world, id }
}

const at = ['@cerrillos', '@nunoa', '@castro', '@serviu', '@gore', '@seremi']
const promises = Array.from({ length: 35 }, (_, one) => `c: Enviar el documento número ${one + 1} ${at[one % at.length]} 10 días hábiles`)

test('what is internal is in no mail that leaves in six weeks', { timeout: 60_000 }, async () => {
  const { world } = await closedWith([
    ...promises.slice(0, 6), `i: ${CANARY} la jefatura no firma`, `interno: c: ${CANARY} Enviar el contrapunto @serviu vie`,
  ])
  const { as } = world
  const person_id = await appoint(world)
  await writeNote(as('paula'), person_id, { operation_id: undefined, internal_text: `${CANARY} nota de la persona` })
  const paused = await makeCommitment(world, { text: 'Otro informe' })
  await pauseReminders(as('paula'), paused.folio, { reason: `${CANARY} motivo de la pausa`, until_on: '2026-12-10' })

  const left = await liveThrough(world, '2026-11-25', '2027-01-08')
  expect(left.length).toBeGreaterThan(20)
  expect(new Set(left.map(({ to }) => to)).size).toBeGreaterThan(6)
  expect(left.filter(({ subject, text, html, headers }) => JSON.stringify([subject, text, html, [...headers]]).includes(CANARY))).toEqual([])
  expect(left.filter(({ text, html }) => /\{\{|undefined|null|\[object/.test(text + html))).toEqual([])
})

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

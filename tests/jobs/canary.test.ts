import { expect, test } from 'vitest'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { writeNote } from '#app/domain/people/commands.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { pauseReminders } from '#app/domain/reminders/commands/pause.server.ts'
import { appoint } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { liveThrough } from '#tests/support/reminders.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
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

test('closing minutes with thirty-five commitments of six institutions leaves six mails, and no other that day', async () => {
  const { world, id } = await closedWith(promises)
  const { raw } = world
  const made = await raw.selectFrom('commitments').select(['debtor_id']).where('meeting_id', '=', id).execute()
  expect({ commitments: made.length, debtors: new Set(made.map(({ debtor_id }) => debtor_id)).size }).toEqual({ commitments: 35, debtors: 6 })
  const mails = await raw.selectFrom('outbox').select(['topic', 'recipient']).orderBy('recipient').execute()
  expect(mails.map(({ topic }) => topic)).toEqual(Array(6).fill('minutes.closed'))
  expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(6)
})

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

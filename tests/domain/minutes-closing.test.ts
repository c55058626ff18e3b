import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { listAgreementsOf } from '#app/domain/agreements/queries.server.ts'
import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listInternalNotes, listSharedNotes } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { rehearseClosing } from '#app/domain/minutes/commands/rehearse.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findClosedMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { readDraft } from '#app/domain/minutes/queries/reading.server.ts'
import { digest } from '#app/lib/tokens.server.ts'
import { close, underway, whole, write } from '#tests/support/closing.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

test('closing registers what was typed, with folios, thread, debtors and dates, in one transaction', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  expect(await close(world, folio)).toEqual({ agreements: 1, commitments: 2 })

  const paula = world.as('paula')
  expect((await findMeeting(paula, folio))?.state).toBe('closed')
  const [agreement] = await listAgreementsOf(paula, [id])
  expect(agreement).toMatchObject({ text: 'Priorizar Los Boldos y Camino Real para el primer semestre', meeting_folio: folio })
  expect(agreement?.parties.map(({ institution_id, role }) => [institution_id, role])).toEqual([
    ['muni-13102', 'obliged'], ['serviu-13', 'obliged'], ['red-municipios', 'facilitator'],
  ])
  const [titles, supply] = await listCommitmentsUnder(paula, { meeting_ids: [id] })
  expect(titles).toMatchObject({
    text: 'Enviar el estudio de títulos', debtor_id: 'muni-13102', due_rule: 'habiles', due_n: 10, due_on: '2026-12-09', baseline_due_on: '2026-12-09', agreement_folio: agreement?.folio,
  })
  expect(supply).toMatchObject({ debtor_id: 'serviu-13', due_rule: 'date', due_on: '2026-12-04', agreement_folio: agreement?.folio })
  expect(await listSharedNotes(paula, id)).toHaveLength(4)
  expect(await listInternalNotes(paula, id)).toMatchObject([{ text: 'CANARIO confirmar la tasación antes de hablar de precio' }])
})

test('what leaves is frozen with its hash, and says nothing internal', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  await close(world, folio)
  const row = await world.raw.selectFrom('minutes').select(['content', 'content_hash', 'state']).where('meeting_id', '=', id).executeTakeFirstOrThrow()
  expect(row.state).toBe('approved')
  expect(row.content_hash).toBe(digest(row.content!))
  expect(row.content).not.toContain('CANARIO')
  const closed = await findClosedMinutes(world.as('paula'), folio)
  expect(closed?.content.points.map(({ title, entries }) => [title, entries.length])).toEqual([['Compromisos pendientes', 0], ['Terrenos priorizados', 4]])
  expect(closed?.content.commitments.map(({ due }) => due)).toEqual([
    '10 días hábiles · vence miércoles 9 de diciembre de 2026', 'Vence viernes 4 de diciembre de 2026',
  ])
  await expect(world.raw.updateTable('minutes').set({ content: '{}' }).where('meeting_id', '=', id).execute()).rejects.toThrow('minutes_frozen')
})

test('without a debtor or a date it does not close, until the line is completed or said to be an intention', async () => {
  const world = await createWorld()
  const { id, folio, first } = await underway(world)
  await write(world, folio, first, 'Se hará gestión con la empresa sanitaria')
  const gaps = async () => {
    const meeting = await findMeeting(world.as('paula'), folio)
    return (await readDraft(world.as('paula'), meeting!, (await findDraft(world.as('paula'), id))!)).gaps
  }
  expect((await gaps()).map(({ reading }) => reading.line)).toEqual(['Se hará gestión con la empresa sanitaria'])
  await expect(close(world, folio)).rejects.toThrow('faltan datos')
  expect((await findMeeting(world.as('paula'), folio))?.state).toBe('in_progress')

  await write(world, folio, first, 'intención: Se hará gestión con la empresa sanitaria')
  expect(await gaps()).toEqual([])
  expect(await close(world, folio)).toEqual({ agreements: 0, commitments: 0 })
})

test('closing twice, or in two tabs, writes once', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  const seen = versionsOf(await findDraft(world.as('paula'), id))
  const once = (operation_id: string) => closeMinutes(world.as('paula'), folio, { seen, recipient_ids: [], review: false, operation_id })

  const [one, other] = await Promise.allSettled([once('op-1'), once('op-2')])
  expect([one.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await once(one.status === 'fulfilled' ? 'op-1' : 'op-2')).toEqual({ agreements: 1, commitments: 2 })
  expect(await listAgreementsOf(world.as('paula'), [id])).toHaveLength(1)
  expect(await listCommitmentsUnder(world.as('paula'), { meeting_ids: [id] })).toHaveLength(2)
  expect(await world.raw.selectFrom('minutes').select('id').execute()).toHaveLength(1)
})

test('what somebody typed after the review must be looked at before closing', async () => {
  const world = await createWorld()
  const { id, folio, first } = await underway(world)
  const seen = versionsOf(await findDraft(world.as('paula'), id))
  await write(world, folio, first, 'Algo más')
  await expect(close(world, folio, { seen })).rejects.toThrow('cambió el acta')
})

test('each institution gets one mail with its own commitments, nobody else’s, and never twice', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  for (const institution_id of ['muni-13102', 'serviu-13']) {
    await createContactPoint(world.as('paula'), { type: 'institution', id: institution_id }, { kind: 'email', value: `contacto@${institution_id}.example`, label: null, visibility: 'network' })
  }
  await write(world, folio, second, ...whole)
  await close(world, folio, { recipient_ids: ['muni-13102', 'serviu-13', 'muni-10201'] })
  const mail = await world.raw.selectFrom('outbox').select(['institution_id', 'recipient', 'body', 'state']).where('subject_id', '=', id).orderBy('institution_id').execute()
  expect(mail.map(({ institution_id, recipient, state }) => [institution_id, recipient, state])).toEqual([
    ['muni-13102', 'contacto@muni-13102.example', 'queued'], ['serviu-13', 'contacto@serviu-13.example', 'queued'],
  ])
  expect(mail[0]!.body).toContain('Enviar el estudio de títulos')
  expect(mail[0]!.body).not.toContain('factibilidad de Los Boldos a más')
  expect(mail.map(({ body }) => body).join()).not.toContain('CANARIO')
})

test('what is shown before closing is what closing writes, and showing it writes nothing', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  const paula = world.as('paula')
  const meeting = (await findMeeting(paula, folio))!
  const draft = await findDraft(paula, id)
  const before = await listActivity(paula, 'meeting', id)
  const { content } = await rehearseClosing(paula, meeting, await readDraft(paula, meeting, draft!), draft)
  expect(await listActivity(paula, 'meeting', id)).toEqual(before)
  expect(await listAgreementsOf(paula, [id])).toEqual([])

  await close(world, folio)
  expect((await findClosedMinutes(paula, folio))?.content).toEqual(content)
})

test('an agreement of one institution alone is refused before anything is written', async () => {
  const world = await createWorld()
  const { id, folio } = await meetingWith(world, { when: hours('2026-11-24', '09:00', '10:00'), participants: [{ institution_id: 'red-municipios' }] })
  await startMinutes(world.as('paula'), folio)
  await write(world, folio, '', 'a: Reunirse cada mes')
  await expect(close(world, folio)).rejects.toThrow('Un acuerdo necesita dos instituciones')
  expect(await listAgreementsOf(world.as('paula'), [id])).toEqual([])
})

test('whoever was absent is bound by nothing, receives nothing and gets no mail', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  const meeting = (await findMeeting(world.as('paula'), folio))!
  const rows = await listParticipants(world.as('paula'), meeting)
  await takeAttendance(world.as('paula'), folio, { rows: rows.map((row) => ({ id: row.id, attended: row.institution_id === 'serviu-13' ? 'absent' : 'present' })) })
  await write(world, folio, second, 'a: Priorizar Los Boldos')
  await close(world, folio)
  const [agreement] = await listAgreementsOf(world.as('paula'), [id])
  expect(agreement?.parties.map(({ institution_id }) => institution_id)).toEqual(['muni-13102', 'red-municipios'])
})

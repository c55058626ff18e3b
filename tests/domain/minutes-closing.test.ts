import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { listAgreementsOf } from '#app/domain/agreements/queries.server.ts'
import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda, listInternalNotes, listSharedNotes } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { amendMinutes, discardAmendment } from '#app/domain/minutes/commands/amend.server.ts'
import { recordAnswer } from '#app/domain/minutes/commands/answer.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { rehearseClosing } from '#app/domain/minutes/commands/rehearse.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findClosedMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { readDraft } from '#app/domain/minutes/queries/reading.server.ts'
import { findReview } from '#app/domain/minutes/queries/review.server.ts'
import { changesBetween } from '#app/domain/minutes/rules/changes.ts'
import { Conflict, Forbidden, NotFound } from '#app/lib/errors.ts'
import { digest } from '#app/lib/tokens.server.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const item = (title: string) => ({ id: null, title, minutes: 10, proposed_by: null })

/** A meeting of today with Cerrillos and SERVIU, its minutes begun, two points in its agenda. */
async function underway(world: World) {
  const paula = world.as('paula')
  const { id, folio } = await meetingWith(world, {
    when: hours('2026-11-24', '09:00', '10:00'),
    participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }, { institution_id: 'red-municipios' }],
  })
  await saveAgenda(paula, id, [item('Compromisos pendientes'), item('Terrenos priorizados')])
  await startMinutes(paula, folio)
  const [first, second] = await listAgenda(paula, id)
  const draft = (await findDraft(paula, id))!.id
  return { id, folio, draft, first: first!.id, second: second!.id }
}

async function write(world: World, folio: string, key: string, ...lines: string[]) {
  const meeting = await findMeeting(world.as('paula'), folio)
  const draft = (await findDraft(world.as('paula'), meeting!.id))!
  const point = draft.points.find((one) => one.key === key)!
  return savePoint(world.as('paula'), folio, { draft: draft.id, key, version: point.version, text: lines.join('\n') })
}

async function close(world: World, folio: string, more: Partial<Parameters<typeof closeMinutes>[2]> = {}) {
  const meeting = await findMeeting(world.as('paula'), folio)
  const seen = versionsOf(await findDraft(world.as('paula'), meeting!.id))
  return closeMinutes(world.as('paula'), folio, { seen, recipient_ids: [], review: false, ...more })
}

const whole = [
  'SERVIU presenta tres paños; Los Boldos sigue sin respuesta sanitaria.',
  'a: Priorizar Los Boldos y Camino Real para el primer semestre',
  'c: Enviar el estudio de títulos @cerrillos 10 días hábiles',
  'SERVIU responderá la factibilidad de Los Boldos a más tardar el 4 de diciembre',
  'i: CANARIO confirmar la tasación antes de hablar de precio',
]

test('beginning the minutes begins the meeting, and twice begins once', async () => {
  const world = await createWorld()
  const { id, folio } = await underway(world)
  expect((await findMeeting(world.as('paula'), folio))?.state).toBe('in_progress')
  await startMinutes(world.as('paula'), folio)
  expect(await world.raw.selectFrom('minutes').select('number').where('meeting_id', '=', id).execute()).toEqual([{ number: 1 }])
  await expect(startMinutes(world.as('elena'), folio)).rejects.toThrow(Forbidden)
  await expect(findDraft(world.as('elena'), id)).rejects.toThrow(NotFound)
})

test('a point is kept with its version; whoever had an older one is told what somebody else wrote', async () => {
  const world = await createWorld()
  const { folio, draft, first } = await underway(world)
  const save = (who: 'paula' | 'carolina', text: string, version: number) => savePoint(world.as(who), folio, { draft, key: first, text, version })

  expect(await save('paula', 'uno', 0)).toMatchObject({ kind: 'saved', version: 1 })
  expect(await save('carolina', 'otro', 0)).toMatchObject({ kind: 'conflict', version: 1, text: 'uno', by: 'Paula Díaz Rojas' })
  expect(await save('carolina', 'uno', 0)).toMatchObject({ kind: 'saved', version: 1 })
  expect(await save('carolina', 'uno\notro', 1)).toMatchObject({ kind: 'saved', version: 2 })
  await expect(savePoint(world.as('paula'), folio, { draft, key: 'de otra reunión', text: 'x', version: 0 })).rejects.toThrow(NotFound)
})

test('an hour of typing leaves a few lines of activity, not a thousand', async () => {
  const world = await createWorld()
  const { id, folio, draft, first } = await underway(world)
  for (let n = 0; n < 40; n++) {
    world.clock.now = new Date(world.clock.now.getTime() + 90_000)
    await savePoint(world.as('paula'), folio, { draft, key: first, text: `línea ${n}`, version: n })
  }
  const written = (await listActivity(world.as('paula'), 'meeting', id)).filter(({ action }) => action === 'minutes.written')
  expect(written.length).toBeLessThan(8)
})

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

test('a correction is a new version: what was registered keeps its folio, what is new is registered, both can be compared', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  await close(world, folio)
  await amendMinutes(world.as('paula'), folio, 'Faltó un compromiso de SERVIU')
  await expect(amendMinutes(world.as('paula'), folio, 'otra vez')).rejects.toThrow(Conflict)

  const draft = (await findDraft(world.as('paula'), id))!
  expect(draft).toMatchObject({ number: 2, reason: 'Faltó un compromiso de SERVIU' })
  const typed = draft.points.find(({ key }) => key === second)!.text
  expect(typed).toMatch(/^A-2026-0001: Priorizar Los Boldos/m)
  expect(typed).toMatch(/^i: CANARIO/m)
  await write(world, folio, second, ...typed.split('\n'), 'SERVIU enviará las tasaciones el 11 de diciembre')
  expect(await close(world, folio)).toEqual({ agreements: 0, commitments: 1 })

  const [first, last] = [await findClosedMinutes(world.as('paula'), folio, 1), await findClosedMinutes(world.as('paula'), folio)]
  expect([first?.state, last?.state, last?.number]).toEqual(['amended', 'approved', 2])
  const added = changesBetween(first!.content, last!.content).flatMap(({ lines }) => lines.filter(({ kind }) => kind !== 'same'))
  expect(added).toEqual([{ kind: 'added', text: 'SERVIU enviará las tasaciones el 11 de diciembre' }])
  expect(await listCommitmentsUnder(world.as('paula'), { meeting_ids: [id] })).toHaveLength(3)
  expect(await listSharedNotes(world.as('paula'), id)).toHaveLength(5)
})

test('a correction cannot lose what is still owed, and can be given up', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  await close(world, folio)
  await amendMinutes(world.as('paula'), folio, 'Prueba')
  await write(world, folio, second, 'Nada quedó')
  await expect(close(world, folio)).rejects.toThrow('Falta en el texto A-2026-0001, C-2026-0001, C-2026-0002')
  await discardAmendment(world.as('paula'), folio)
  expect(await findDraft(world.as('paula'), id)).toBeUndefined()
  expect((await findClosedMinutes(world.as('paula'), folio))?.state).toBe('approved')
})

test('under review, silence is written as silence once the three working days have passed', async () => {
  const world = await createWorld()
  const { folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  await close(world, folio, { review: true })
  const paula = () => world.as('paula')
  const meeting = (await findMeeting(paula(), folio))!
  const answer = { kind: 'observed', point: 2, text: 'El plazo era de 15 días', answered_on: '2026-11-24' } as const
  await recordAnswer(paula(), folio, { institution_id: 'muni-13102', ...answer })
  await expect(recordAnswer(paula(), folio, { institution_id: 'muni-10201', ...answer })).rejects.toThrow('Responde quien participó')

  expect(await findReview(paula(), meeting)).toMatchObject({
    until_on: '2026-11-27', over: false,
    parties: [{ institution_id: 'muni-13102', answer: 'observed', observations: [{ point: 2, text: 'El plazo era de 15 días' }] }, { institution_id: 'serviu-13', answer: 'waiting' }],
  })
  world.clock.now = new Date('2026-11-28T13:00:00Z')
  expect((await findReview(paula(), meeting))?.parties.map(({ answer: said }) => said)).toEqual(['observed', 'silent'])
})

test('whoever came without being expected needs only a name and a post', async () => {
  const world = await createWorld()
  const { folio, second } = await underway(world)
  await takeAttendance(world.as('paula'), folio, { rows: [], guests: [{ name: 'Ana Toro', title: 'Profesional de apoyo' }] })
  await write(world, folio, second, 'Se presenta la cartera')
  await close(world, folio)
  expect((await findClosedMinutes(world.as('paula'), folio))?.content.attendance.at(-1)).toEqual({
    name: 'Ana Toro', title: 'Profesional de apoyo', institution: null, attended: 'present',
  })
})

test('a line that is internal stands for no record, and stays internal in every version that follows', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, 'nota: Se revisa la cartera', 'SERVIU responderá la factibilidad el 4 de diciembre')
  await close(world, folio)
  for (const round of ['Primera', 'Segunda']) {
    await amendMinutes(world.as('paula'), folio, round)
    const text = (await findDraft(world.as('paula'), id))!.points.find(({ key }) => key === second)!.text
    await write(world, folio, second, text, ...(round === 'Primera' ? ['C-2026-0001: i: CANARIO no cumplirán'] : []))
    await close(world, folio)
  }
  for (const number of [1, 2, 3]) expect(JSON.stringify((await findClosedMinutes(world.as('paula'), folio, number))?.content)).not.toContain('CANARIO')
  expect(await listInternalNotes(world.as('paula'), id)).toMatchObject([{ text: expect.stringContaining('CANARIO no cumplirán') }])
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

test('a page that stayed open on a version that was closed writes nothing into its correction', async () => {
  const world = await createWorld()
  const { id, folio, draft, second } = await underway(world)
  await write(world, folio, second, ...whole)
  await close(world, folio)
  await amendMinutes(world.as('paula'), folio, 'Prueba')
  const text = (await findDraft(world.as('paula'), id))!.points.find(({ key }) => key === second)!.text
  await expect(savePoint(world.as('carolina'), folio, { draft, key: second, version: 1, text: 'lo que quedó en otra pestaña' })).rejects.toThrow('ya se cerró')
  expect((await findDraft(world.as('paula'), id))!.points.find(({ key }) => key === second)!.text).toBe(text)
})

test('what a correction adds under an agreement of before comes from that agreement', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, 'a: Priorizar Los Boldos')
  await close(world, folio)
  await amendMinutes(world.as('paula'), folio, 'Faltó quién lo hace')
  await write(world, folio, second, 'A-2026-0001: Priorizar Los Boldos', 'c: Enviar el estudio de títulos @cerrillos 10 días hábiles')
  await close(world, folio)
  expect(await listCommitmentsUnder(world.as('paula'), { meeting_ids: [id] })).toMatchObject([{ agreement_folio: 'A-2026-0001' }])
})

test('what was agreed later elsewhere neither stops a correction nor enters it, and a moved date is not what was agreed that day', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, ...whole)
  await close(world, folio)
  const [agreement] = await listAgreementsOf(world.as('paula'), [id])
  const [titles] = await listCommitmentsUnder(world.as('paula'), { meeting_ids: [id] })
  await createCommitment(world.as('paula'), {
    text: 'Otra cosa, de diciembre', agreement_id: agreement!.id, meeting_id: null, debtor_id: 'muni-13102', responsible_position_id: null, beneficiary_ids: ['red-municipios'],
    follow_up_user_id: null, due_rule: 'none', due_n: null, due_from_on: null, due_on: null,
  })
  await rescheduleCommitment(world.as('paula'), titles!.id, { to_due_on: '2026-12-30', reason: 'Falta el conservador' })
  await amendMinutes(world.as('paula'), folio, 'Un acento')
  await close(world, folio)
  const corrected = (await findClosedMinutes(world.as('paula'), folio))!.content
  expect(corrected.commitments.map(({ text, due_on }) => [text, due_on])).toEqual([['Enviar el estudio de títulos', '2026-12-09'], [expect.stringContaining('esponder la factibilidad'), '2026-12-04']])
})

test('minutes of a meeting that was suspended are neither written nor closed, and say why', async () => {
  const world = await createWorld()
  const { folio, draft, first } = await underway(world)
  await changeState(world.as('paula'), folio, 'suspended', 'Se cortó la luz')
  await expect(savePoint(world.as('paula'), folio, { draft, key: first, version: 0, text: 'x' })).rejects.toThrow('«Suspendida»')
  await expect(close(world, folio)).rejects.toThrow('«Suspendida»')
})

test('a correction that says nothing leaves nothing of the version before on the record', async () => {
  const world = await createWorld()
  const { id, folio, second } = await underway(world)
  await write(world, folio, second, 'nota: algo que no debió decirse')
  await close(world, folio)
  await amendMinutes(world.as('paula'), folio, 'No debió decirse')
  await write(world, folio, second, '')
  await close(world, folio)
  expect(await listSharedNotes(world.as('paula'), id)).toEqual([])
})

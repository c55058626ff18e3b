import { expect, test } from 'vitest'

import { listAgreementsOf } from '#app/domain/agreements/queries.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listInternalNotes, listSharedNotes } from '#app/domain/meetings/queries/minutes.server.ts'
import { amendMinutes, discardAmendment } from '#app/domain/minutes/commands/amend.server.ts'
import { recordAnswer } from '#app/domain/minutes/commands/answer.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findClosedMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { findReview } from '#app/domain/minutes/queries/review.server.ts'
import { changesBetween } from '#app/domain/minutes/rules/changes.ts'
import { Conflict } from '#app/lib/errors.ts'
import { close, underway, whole, write } from '#tests/support/closing.ts'
import { createWorld } from '#tests/support/world.ts'

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

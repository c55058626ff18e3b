import { expect, test } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { sendNotices } from '#app/domain/invitations/commands/send.server.ts'
import { edit, email, invited, lastMail, leave, outbox, pending, read, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { hours, meetingWith, inOffice } from '#tests/support/meetings.ts'
import { eventsIn, readInIcalJs } from '#tests/support/parsers/ical-js.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const what = (notices: Awaited<ReturnType<typeof pending>>) => notices.map(({ kind, email }) => [kind, email])
const move = async (world: World, folio: string, day: string, start = '10:00', end = '11:30') => {
  wait(world)
  await moveMeeting(world.as('paula'), folio, hours(day, start, end), (await read(world, folio)).version)
}
const attendees = (text: string) => readInIcalJs(text).components.vevent![0]!.properties.attendee

test('whoever takes part and has an address is invited; the best address is their own while they are in office', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  expect(what(await pending(world, folio))).toEqual([['invitation', ROSA], ['invitation', SERVIU]])

  expect(await send(world, folio)).toBe('Quedan en la bandeja de salida 2 invitaciones.')
  expect(await pending(world, folio)).toEqual([])
  const mails = await outbox(world)
  expect(mails).toMatchObject([
    { recipient: ROSA, recipient_name: 'Rosa Sanhueza Vera', topic: 'invitation', calendar_method: 'REQUEST', not_after: '2026-12-01T13:00:00.000Z' },
    { recipient: SERVIU, calendar_method: 'REQUEST' },
  ])
  expect(mails[0]!.key).toMatch(/^invitation:[\w-]{36}:0:REQUEST$/)
})

test('whoever left office is written to at the post, and whoever has no address at all is only shown', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'], { until: '2026-10-31' })
  await email(world, 'person', person_id, 'personal@rosa.example')
  const { folio } = await meetingWith(world, { when: hours('2026-12-01', '10:00', '11:00'), participants: [{ position_id: 'muni-13102:mayor' }, { institution_id: 'muni-10201' }] })
  expect(what(await pending(world, folio))).toEqual([['invitation', null], ['invitation', null]])
  await email(world, 'position', 'muni-13102:mayor', 'alcaldia@cerrillos.example')
  await email(world, 'institution', 'muni-10201', 'ñandu@castro.example')
  expect(what(await pending(world, folio))).toEqual([['invitation', 'alcaldia@cerrillos.example'], ['invitation', null]])
})

test('each copy names its recipient alone while the meeting hides its guests, and everybody once it does not', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  for (const to of [ROSA, SERVIU]) {
    const { calendar_body, body, html } = await lastMail(world, to)
    const other = to === ROSA ? SERVIU : ROSA
    expect(attendees(calendar_body!)).toEqual([`MAILTO:${to}`])
    expect(calendar_body! + body + html).not.toContain(other)
  }

  await move(world, folio, '2026-12-02')
  await send(world, folio, { shows_guests: true })
  expect(attendees((await lastMail(world, ROSA)).calendar_body!)!.toSorted()).toEqual([`MAILTO:${ROSA}`, `MAILTO:${SERVIU}`])
})

test('a moved meeting owes a change, a cancelled one a cancellation, and each has a higher number than the one before', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  await move(world, folio, '2026-12-02', '15:00', '16:00')
  expect(what(await pending(world, folio))).toEqual([['change', ROSA], ['change', SERVIU]])
  expect(await send(world, folio)).toBe('Quedan en la bandeja de salida 2 avisos de cambio.')
  const changed = await lastMail(world, ROSA)
  expect(changed.body).toContain(
    'antes, martes 1 de diciembre de 2026, de 10:00 a 11:30, hora de Chile continental (Santiago); ahora, miércoles 2 de diciembre de 2026, de 15:00 a 16:00, hora de Chile continental (Santiago).',
  )

  wait(world)
  await changeState(world.as('paula'), folio, 'cancelled', 'Se juntó con otra mesa')
  expect(await send(world, folio)).toBe('Quedan en la bandeja de salida 2 cancelaciones.')
  const cancelled = await lastMail(world, ROSA)
  expect(cancelled).toMatchObject({ calendar_method: 'CANCEL', not_after: '2026-12-02T19:00:00.000Z' })
  expect(cancelled.body).toContain('Motivo: Se juntó con otra mesa')
  expect(readInIcalJs(cancelled.calendar_body!).properties.method).toEqual(['CANCEL'])
  expect(eventsIn(cancelled.calendar_body!)).toMatchObject([{ status: 'CANCELLED', sequence: '2' }])
  expect(await pending(world, folio)).toEqual([])
})

test('a move that was taken back before anybody heard of it owes nothing', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  await move(world, folio, '2026-12-02')
  await move(world, folio, '2026-12-01')
  expect(await pending(world, folio)).toEqual([])
})

test('a guest who is taken off hears it alone, with a higher number, and put back is invited again', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  wait(world)
  await edit(world, folio, { removed: ['institucion:serviu-13'] })
  expect(what(await pending(world, folio))).toEqual([['removal', SERVIU]])
  await send(world, folio)
  const farewell = await lastMail(world, SERVIU)
  expect(farewell.calendar_method).toBe('CANCEL')
  expect(attendees(farewell.calendar_body!)).toEqual([`MAILTO:${SERVIU}`])
  expect(eventsIn(farewell.calendar_body!)).toMatchObject([{ sequence: '1', status: 'CANCELLED' }])

  wait(world)
  await edit(world, folio, { added: [{ institution_id: 'serviu-13' }] })
  expect(what(await pending(world, folio))).toEqual([['invitation', SERVIU]])
  await send(world, folio)
  expect(eventsIn((await lastMail(world, SERVIU)).calendar_body!)).toMatchObject([{ sequence: '1', status: 'CONFIRMED' }])
})

test('one of two guests of a mailbox is taken off: the one who stays keeps the meeting', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await edit(world, folio, { added: [{ position_id: 'serviu-13:serviu_director' }] })
  await send(world, folio)
  expect((await outbox(world)).filter(({ recipient }) => recipient === SERVIU)).toHaveLength(2)

  wait(world)
  await edit(world, folio, { removed: ['cargo:serviu-13:serviu_director'] })
  expect((await pending(world, folio)).filter(({ kind }) => kind === 'removal' || kind === 'cancellation')).toEqual([])
})

test('taken off and put back before anybody heard of it owes nothing', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  await edit(world, folio, { removed: ['institucion:serviu-13'] })
  await edit(world, folio, { added: [{ institution_id: 'serviu-13' }] })
  expect(await pending(world, folio)).toEqual([])
})

test('a new title goes out only when it is asked for, under the same number and with a newer stamp', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  wait(world)
  await edit(world, folio, { title: 'Mesa técnica de suelo y vivienda' })
  expect(what(await pending(world, folio))).toEqual([['words', ROSA], ['words', SERVIU]])
  await expect(send(world, folio)).rejects.toThrow('No queda nadie por avisar')

  await send(world, folio, { words: true })
  const mails = (await outbox(world)).filter(({ recipient }) => recipient === ROSA)
  const [first, second] = mails.map(({ calendar_body }) => eventsIn(calendar_body!)[0]!)
  expect([first!.sequence, second!.sequence]).toEqual(['0', '0'])
  expect(String(second!.dtstamp) > String(first!.dtstamp)).toBe(true)
  expect(second!.summary).toBe('Mesa técnica de suelo y vivienda')
  expect(await pending(world, folio)).toEqual([])
})

test('the same form sent twice leaves each mail once', async () => {
  const world = await createWorld()
  const { folio, id } = await invited(world)
  const recipients = (await pending(world, folio)).map(({ key }) => key)
  const form = { recipients, shows_guests: false, words: false, version: 1, operation_id: 'op-1' }
  const sentences = [await sendNotices(world.as('paula'), folio, form), await sendNotices(world.as('paula'), folio, form)]
  expect(new Set(sentences).size).toBe(1)
  await expect(sendNotices(world.as('paula'), folio, { ...form, operation_id: 'op-2' })).rejects.toThrow('No queda nadie por avisar')
  expect(await outbox(world)).toHaveLength(2)
  const sent = await world.raw.selectFrom('activity').innerJoin('activity_subjects as subject', 'subject.seq', 'activity.seq').select('action').where('subject_id', '=', id).where('action', '=', 'invitation.sent').execute()
  expect(sent).toHaveLength(1)
})

test('a draft and a meeting of the past send nothing, and say why', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'muni-13102', ROSA)
  const draft = await meetingWith(world, { state: 'draft', when: hours('2026-12-01', '10:00', '11:00') })
  await expect(send(world, draft.folio)).rejects.toThrow('Un borrador no se manda a nadie')
  const { folio } = await meetingWith(world, { when: hours('2026-11-24', '15:00', '16:00') })
  wait(world, 6 * 60)
  await expect(send(world, folio)).rejects.toThrow('ya pasó')
  expect(await outbox(world)).toEqual([])
})

test('a meeting that changed while its preview was open is looked at again', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const recipients = (await pending(world, folio)).map(({ key }) => key)
  await move(world, folio, '2026-12-02')
  await expect(sendNotices(world.as('paula'), folio, { recipients, shows_guests: false, words: false, version: 1, operation_id: undefined })).rejects.toThrow('cambió mientras tanto')
})

test('whoever was dropped from the preview is still owed the mail', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio, { to: [ROSA] })
  expect(what(await pending(world, folio))).toEqual([['invitation', SERVIU]])
})

test('news that still waits is replaced by newer news; whoever never heard of it does not hear that it was cancelled', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio, { waits: true })
  await leave(world, ROSA)
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  wait(world)
  await changeState(world.as('paula'), folio, 'cancelled', 'Sin quórum')
  expect(await send(world, folio, { waits: true })).toBe('Quedan en la bandeja de salida 1 cancelación. 1 correo que todavía no salía se retira.')
  const states = (await outbox(world)).map(({ recipient, calendar_method, state }) => [recipient, calendar_method, state])
  expect(states.filter(([to]) => to === ROSA)).toEqual([[ROSA, 'REQUEST', 'sent'], [ROSA, 'REQUEST', 'withdrawn'], [ROSA, 'CANCEL', 'queued']])
  expect(states.filter(([to]) => to === SERVIU)).toEqual([[SERVIU, 'REQUEST', 'withdrawn'], [SERVIU, 'REQUEST', 'withdrawn']])
})

test('a guest of a reserved meeting reads its title; nobody else’s calendar does', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await edit(world, folio, { reserved: true })
  await send(world, folio)
  expect(eventsIn((await lastMail(world, ROSA)).calendar_body!)).toMatchObject([{ summary: 'Mesa técnica de suelo', class: 'PRIVATE' }])
})

test('a post that changes hands: whoever left is told that it is not theirs, whoever came is invited', async () => {
  const world = await createWorld()
  const { folio, person_id } = await invited(world)
  await send(world, folio)
  await world.raw.updateTable('tenures').set({ ends_on: '2026-11-23' }).where('person_id', '=', person_id).execute()
  const next = await inOffice(world, 'muni-13102:mayor', ['Ana', 'Soto'], { from: '2026-11-24' })
  await email(world, 'person', next.person_id, 'ana@cerrillos.example')
  wait(world)
  expect(what(await pending(world, folio))).toEqual([['invitation', 'ana@cerrillos.example'], ['removal', ROSA]])
  await send(world, folio)
  expect(eventsIn((await lastMail(world, ROSA)).calendar_body!)).toMatchObject([{ sequence: '1', status: 'CANCELLED' }])
  expect(await pending(world, folio)).toEqual([])
})

test('no internal word reaches a guest', async () => {
  const world = await createWorld()
  const { folio, id } = await invited(world)
  const at = '2026-11-24T13:00:00.000Z'
  await world.raw.insertInto('internal_notes').values({ id: 'nota', subject_type: 'meeting', subject_id: id, internal_text: 'CANARIO', created_by: 'paula', created_at: at }).execute()
  await send(world, folio, { shows_guests: true })
  expect(JSON.stringify(await outbox(world))).not.toContain('CANARIO')
})

import { expect, test } from 'vitest'

import { takeReply } from '#app/domain/invitations/commands/take-reply.server.ts'
import { newsOfSeries } from '#app/domain/invitations/rules/series.ts'
import { factsOf } from '#app/domain/invitations/rules.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { stopDates } from '#app/domain/series/commands/stop-dates.server.ts'
import { action as reply, loader as answering } from '#app/routes/invitations/answer.tsx'
import { loader as preview } from '#app/routes/invitations/notices.tsx'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { edit, email, lastMail, leave, outbox, pending, read, ROSA, send, SERVIU, tokenOf, wait } from '#tests/support/invitations.ts'
import { hours } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { readInPython } from '#tests/support/parsers/python.ts'
import { AUTHSERV, replyMail } from '#tests/support/replies.ts'
import { inIcalJs, seriesWith } from '#tests/support/series.ts'
import { call } from '#tests/support/users.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const MINUTES = { timeout: 400_000 }
const what = (notices: Awaited<ReturnType<typeof pending>>) => notices.map(({ kind, email, series }) => [kind, email, series?.one ?? null])
const foliosOf = async ({ raw }: World) => (await raw.selectFrom('meetings').select('folio').where('series_local', 'is not', null).orderBy('series_local').execute()).map(({ folio }) => folio)
const rsvps = async ({ raw }: World) =>
  (await raw.selectFrom('participants as p').innerJoin('meetings as m', 'm.id', 'p.meeting_id').select(['p.rsvp', 'm.series_local']).where('p.institution_id', '=', 'muni-13102').orderBy('m.series_local').execute()).map(({ rsvp }) => rsvp)

/** Four Tuesdays of a monthly table, with Cerrillos and the SERVIU, all told. */
async function asked(world: World) {
  await email(world, 'institution', 'muni-13102', ROSA)
  await email(world, 'institution', 'serviu-13', SERVIU)
  await seriesWith(world, { last_on: '2027-03-31', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  const folios = await foliosOf(world)
  return { folios, first: folios[0]!, second: folios[1]! }
}
const move = async (world: World, folio: string, day: string) => {
  wait(world)
  await moveMeeting(world.as('paula'), folio, hours(day, '15:00', '16:30'), (await read(world, folio)).version)
}

test('inviting to a series sends one mail to each guest, with its rule and its exceptions', MINUTES, async () => {
  const world = await createWorld()
  const { folios, first, second } = await asked(world)
  await move(world, second, '2027-01-14')
  expect(folios).toHaveLength(4)
  expect(what(await pending(world, first))).toEqual([['invitation', ROSA, null], ['invitation', SERVIU, null]])
  expect(await send(world, first)).toBe('Quedan en la bandeja de salida 2 invitaciones.')
  const mail = await lastMail(world, ROSA)
  expect(mail.subject).toBe('Invitación: Mesa técnica mensual, desde el martes 8 de diciembre, 10:00')
  expect(mail.body).toContain('Cuándo: El segundo martes de cada mes, hasta el 09-03-2027, 4 fechas. La próxima es el martes 8 de diciembre de 2026, de 10:00 a 11:30, hora de Chile continental (Santiago)')
  expect(mail.not_after).toBe('2027-03-09T13:00:00.000Z')
  const events = eventsIn(mail.calendar_body!)
  expect(events.map((event) => [Boolean(event.rrule), event['recurrence-id'] ?? null, event.sequence])).toEqual([[true, null, '1'], [false, '2027-01-12T10:00:00', '1']])
  expect(inIcalJs(mail.calendar_body!).map(({ start }) => start)).toEqual(['2026-12-08T13:00:00.000Z', '2027-01-14T18:00:00.000Z', '2027-02-09T13:00:00.000Z', '2027-03-09T13:00:00.000Z'])
  const { libical, icalendar } = readInPython(mail.calendar_body!)
  expect([libical, icalendar.errors]).toEqual([{ restriction: 1, errors: 0, events: 2 }, 0])
  for (const folio of folios) expect(await pending(world, folio)).toEqual([])
})

test('one date that moves or is called off is told by itself, with its RECURRENCE-ID and without the master', async () => {
  const world = await createWorld()
  const { first, second, folios } = await asked(world)
  await send(world, first)
  await move(world, second, '2027-01-14')
  expect(what(await pending(world, first))).toEqual([['change', ROSA, '2027-01-12T10:00'], ['change', SERVIU, '2027-01-12T10:00']])
  await send(world, second)
  const moved = await lastMail(world, ROSA)
  expect(moved.body).toContain('antes, martes 12 de enero de 2027, de 10:00 a 11:30')
  expect(moved.body).toContain('?respuesta=si&dia=2027-01-12T10:00')
  expect(moved.html).toContain('?respuesta=si&amp;dia=2027-01-12T10:00')
  expect(eventsIn(moved.calendar_body!)).toMatchObject([{ 'recurrence-id': '2027-01-12T10:00:00', dtstart: '2027-01-14T15:00:00', sequence: '1', status: 'CONFIRMED' }])

  wait(world)
  await changeState(world.as('paula'), folios[2]!, 'cancelled', 'Feriado local')
  await send(world, first)
  const cancelled = await lastMail(world, ROSA)
  expect(cancelled).toMatchObject({ calendar_method: 'CANCEL', not_after: '2027-02-09T14:30:00.000Z' })
  expect(cancelled.body).toContain('Motivo: Feriado local')
  expect(eventsIn(cancelled.calendar_body!)).toMatchObject([{ 'recurrence-id': '2027-02-09T10:00:00', status: 'CANCELLED', sequence: '2' }])
  expect(await pending(world, first)).toEqual([])
})

test('a guest of one date is told that date alone; taken off one date, they lose it and keep the others', async () => {
  const world = await createWorld()
  const { first, second } = await asked(world)
  await send(world, first)
  await email(world, 'institution', 'muni-10201', 'alcaldia@castro.example')
  wait(world)
  await edit(world, second, { added: [{ institution_id: 'muni-10201' }] })
  await send(world, second)
  expect(eventsIn((await lastMail(world, 'alcaldia@castro.example')).calendar_body!)).toMatchObject([{ 'recurrence-id': '2027-01-12T10:00:00', status: 'CONFIRMED' }])

  wait(world)
  await edit(world, second, { removed: ['institucion:serviu-13'] })
  expect(what(await pending(world, first))).toEqual([['removal', SERVIU, '2027-01-12T10:00']])
  await send(world, first)
  expect(eventsIn((await lastMail(world, SERVIU)).calendar_body!)).toMatchObject([{ 'recurrence-id': '2027-01-12T10:00:00', status: 'CANCELLED' }])
  const still = await world.raw.selectFrom('meeting_invitations').select('withdrawn_at').where('email', '=', SERVIU).execute()
  expect(still).toEqual([{ withdrawn_at: null }])
  expect(await pending(world, first)).toEqual([])
})

test('several dates that change are told whole, and a series that is called off goes as one', async () => {
  const world = await createWorld()
  const { first, second, folios } = await asked(world)
  await send(world, first)
  await move(world, first, '2026-12-10')
  await move(world, second, '2027-01-14')
  expect(what(await pending(world, first))).toEqual([['change', ROSA, null], ['change', SERVIU, null]])
  await send(world, first)
  const changed = await lastMail(world, ROSA)
  expect(changed.body.match(/- La fecha del/g)).toHaveLength(2)
  expect(eventsIn(changed.calendar_body!)).toHaveLength(3)

  wait(world)
  await stopDates(world.as('paula'), folios[0]!, 'cancelled', 'Cambio de prioridades', 'all')
  expect(what(await pending(world, first))).toEqual([['cancellation', ROSA, null], ['cancellation', SERVIU, null]])
  await send(world, first)
  const gone = await lastMail(world, ROSA)
  const [event, ...rest] = eventsIn(gone.calendar_body!)
  expect([rest, event!.status, event!['recurrence-id'], event!.rrule]).toEqual([[], 'CANCELLED', undefined, undefined])
  expect(await pending(world, first)).toEqual([])
})

test('a mail about one date tells nothing of the title of the others', async () => {
  const world = await createWorld()
  const { first, second } = await asked(world)
  await send(world, first)
  await move(world, second, '2027-01-14')
  await edit(world, first, { title: 'Mesa de diciembre' })
  await send(world, first)
  expect(what(await pending(world, first))).toEqual([['words', ROSA, null], ['words', SERVIU, null]])
})

test('whatever still waits is withdrawn for newer news, which tells all that the guest has not heard', async () => {
  const world = await createWorld()
  const { first, second } = await asked(world)
  await send(world, first, { waits: true })
  await move(world, second, '2027-01-14')
  expect(what(await pending(world, first))).toEqual([['invitation', ROSA, null], ['invitation', SERVIU, null]])
  await send(world, first, { waits: true })
  const rosas = async () => (await outbox(world)).filter(({ recipient }) => recipient === ROSA)
  expect((await rosas()).map(({ state }) => state)).toEqual(['withdrawn', 'queued'])
  await leave(world)

  await move(world, second, '2027-01-15')
  await send(world, first, { waits: true })
  await move(world, first, '2026-12-09')
  expect(what(await pending(world, first))).toEqual([['change', ROSA, null], ['change', SERVIU, null]])
  await send(world, first, { waits: true })
  expect((await rosas()).map(({ state }) => state)).toEqual(['withdrawn', 'sent', 'withdrawn', 'queued'])
  expect((await lastMail(world, ROSA)).body.match(/- La fecha del/g)).toHaveLength(2)
  await leave(world)
  expect(await pending(world, first)).toEqual([])
})

test('an answer is for every date that is ahead, or for the one the mail was about', async () => {
  const world = await createWorld()
  const { first, second } = await asked(world)
  await send(world, first)
  const token = await tokenOf(world, ROSA)
  const page = async (search = '') => (await call(answering, `/respuesta/${token}${search}`, { params: { token } })) as { data: { shown: { when: string; repeats: string | null; sequence: number } | null } }
  expect((await page()).data.shown).toMatchObject({ repeats: 'El segundo martes de cada mes, hasta el 09-03-2027, 4 fechas', when: expect.stringContaining('8 de diciembre') })
  await call(reply, `/respuesta/${token}`, { params: { token }, form: { choice: 'si', sequence: '0' } })
  expect(await rsvps(world)).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])

  await move(world, second, '2027-01-14')
  await send(world, first)
  expect((await page('?dia=2027-01-12T10:00')).data.shown).toMatchObject({ repeats: null, when: expect.stringContaining('14 de enero'), sequence: 1 })
  expect((await page('?dia=2027-01-13T10:00')).data.shown).toBeNull()
  const lines = async (folio: string) => (await world.visit(show, 'paula', '/x?seccion=asistencia', { params: { folio } })).participants[0]!.lines
  expect(await lines(second)).toContain('Falta confirmar el cambio')
  expect(await lines(first)).not.toContain('Falta confirmar el cambio')
  await call(reply, `/respuesta/${token}?dia=2027-01-12T10:00`, { params: { token }, form: { choice: 'no', sequence: '1' } })
  expect(await rsvps(world)).toEqual(['accepted', 'declined', 'accepted', 'accepted'])
  expect(await lines(second)).not.toContain('Falta confirmar el cambio')
})

test('a reply by mail is for the date of its RECURRENCE-ID, and for all without one', async () => {
  const world = await createWorld()
  const { first } = await asked(world)
  await send(world, first)
  const { uid } = await read(world, first)
  const take = (rows: string[], message_id: string, partstat = 'ACCEPTED') => takeReply(world.as('system'), replyMail({ uid, rows, message_id, partstat }), AUTHSERV)
  expect(await take([], '<1@x.example>')).toEqual({ kind: 'recorded' })
  wait(world)
  expect(await take(['RECURRENCE-ID;TZID=America/Santiago:20270112T100000'], '<2@x.example>', 'DECLINED')).toEqual({ kind: 'recorded' })
  wait(world)
  expect(await take(['RECURRENCE-ID:20270209T130000Z'], '<3@x.example>', 'TENTATIVE')).toEqual({ kind: 'recorded' })
  expect(await rsvps(world)).toEqual(['accepted', 'declined', 'tentative', 'accepted'])
  for (const wrong of ['RECURRENCE-ID:20270210T130000Z', 'RECURRENCE-ID;TZID=Marte/Olimpo:20270112T100000', 'RECURRENCE-ID;VALUE=DATE:20270112', 'RECURRENCE-ID:ayer']) {
    expect(await take([wrong], `<${wrong.length}-4@x.example>`, 'DECLINED')).toMatchObject({ kind: 'refused' })
  }
  expect(await rsvps(world)).toEqual(['accepted', 'declined', 'tentative', 'accepted'])
})

test('the preview of any date of a series is that of the series', async () => {
  const world = await createWorld()
  const { second } = await asked(world)
  const { urgent } = await world.visit(preview, 'paula', '/x', { params: { folio: second } })
  expect(urgent.map(({ email, subject }) => [email, subject])).toEqual([ROSA, SERVIU].map((one) => [one, 'Invitación: Mesa técnica mensual, desde el martes 8 de diciembre, 10:00']))
})

test('what a guest of a series must hear follows from what they know and what is so', async () => {
  const world = await createWorld()
  const { first } = await asked(world)
  const yes = factsOf(await read(world, first))
  const off = { ...yes, stands: 'cancelled' as const }
  const renamed = { ...yes, title: 'Otro' }
  const elsewhere = { ...yes, where: 'Otra sala' }
  const cases: [Parameters<typeof newsOfSeries>[0], Parameters<typeof newsOfSeries>[1], ReturnType<typeof newsOfSeries>][] = [
    [{ a: yes, b: yes }, { a: yes, b: yes }, null],
    [{ a: yes, b: yes }, { a: yes, b: elsewhere }, { kind: 'change', one: 'b' }],
    [{ a: yes, b: yes }, { a: yes, b: off }, { kind: 'cancellation', one: 'b' }],
    [{ a: yes, b: yes }, { a: yes }, { kind: 'removal', one: 'b' }],
    [{ a: yes }, { a: yes, b: yes }, { kind: 'change', one: null }],
    [{ a: yes, b: yes }, { a: off, b: off }, { kind: 'cancellation', one: null }],
    [{ a: yes, b: off }, { a: off, b: off }, { kind: 'cancellation', one: 'a' }],
    [{ a: yes, b: yes }, {}, { kind: 'removal', one: null }],
    [{ a: yes }, {}, { kind: 'removal', one: 'a' }],
    [{ a: off }, {}, null],
    [{ a: yes, b: yes }, { a: renamed, b: yes }, { kind: 'words', one: null }],
    [{ a: yes, b: yes }, { a: renamed, b: elsewhere }, { kind: 'change', one: 'b' }],
    [{ a: yes, b: off }, { a: yes }, null],
  ]
  for (const [told, now, news] of cases) expect(newsOfSeries(told, now)).toEqual(news)
})

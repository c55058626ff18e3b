import { expect, test } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeRule } from '#app/domain/series/commands/change-rule.server.ts'
import { editDates } from '#app/domain/series/commands/edit-dates.server.ts'
import { endSeries } from '#app/domain/series/commands/end.server.ts'
import { moveDates } from '#app/domain/series/commands/move-dates.server.ts'
import { stopDates } from '#app/domain/series/commands/stop-dates.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import type { Scope } from '#app/domain/series/terms.ts'
import { localOf } from '#app/lib/dates.ts'
import { loader as preview } from '#app/routes/invitations/notices.tsx'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { calendarOfGuest } from '#tests/support/guest-calendar.ts'
import { edit, email, outbox, pending, read, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { hours } from '#tests/support/meetings.ts'
import { seriesWith } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const what = (notices: Awaited<ReturnType<typeof pending>>) => notices.map(({ kind, email, series }) => [kind, email, series?.one ?? null])

/** Four Tuesdays of a monthly table, 8 December to 9 March at 10:00, with Cerrillos and the SERVIU, all told. */
async function told(world: World) {
  await email(world, 'institution', 'muni-13102', ROSA)
  await email(world, 'institution', 'serviu-13', SERVIU)
  const { id, meetings } = await seriesWith(world, { last_on: '2027-03-31', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  const folios = meetings.map(({ folio }) => folio)
  await send(world, folios[0]!)
  wait(world)
  return { id, folios, first: folios[0]!, second: folios[1]!, third: folios[2]! }
}
async function moveAll(world: World, folio: string, scope: Scope, start: string, end: string) {
  const { start_local, version } = await read(world, folio)
  await moveDates(world.as('paula'), folio, hours(start_local!.slice(0, 10), start, end), version, scope)
}
async function end(world: World, id: string, last_on: string) {
  const { version } = (await findSeries(world.as('paula'), id))!
  await endSeries(world.as('paula'), id, last_on, version)
}
const starts = async (world: World, address = ROSA) => (await calendarOfGuest(world, address)).map(({ start }) => localOf(start, 'America/Santiago'))
const last = async (world: World, count: number, address = ROSA) => (await outbox(world)).filter(({ recipient }) => recipient === address).slice(-count)
const firstHeld = (world: World) => { world.clock.now = new Date('2026-12-10T13:00:00Z') }

test('«esta y las siguientes» at another hour: the guest keeps the dates before and gets the others once, in two letters that agree', async () => {
  const world = await createWorld()
  const { folios, first, third } = await told(world)
  await moveAll(world, third, 'following', '16:00', '17:30')
  const owed = [['ending', ROSA, null], ['ending', SERVIU, null], ['invitation', ROSA, null], ['invitation', SERVIU, null]]
  for (const folio of folios) expect(what(await pending(world, folio))).toEqual(owed)

  expect(await send(world, first)).toBe('Quedan en la bandeja de salida 2 invitaciones y 2 avisos de cambio.')
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-12T10:00', '2027-02-09T16:00', '2027-03-09T16:00'])
  const [old, anew] = await last(world, 2)
  expect(old).toMatchObject({ calendar_method: 'REQUEST', subject: 'Cambia desde el martes 9 de febrero: Mesa técnica mensual' })
  expect(old!.body).toContain('llega hasta el martes 12 de enero de 2027. Desde el martes 9 de febrero de 2027 sigue con otra invitación, que va en su propio correo')
  expect(old!.body).not.toContain('respuesta=')
  expect(anew).toMatchObject({ calendar_method: 'REQUEST', subject: 'Sigue la serie: Mesa técnica mensual, desde el martes 9 de febrero, 16:00' })
  expect(anew!.body).toContain('Continúa una serie a la que ya estaba invitado o invitada. Desde el martes 9 de febrero de 2027 vale esta invitación')
  for (const folio of folios) expect(await pending(world, folio)).toEqual([])
})

test('a letter about a series that goes on names the last day as it is held, wherever the rule puts it', async () => {
  const world = await createWorld()
  const { first, second, third } = await told(world)
  await moveMeeting(world.as('paula'), second, hours('2027-01-14', '15:00', '16:30'), (await read(world, second)).version)
  await send(world, first)
  wait(world)
  await moveAll(world, third, 'following', '16:00', '17:30')
  await send(world, first)
  const [old] = await last(world, 2)
  expect(old!.body).toContain('llega hasta el jueves 14 de enero de 2027. Desde el martes 9 de febrero')
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-14T15:00', '2027-02-09T16:00', '2027-03-09T16:00'])
})

test('the last date alone at another hour: it goes from the old series and comes in the new one', async () => {
  const world = await createWorld()
  const { folios, first } = await told(world)
  await moveAll(world, folios[3]!, 'following', '16:00', '17:30')
  await send(world, first)
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-12T10:00', '2027-02-09T10:00', '2027-03-09T16:00'])
  const [old] = await last(world, 2)
  expect(old!.body).not.toContain('Ya no necesitamos')
  expect(await pending(world, first)).toEqual([])
})

test('the whole series at another hour once a date was held: what was held stays in the calendar of the guest', async () => {
  const world = await createWorld()
  const { folios, first, second } = await told(world)
  firstHeld(world)
  await moveAll(world, second, 'all', '16:00', '17:30')
  for (const folio of folios) expect(what(await pending(world, folio))).toEqual([['ending', ROSA, null], ['ending', SERVIU, null], ['invitation', ROSA, null], ['invitation', SERVIU, null]])
  await send(world, first)
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-12T16:00', '2027-02-09T16:00', '2027-03-09T16:00'])
  const [old] = await last(world, 2)
  expect(old).toMatchObject({ calendar_method: 'REQUEST', not_after: '2027-03-09T14:30:00.000Z' })
  expect(await pending(world, first)).toEqual([])
})

test('a series with a different date moves whole before any has passed: the old one goes, the new one comes', async () => {
  const world = await createWorld()
  const { id, first, second, third } = await told(world)
  await moveMeeting(world.as('paula'), third, hours('2027-02-10', '10:00', '11:30'), (await read(world, third)).version)
  await send(world, first)
  wait(world)
  await moveAll(world, second, 'all', '16:00', '17:30')
  expect((await read(world, first)).series_id).not.toBe(id)
  expect(what(await pending(world, first))).toEqual([['ending', ROSA, null], ['ending', SERVIU, null], ['invitation', ROSA, null], ['invitation', SERVIU, null]])
  await send(world, first)
  const [old] = await last(world, 2)
  expect(old!.calendar_method).toBe('CANCEL')
  expect(await starts(world)).toEqual(['2026-12-08T16:00', '2027-01-12T16:00', '2027-02-10T10:00', '2027-03-09T16:00'])
  expect(await pending(world, first)).toEqual([])
})

test('another rule once a date was held: the guest keeps what was held and gets the new days', async () => {
  const world = await createWorld()
  const { id, first } = await told(world)
  firstHeld(world)
  const { version } = (await findSeries(world.as('paula'), id))!
  await changeRule(world.as('paula'), id, {
    rule: 'FREQ=MONTHLY;BYDAY=2TH', start_local: '2027-01-14T10:00', end_local: '2027-01-14T11:30', last_on: '2027-03-31', holidays: 'keep', version,
  })
  await send(world, first)
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-14T10:00', '2027-02-11T10:00', '2027-03-11T10:00'])
  expect(await pending(world, first)).toEqual([])
})

test('a series that changes three times tells each guest where it stands now, whatever was told in between', async () => {
  const world = await createWorld()
  const { folios, first, second, third } = await told(world)
  await moveAll(world, third, 'following', '16:00', '17:30')
  await moveAll(world, second, 'following', '12:00', '13:30')
  await send(world, first)
  const now = ['2026-12-08T10:00', '2027-01-12T12:00', '2027-02-09T16:00', '2027-03-09T16:00']
  expect(await starts(world)).toEqual(now)
  wait(world)
  await moveAll(world, folios[3]!, 'following', '18:00', '19:30')
  await send(world, first)
  expect(await starts(world)).toEqual([...now.slice(0, 3), '2027-03-09T18:00'])
  for (const folio of folios) expect(await pending(world, folio)).toEqual([])
})

test('a series that ends: whoever was told of the dates that go is told, and answers nothing again', async () => {
  const world = await createWorld()
  const { id, first } = await told(world)
  await end(world, id, '2027-01-31')
  expect(what(await pending(world, first))).toEqual([['ending', ROSA, null], ['ending', SERVIU, null]])
  expect(await send(world, first)).toBe('Quedan en la bandeja de salida 2 avisos de cambio.')
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-12T10:00'])
  const [mail] = await last(world, 1)
  expect(mail).toMatchObject({ calendar_method: 'REQUEST', subject: 'Termina antes: Mesa técnica mensual, hasta el martes 12 de enero' })
  expect(mail!.body).toContain('La última de sus fechas en esta serie es la del martes 12 de enero de 2027')
  expect((await read(world, first)).asked_sequence).toBe(0)
  expect(await pending(world, first)).toEqual([])
})

test('a series that ends when only its past is left: the past stays, and the news can be sent from its page', async () => {
  const world = await createWorld()
  const { id, first } = await told(world)
  firstHeld(world)
  await end(world, id, '2026-12-08')
  expect(what(await pending(world, first))).toEqual([['ending', ROSA, null], ['ending', SERVIU, null]])
  await send(world, first)
  expect(await starts(world)).toEqual(['2026-12-08T10:00'])
  await expect(send(world, first)).rejects.toThrow('ya pasó')
})

test('everything ahead is called off, or a guest is taken off, after a date was held: what was held stays', async () => {
  const world = await createWorld()
  const { first, second } = await told(world)
  firstHeld(world)
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, version } = await read(world, second)
  const facts = { title, kind, modality, place, commune_cut, link, description, organiser_id, reserved: false, version }
  await editDates(world.as('paula'), second, { ...facts, participants: { added: [], removed: ['institucion:serviu-13'] } }, 'all')
  expect(what(await pending(world, second))).toEqual([['removal', SERVIU, null]])
  await send(world, second)
  expect([await starts(world, SERVIU), (await starts(world)).length]).toEqual([['2026-12-08T10:00'], 4])

  wait(world)
  await stopDates(world.as('paula'), second, 'cancelled', 'Sin presupuesto', 'all')
  await send(world, first)
  expect(await starts(world)).toEqual(['2026-12-08T10:00'])
  const [mail] = await last(world, 1)
  expect([mail!.calendar_method, mail!.body.includes('respuesta=')]).toEqual(['REQUEST', false])
  expect(await pending(world, second)).toEqual([])
})

test('a guest taken off with the dates that follow is told so, and not that a series goes on', async () => {
  const world = await createWorld()
  const { first, third } = await told(world)
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, version } = await read(world, third)
  const facts = { title, kind, modality, place, commune_cut, link, description, organiser_id, reserved: false, version }
  await editDates(world.as('paula'), third, { ...facts, participants: { added: [], removed: ['institucion:serviu-13'] } }, 'following')
  expect(what(await pending(world, first))).toEqual([['ending', ROSA, null], ['ending', SERVIU, null], ['invitation', ROSA, null]])
  await send(world, first)
  expect([await starts(world), await starts(world, SERVIU)].map(({ length }) => length)).toEqual([4, 2])
  expect((await last(world, 1, SERVIU))[0]!.body).not.toContain('otra invitación')
})

test('answers are asked again where the series goes on, and stand where it did not change', async () => {
  const world = await createWorld()
  const { first, third } = await told(world)
  await world.raw.updateTable('participants').set({ rsvp: 'accepted', rsvp_sequence: 0, rsvp_at: world.clock.now.toISOString() }).execute()
  await moveAll(world, third, 'following', '16:00', '17:30')
  await send(world, first)
  const [old, anew] = (await last(world, 2)).map(({ calendar_body }) => calendar_body!.replaceAll('\r\n ', ''))
  expect([/PARTSTAT=(\w+)/.exec(old!)![1], /PARTSTAT=([\w-]+)/.exec(anew!)![1]]).toEqual(['ACCEPTED', 'NEEDS-ACTION'])
  const lines = async (folio: string) => (await world.visit(show, 'paula', '/x?seccion=asistencia', { params: { folio } })).participants[0]!.lines
  expect(await lines(third)).toEqual([expect.stringMatching(/^Respondió el .*, cuando era parte de otra serie$/), 'Falta confirmar el cambio', 'Correo enviado'])
  expect(await lines(first)).not.toContain('Falta confirmar el cambio')
})

test('a mail that waits tells of a series that has moved meanwhile nothing that is not so', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'muni-13102', ROSA)
  const { meetings } = await seriesWith(world, { last_on: '2027-03-31' })
  await send(world, meetings[0]!.folio, { waits: true })
  wait(world)
  await moveAll(world, meetings[2]!.folio, 'following', '16:00', '17:30')
  await send(world, meetings[0]!.folio)
  expect((await outbox(world)).map(({ state }) => state)).toEqual(['withdrawn', 'sent', 'sent'])
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-12T10:00', '2027-02-09T16:00', '2027-03-09T16:00'])
})

test('a first invitation that still waits when the series moves whole: the guest gets one invitation, and reads of no calendar', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'muni-13102', ROSA)
  const { id, meetings } = await seriesWith(world, { last_on: '2027-03-31' })
  const [first, , third] = meetings.map(({ folio }) => folio)
  await send(world, first!, { waits: true })
  wait(world)
  await moveMeeting(world.as('paula'), third!, hours('2027-02-10', '10:00', '11:30'), (await read(world, third!)).version)
  await moveAll(world, first!, 'all', '16:00', '17:30')
  expect((await read(world, first!)).series_id).not.toBe(id)

  expect(what(await pending(world, first!))).toEqual([['recall', ROSA, null], ['invitation', ROSA, null]])
  const { recalled, urgent } = await world.visit(preview, 'paula', '/x', { params: { folio: first! } })
  expect([recalled.map(({ email }) => email), urgent.map(({ gets }) => gets)]).toEqual([[ROSA], ['Invitación']])
  expect(await send(world, first!)).toBe('Quedan en la bandeja de salida 1 invitación. 1 correo que todavía no salía se retira.')
  const mails = await outbox(world)
  expect(mails.map(({ state }) => state)).toEqual(['withdrawn', 'sent'])
  expect(mails[1]!.subject).toBe('Invitación: Mesa técnica mensual, desde el martes 8 de diciembre, 16:00')
  expect(mails[1]!.body).not.toMatch(/como está en su calendario|ya estaba invitado/)
  expect(await starts(world)).toEqual(['2026-12-08T16:00', '2027-01-12T16:00', '2027-02-10T10:00', '2027-03-09T16:00'])
  expect(await pending(world, first!)).toEqual([])
})

test('a first invitation that still waits when the series splits: one invitation to each part, and no letter speaks of a calendar that has nothing', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'muni-13102', ROSA)
  const { meetings } = await seriesWith(world, { last_on: '2027-03-31' })
  await send(world, meetings[0]!.folio, { waits: true })
  wait(world)
  await moveAll(world, meetings[2]!.folio, 'following', '16:00', '17:30')
  expect(what(await pending(world, meetings[3]!.folio))).toEqual([['invitation', ROSA, null], ['invitation', ROSA, null]])
  expect(await send(world, meetings[0]!.folio)).toBe('Quedan en la bandeja de salida 2 invitaciones.')
  const left = (await outbox(world)).filter(({ state }) => state === 'sent')
  expect(left.map(({ subject }) => subject)).toEqual([
    'Invitación: Mesa técnica mensual, desde el martes 8 de diciembre, 10:00', 'Invitación: Mesa técnica mensual, desde el martes 9 de febrero, 16:00',
  ])
  for (const { body } of left) expect(body).not.toMatch(/como está en su calendario|ya estaba invitado/)
  expect(await starts(world)).toEqual(['2026-12-08T10:00', '2027-01-12T10:00', '2027-02-09T16:00', '2027-03-09T16:00'])
  expect(await pending(world, meetings[0]!.folio)).toEqual([])
})

test('a guest of whom only the name is known gets one mail for the whole series', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'serviu-13', SERVIU)
  const { folio } = await seriesWith(world, { participants: [{ institution_id: 'serviu-13', name: 'Juan Pérez', title: 'Asesor' }] })
  expect(await send(world, folio)).toBe('Quedan en la bandeja de salida 1 invitación.')
  expect(await starts(world, SERVIU)).toHaveLength(13)
  expect(await pending(world, folio)).toEqual([])
})

test('a mailbox that two guests share stands once among those a mail names', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'serviu-13', SERVIU)
  await email(world, 'institution', 'muni-13102', ROSA)
  const { folio } = await seriesWith(world, { last_on: '2027-03-31', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }, { position_id: 'serviu-13:serviu_director' }] })
  await send(world, folio, { shows_guests: true })
  const named = async (address: string) => (await last(world, 1, address))[0]!.calendar_body!.replaceAll('\r\n ', '').match(/MAILTO:\S+/g)
  expect(await named(ROSA)).toEqual([`MAILTO:${ROSA}`, `MAILTO:${SERVIU}`])
  expect(await named(SERVIU)).toEqual([`MAILTO:${SERVIU}`, `MAILTO:${ROSA}`])
})

test('a guest of one date who is added to others has each of them once', async () => {
  const world = await createWorld()
  const { second, third } = await told(world)
  await email(world, 'institution', 'muni-10201', 'castro@castro.example')
  await edit(world, second, { added: [{ institution_id: 'muni-10201' }] })
  await send(world, second)
  wait(world)
  await edit(world, third, { added: [{ institution_id: 'muni-10201' }] })
  await send(world, second)
  expect(await starts(world, 'castro@castro.example')).toEqual(['2027-01-12T10:00', '2027-02-09T10:00'])
})

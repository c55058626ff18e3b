import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { applyImport } from '#app/domain/calendar-imports/commands/apply.server.ts'
import { undoImport } from '#app/domain/calendar-imports/commands/undo.server.ts'
import { previewImport } from '#app/domain/calendar-imports/queries/preview.server.ts'
import { findImport } from '#app/domain/calendar-imports/queries.server.ts'
import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { findMeeting, listMeetings } from '#app/domain/meetings/queries.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { calendarWith, event, imported, uploaded } from '#tests/support/calendars.ts'
import { hours } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const moved = { 'DTSTART;TZID=America/Santiago': '20261202T120000', 'DTEND;TZID=America/Santiago': '20261202T130000' }

async function meetings({ as }: World) {
  const rows = await listMeetings(as('paula'), { page: 1 })
  return rows.toSorted((a, b) => a.starts_at.localeCompare(b.starts_at) || a.title.localeCompare(b.title))
}

test('H1: the same file twice creates nothing and changes nothing the second time', async () => {
  const world = await createWorld()
  const text = calendarWith([event('a'), event('b'), event('c', { 'DTSTART;VALUE=DATE': '20261203' })])

  await imported(world, text)
  const before = await meetings(world)
  const again = await imported(world, text)

  expect(before).toHaveLength(3)
  expect(again.totals).toMatchObject({ created: 0, changed: 0, same: 3 })
  expect(await meetings(world)).toEqual(before)
})

test('H1: a newer SEQUENCE changes the meeting, an older one is ignored', async () => {
  const world = await createWorld()
  await imported(world, calendarWith([event('a', { SEQUENCE: '3' })]))

  const newer = await imported(world, calendarWith([event('a', { SEQUENCE: '4', ...moved })]))
  const older = await imported(world, calendarWith([event('a', { SEQUENCE: '2' })]))

  expect([newer.outcomes, older.outcomes]).toEqual([['changed'], ['ignored']])
  expect(older.entries[0]!.reason).toMatch(/más antiguo/)
  expect(await meetings(world)).toMatchObject([{ start_local: '2026-12-02T12:00', sequence: 1 }])
})

test('H1: what was not chosen is remembered, and offered back', async () => {
  const world = await createWorld()
  const text = calendarWith([event('a'), event('b')])
  await imported(world, text, { picked: new Set([0]) })
  expect(await meetings(world)).toHaveLength(1)

  const again = await uploaded(world, text)
  expect(again.outcomes).toEqual(['same', 'discarded'])
  await applyImport(world.as('paula'), again.id, { picked: new Set([1]), rest: false, zone: null })

  expect((await meetings(world)).map(({ title }) => title)).toEqual(['Reunión a', 'Reunión b'])
})

test('an imported meeting has a UID of ours, and the foreign one is never printed', async () => {
  const world = await createWorld()
  await imported(world, calendarWith([event('ajeno@example.com')]))

  const [meeting] = await meetings(world)
  expect(meeting).toMatchObject({ uid: `reunion-${meeting!.id}@agenda.hilvan`, sequence: 0, state: 'called' })
})

test('what people changed here is not overwritten unless they choose so', async () => {
  const world = await createWorld()
  await imported(world, calendarWith([event('a')]))
  const [meeting] = await meetings(world)
  await moveMeeting(world.as('carolina'), meeting!.id, hours('2026-12-05', '16:00', '17:00'), meeting!.version)

  const file = await uploaded(world, calendarWith([event('a', { SEQUENCE: '1', ...moved })]))
  const preview = await previewImport(world.as('paula'), file.id)
  expect(preview.rows).toMatchObject([{ outcome: 'changed', changedHere: true, folio: meeting!.folio }])
  await applyImport(world.as('paula'), file.id, { picked: new Set(), rest: true, zone: null })

  expect(await meetings(world)).toMatchObject([{ start_local: '2026-12-05T16:00' }])
})

test('whoever is invited is found in the directory by e-mail; the others become nobody', async () => {
  const world = await createWorld()
  const at = '2026-01-02T12:00:00.000Z'
  const point = { kind: 'email', visibility: 'network', created_at: at, updated_at: at } as const
  await world.raw.insertInto('contact_points').values({ id: 'correo', institution_id: 'muni-13102', value: 'Vivienda@Cerrillos.ejemplo.cl', ...point }).execute()
  const guests = { 'ATTENDEE;CN="Pérez, Ana":mailto': 'vivienda@cerrillos.ejemplo.cl', 'ATTENDEE;CN=X:MAILTO': 'nadie@otra.ejemplo.cl', 'ORGANIZER:mailto': 'paula@ejemplo.cl' }

  const file = await uploaded(world, calendarWith([event('a', guests)]))
  const { rows } = await previewImport(world.as('paula'), file.id)
  expect(rows).toMatchObject([{ guests: ['Municipalidad de Cerrillos'], strangers: ['nadie@otra.ejemplo.cl'] }])
  await applyImport(world.as('paula'), file.id, { picked: new Set([0]), rest: false, zone: null })

  const [meeting] = await meetings(world)
  expect(await listParticipants(world.as('paula'), meeting!)).toMatchObject([{ institution_id: 'muni-13102', person_id: null, rsvp: 'pending' }])
  const kept = await world.raw.selectFrom('calendar_import_entries').select('entry').execute()
  expect(JSON.stringify(kept)).not.toContain('otra.ejemplo.cl')
})

test('what is past was held, without minutes; what came cancelled is cancelled; nobody is told', async () => {
  const world = await createWorld()
  const past = { 'DTSTART;TZID=America/Santiago': '20261110T100000', 'DTEND;TZID=America/Santiago': '20261110T110000' }
  await imported(world, calendarWith([event('a', past), event('b', { STATUS: 'CANCELLED' }), event('c')]))

  expect((await meetings(world)).map(({ title, state, logged_late }) => [title, state, logged_late])).toEqual([
    ['Reunión a', 'held', 1], ['Reunión b', 'cancelled', 0], ['Reunión c', 'called', 0],
  ])
  expect(await world.raw.selectFrom('outbox').selectAll().execute()).toEqual([])
})

test('hours without a zone wait until somebody says which, and it is not asked again', async () => {
  const world = await createWorld()
  const text = calendarWith([event('a', { DTSTART: '20261201T100000', DTEND: '20261201T110000' })])
  const file = await uploaded(world, text)
  const decide = (zone: string | null) => applyImport(world.as('paula'), file.id, { picked: new Set([0]), rest: true, zone })

  expect(await decide(null)).toBe(false)
  expect(await meetings(world)).toEqual([])
  expect(await decide('America/Punta_Arenas')).toBe(true)

  expect(await meetings(world)).toMatchObject([{ start_local: '2026-12-01T10:00', zone: 'America/Punta_Arenas', starts_at: '2026-12-01T13:00:00.000Z' }])
  const again = await uploaded(world, text)
  expect(again.outcomes).toEqual(['same'])
  expect((await previewImport(world.as('paula'), again.id)).asksZone).toBe(false)
})

test('a series is a series here, with what was moved, cancelled and removed', async () => {
  const world = await createWorld()
  const weekly = { RRULE: 'FREQ=WEEKLY;COUNT=5', 'EXDATE;TZID=America/Santiago': '20261215T100000' }
  const exception = { 'RECURRENCE-ID;TZID=America/Santiago': '20261208T100000', 'DTSTART;TZID=America/Santiago': '20261209T160000', 'DTEND;TZID=America/Santiago': '20261209T170000' }
  const off = { 'RECURRENCE-ID;TZID=America/Santiago': '20261222T100000', 'DTSTART;TZID=America/Santiago': '20261222T100000', 'DTEND;TZID=America/Santiago': '20261222T110000', STATUS: 'CANCELLED' }
  const text = calendarWith([event('s', exception), event('s', weekly), event('s', off)])

  const first = await imported(world, text)
  expect(first.totals).toMatchObject({ created: 3 })
  const rows = await meetings(world)
  expect(rows.map(({ start_local, state }) => [start_local, state])).toEqual([
    ['2026-12-01T10:00', 'called'], ['2026-12-09T16:00', 'called'], ['2026-12-22T10:00', 'cancelled'], ['2026-12-29T10:00', 'called'],
  ])
  expect((await imported(world, text)).totals).toMatchObject({ same: 3 })
  expect(await meetings(world)).toEqual(rows)
})

test('H1: a newer series changes its dates ahead; the past, and what was held, keep what they were', async () => {
  const world = await createWorld({ now: '2026-12-10T13:00:00.000Z' })
  const file = (rows: Record<string, string>) => calendarWith([event('s', { RRULE: 'FREQ=WEEKLY;COUNT=5', ...rows })])
  await imported(world, file({}))
  const at = async () => (await meetings(world)).map(({ start_local, title, state }) => `${start_local} ${title} ${state}`)
  expect(await at()).toEqual([
    '2026-12-01T10:00 Reunión s held', '2026-12-08T10:00 Reunión s held', '2026-12-15T10:00 Reunión s called', '2026-12-22T10:00 Reunión s called', '2026-12-29T10:00 Reunión s called',
  ])

  const titled = await uploaded(world, file({ SUMMARY: 'Comité', 'EXDATE;TZID=America/Santiago': '20261222T100000' }))
  expect((await previewImport(world.as('paula'), titled.id)).rows).toMatchObject([{ outcome: 'changed', changes: ['título: «Reunión s» → «Comité»', 'fechas quitadas: 22-12-2026'] }])
  await applyImport(world.as('paula'), titled.id, { picked: new Set([0]), rest: true, zone: null })
  expect(await at()).toEqual([
    '2026-12-01T10:00 Reunión s held', '2026-12-08T10:00 Reunión s held', '2026-12-15T10:00 Comité called', '2026-12-29T10:00 Comité called',
  ])

  const later = { SUMMARY: 'Comité', 'DTSTART;TZID=America/Santiago': '20261201T160000', 'DTEND;TZID=America/Santiago': '20261201T170000', 'EXDATE;TZID=America/Santiago': '20261222T160000' }
  const { id, entries } = await imported(world, file(later))
  expect(entries).toMatchObject([{ outcome: 'changed', done: 'changed', reason: null }])
  expect(await at()).toEqual([
    '2026-12-01T10:00 Reunión s held', '2026-12-08T10:00 Reunión s held', '2026-12-15T16:00 Comité called', '2026-12-29T16:00 Comité called',
  ])
  expect((await imported(world, file(later))).outcomes).toEqual(['same'])
  await expect(undoImport(world.as('paula'), id)).rejects.toThrow(/series enteras/)
})

test('an import can be taken back whole while nobody has written on its meetings, and is offered again', async () => {
  const world = await createWorld()
  await imported(world, calendarWith([event('b')]))
  const before = await meetings(world)
  const text = calendarWith([event('a'), event('b', { SEQUENCE: '1', ...moved }), event('s', { RRULE: 'FREQ=DAILY;COUNT=3' })])

  const { id } = await imported(world, text)
  expect(await meetings(world)).toHaveLength(5)
  await undoImport(world.as('paula'), id)

  expect(await meetings(world)).toMatchObject(before.map(({ title, start_local, state }) => ({ title, start_local, state })))
  expect((await uploaded(world, text)).outcomes).toEqual(['discarded', 'changed', 'discarded'])
  expect(await listActivity(world.as('paula'), 'calendar_import', id)).toMatchObject([{ action: 'calendar.import_undone' }, { action: 'calendar.imported' }])
})

test('an import on whose meetings somebody has worked stays', async () => {
  const world = await createWorld()
  const { id } = await imported(world, calendarWith([event('a'), event('b')]))
  const [meeting] = await meetings(world)
  await saveAgenda(world.as('carolina'), meeting!.id, [{ id: null, title: 'Suelo', minutes: null, proposed_by: null }])

  await expect(undoImport(world.as('paula'), id)).rejects.toThrow(meeting!.folio)
  expect(await findMeeting(world.as('paula'), meeting!.id)).toBeDefined()
})

test('an import that a later one changed stays, and loses none of its dates', async () => {
  const world = await createWorld({ now: '2026-12-10T13:00:00.000Z' })
  const file = (rows: Record<string, string>) => calendarWith([event('s', { RRULE: 'FREQ=WEEKLY;COUNT=5', ...rows })])
  const { id } = await imported(world, file({}))
  await imported(world, file({ SUMMARY: 'Comité', SEQUENCE: '1' }))
  const before = await meetings(world)

  await expect(undoImport(world.as('paula'), id)).rejects.toThrow(/Otra importación cambió después/)
  expect(await meetings(world)).toEqual(before)
})

test('a series that was here already keeps its past as it was: only what an import makes is taken for held', async () => {
  const world = await createWorld({ now: '2026-11-24T13:00:00.000Z' })
  const file = (rows: Record<string, string>) => calendarWith([event('s', { RRULE: 'FREQ=WEEKLY;COUNT=3', ...rows })])
  await imported(world, file({}))
  world.clock.now = new Date('2026-12-02T13:00:00.000Z')
  await imported(world, file({ SUMMARY: 'Comité', SEQUENCE: '1' }))
  expect((await meetings(world)).map(({ title, state }) => [title, state])).toEqual([['Reunión s', 'called'], ['Comité', 'called'], ['Comité', 'called']])
})

test('an import belongs to whoever began it', async () => {
  const world = await createWorld()
  const { id } = await uploaded(world, calendarWith([event('a')]))

  expect(await findImport(world.as('carolina'), id)).toBeUndefined()
  await expect(applyImport(world.as('carolina'), id, { picked: new Set([0]), rest: true, zone: null })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(undoImport(world.as('alma'), id)).rejects.toMatchObject({ name: 'NotFound' })
})

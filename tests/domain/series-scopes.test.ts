import { expect, test } from 'vitest'

import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { changeRule } from '#app/domain/series/commands/change-rule.server.ts'
import { editDates } from '#app/domain/series/commands/edit-dates.server.ts'
import { endSeries } from '#app/domain/series/commands/end.server.ts'
import { moveDates } from '#app/domain/series/commands/move-dates.server.ts'
import { restoreDate } from '#app/domain/series/commands/remove-date.server.ts'
import { recallDates, stopDates } from '#app/domain/series/commands/stop-dates.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { addDays } from '#app/lib/days.ts'
import { hours } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { feedOf, inIcalJs, onScreen, seriesWith, takeOut } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const read = async ({ as }: World, id: string) => (await findMeeting(as('paula'), id))!
const series = async ({ as }: World, id: string) => (await findSeries(as('paula'), id))!
const days = async ({ as }: World, id: string) => (await listDates(as('paula'), id)).map(({ start_local }) => start_local)
const factsOf = ({ title, kind, modality, place, commune_cut, link, description, organiser_id, reserved, version }: Meeting) =>
  ({ title, kind, modality, place, commune_cut, link, description, organiser_id, reserved: reserved === 1, version, participants: { added: [], removed: [] } })

async function agree(world: World) {
  const screen = await onScreen(world)
  expect(inIcalJs(await feedOf(world))).toEqual(screen)
  return screen
}

test('D4 «esta y las siguientes» at another hour: two series with two uids, no date twice, folios and agendas kept', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  const fifth = await read(world, meetings[4]!.id)
  await saveAgenda(world.as('paula'), fifth.id, [{ id: null, title: 'Suelo', minutes: 10, proposed_by: null }])
  const done = await moveDates(world.as('paula'), fifth.id, hours('2027-04-13', '15:00', '16:30'), fifth.version, 'following')

  expect(done).toEqual({ stale: null, from: '2027-04-13', whole: true, rule: 'el segundo martes de cada mes, 15:00', holidays: 0, undoable: true, series_id: expect.any(String) })
  const after = await read(world, fifth.id)
  expect([after.folio, after.start_local, after.series_id === id]).toEqual([fifth.folio, '2027-04-13T15:00', false])
  expect(await series(world, after.series_id!)).toMatchObject({ continues_id: id, last_on: '2027-12-14', rule: 'FREQ=MONTHLY;BYDAY=2TU' })
  expect(await series(world, id)).toMatchObject({ last_on: '2027-04-12', sequence: 1 })
  const screen = await agree(world)
  expect(screen).toHaveLength(13)
  expect(new Set(eventsIn(await feedOf(world)).map(({ uid }) => uid)).size).toBe(2)
})

test('a series with a different date goes on under another uid, even from its first date', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  await stopDates(world.as('paula'), meetings[3]!.id, 'cancelled', 'Feria', 'one')
  const first = await read(world, meetings[0]!.id)
  const done = await moveDates(world.as('paula'), first.id, hours('2026-12-08', '15:00', '16:00'), first.version, 'all')
  expect(done).toMatchObject({ from: '2026-12-08', whole: false })
  expect(await days(world, id)).toEqual([])
  expect((await series(world, (await read(world, first.id)).series_id!)).continues_id).toBe(id)
  expect(await agree(world)).toHaveLength(13)
})

test('the whole series moves under its own uid while nothing has passed and no date is different', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  const second = await read(world, meetings[1]!.id)
  const done = await moveDates(world.as('paula'), second.id, hours('2027-01-14', '09:00', '10:00'), second.version, 'all')

  expect(done).toMatchObject({ from: '2026-12-10', whole: true, rule: 'el segundo jueves de cada mes, 09:00', undoable: true })
  expect(await series(world, id)).toMatchObject({ rule: 'FREQ=MONTHLY;BYDAY=2TH', sequence: 1, last_on: '2027-12-09' })
  expect((await days(world, id)).slice(0, 3)).toEqual(['2026-12-10T09:00', '2027-01-14T09:00', '2027-02-11T09:00'])
  await agree(world)
})

test('once a date has passed, the whole series changes from the next date on, as another series', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  world.clock.now = new Date('2027-02-01T13:00:00.000Z')
  const tenth = await read(world, meetings[9]!.id)
  const done = await moveDates(world.as('paula'), tenth.id, hours('2027-09-08', '10:00', '11:30'), tenth.version, 'all')

  expect(done).toMatchObject({ from: '2027-02-10', whole: false })
  expect(await days(world, id)).toEqual(['2026-12-08T10:00', '2027-01-12T10:00'])
  expect((await agree(world)).map(({ start }) => start.slice(0, 10))).toContain('2027-03-10')
})

test('a date that was moved by itself stays where it is when the rest moves, and keeps its place in the series', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  const third = await read(world, meetings[2]!.id)
  await moveDates(world.as('paula'), third.id, hours('2027-02-19', '12:00', '13:00'), third.version, 'one')
  const second = await read(world, meetings[1]!.id)
  await moveDates(world.as('paula'), second.id, hours('2027-01-13', '10:00', '11:30'), second.version, 'following')

  expect(await read(world, third.id)).toMatchObject({ start_local: '2027-02-19T12:00', series_local: '2027-02-10T10:00' })
  await agree(world)
})

test('what is changed of one date reaches the dates of the scope, the past and what was different otherwise keep theirs', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world, { place: 'Sala 1' })
  world.clock.now = new Date('2027-02-01T13:00:00.000Z')
  const own = await read(world, meetings[5]!.id)
  await editDates(world.as('paula'), own.id, { ...factsOf(own), title: 'Mesa ampliada' }, 'one')
  const fourth = await read(world, meetings[3]!.id)
  await editDates(world.as('paula'), fourth.id, { ...factsOf(fourth), place: 'Sala 2' }, 'all')

  const dates = await listDates(world.as('paula'), id)
  expect(dates.map(({ place }) => place)).toEqual(['Sala 1', 'Sala 1', ...Array.from({ length: 11 }, () => 'Sala 2')])
  expect(dates[5]!.title).toBe('Mesa ampliada')
  expect(await series(world, id)).toMatchObject({ place: 'Sala 2', sequence: 1 })
  await agree(world)

  const last = await read(world, meetings[10]!.id)
  await editDates(world.as('paula'), last.id, { ...factsOf(last), title: 'Mesa nueva' }, 'following')
  expect((await agree(world)).filter(({ title }) => title === 'Mesa nueva')).toHaveLength(3)
})

test('B3 words alone do not raise the number of a series; a guest less does', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  world.clock.now = new Date('2026-11-25T13:00:00.000Z')
  const first = await read(world, meetings[0]!.id)
  await editDates(world.as('paula'), first.id, { ...factsOf(first), title: 'Otra mesa' }, 'all')
  expect(await series(world, id)).toMatchObject({ sequence: 0, changed_at: '2026-11-25T13:00:00.000Z' })

  const again = await read(world, first.id)
  await editDates(world.as('paula'), first.id, { ...factsOf(again), participants: { added: [{ institution_id: 'muni-10201' }], removed: ['institucion:muni-13102'] } }, 'all')
  expect(await series(world, id)).toMatchObject({ sequence: 1 })
  expect(await onScreen(world, 'rosa')).toEqual([])
  expect(await onScreen(world, 'ines')).toHaveLength(13)
  expect(inIcalJs(await feedOf(world, 'ines'))).toEqual(await onScreen(world, 'ines'))
})

test('cancelling the rest leaves it struck through in the same series, and can be taken back', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  expect(await stopDates(world.as('paula'), meetings[10]!.id, 'cancelled', 'Fin del convenio', 'following')).toBe(3)
  expect((await agree(world)).filter(({ cancelled }) => cancelled)).toHaveLength(3)
  expect((await series(world, id)).sequence).toBe(1)

  await recallDates(world.as('paula'), id, world.clock.now.toISOString())
  expect((await agree(world)).filter(({ cancelled }) => cancelled)).toEqual([])
})

test('a removed date leaves the calendar and comes back with a new folio; one with an agenda is cancelled instead', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  const gone = await takeOut(world, meetings[2]!.id, 'Vacaciones')
  expect(gone).toEqual({ stale: null, series_id: id, local: '2027-02-09T10:00', day: '2027-02-09' })
  expect(await agree(world)).toHaveLength(12)

  expect(await restoreDate(world.as('paula'), id, '2027-02-09T10:00')).toBe('R-2026-0014')
  expect(await agree(world)).toHaveLength(13)

  await saveAgenda(world.as('paula'), meetings[3]!.id, [{ id: null, title: 'Suelo', minutes: 10, proposed_by: null }])
  await expect(takeOut(world, meetings[3]!.id)).rejects.toThrow('cancélela')
})

test('another rule keeps the dates that survive and makes those that lack; a date with an agenda is never lost', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world, { rule: 'FREQ=WEEKLY;BYDAY=TU', last_on: '2027-01-26', holidays: 'skip' })
  const version = (await series(world, id)).version
  const fortnightly = { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', start_local: '2026-12-15T10:00', end_local: '2026-12-15T11:30', last_on: '2027-01-31', holidays: 'skip' as const, version }
  await saveAgenda(world.as('paula'), meetings[1]!.id, [{ id: null, title: 'Suelo', minutes: 10, proposed_by: null }])
  await expect(changeRule(world.as('paula'), id, fortnightly)).rejects.toThrow('no tendría fecha en la nueva regla')

  await saveAgenda(world.as('paula'), meetings[1]!.id, [])
  const done = await changeRule(world.as('paula'), id, { ...fortnightly, version: (await series(world, id)).version })
  expect('series' in done && done.series.id).toBe(id)
  expect(await days(world, id)).toEqual(['2026-12-15T10:00', '2026-12-17T10:00', '2026-12-29T10:00', '2026-12-31T10:00', '2027-01-12T10:00', '2027-01-14T10:00', '2027-01-26T10:00', '2027-01-28T10:00'])
  await agree(world)
})

test('a series ends on a day; what hangs from a later date is said', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  await saveAgenda(world.as('paula'), meetings[12]!.id, [{ id: null, title: 'Suelo', minutes: 10, proposed_by: null }])
  const { version } = await series(world, id)
  await expect(endSeries(world.as('paula'), id, '2027-06-30', version)).rejects.toThrow(meetings[12]!.folio)
  await saveAgenda(world.as('paula'), meetings[12]!.id, [])
  expect(await endSeries(world.as('paula'), id, '2027-06-30', version)).toBeUndefined()
  expect(await agree(world)).toHaveLength(7)
  expect(await endSeries(world.as('paula'), id, '2027-05-30', version)).toMatchObject({ id })
})

test('a held date never moves with the rest', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  world.clock.now = new Date('2027-02-01T13:00:00.000Z')
  await changeState(world.as('paula'), meetings[1]!.id, 'held')
  const first = await read(world, meetings[0]!.id)
  await expect(moveDates(world.as('paula'), first.id, hours('2027-02-02', '10:00', '11:30'), first.version, 'following')).rejects.toThrow('ya pasó')
})

test('from Tuesdays to Thursdays, each meeting is that of its week, with its agenda; what was called off stays so', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world, { rule: 'FREQ=WEEKLY;BYDAY=TU', last_on: '2027-01-05' })
  await saveAgenda(world.as('paula'), meetings[1]!.id, [{ id: null, title: 'Suelo', minutes: 10, proposed_by: null }])
  await stopDates(world.as('paula'), meetings[2]!.id, 'cancelled', 'Feria', 'one')
  const { version } = await series(world, id)
  const done = await changeRule(world.as('paula'), id, { rule: 'FREQ=WEEKLY;BYDAY=TH', start_local: '2026-12-10T09:00', end_local: '2026-12-10T10:00', last_on: '2027-01-07', holidays: 'keep', version })

  expect(await read(world, meetings[1]!.id)).toMatchObject({ start_local: '2026-12-17T09:00', series_local: '2026-12-17T09:00' })
  expect(await read(world, meetings[2]!.id)).toMatchObject({ start_local: '2026-12-22T10:00', state: 'cancelled' })
  expect('series' in done && (await days(world, done.series.id))).toEqual([
    '2026-12-10T09:00', '2026-12-17T09:00', '2026-12-22T10:00', '2026-12-24T09:00', '2026-12-31T09:00', '2027-01-07T09:00',
  ])
  expect(await agree(world)).toHaveLength(6)
})

/** Fridays at 10:00 around Christmas and New Year, both of them holidays. */
const fridays = { rule: 'FREQ=WEEKLY;BYDAY=FR', start_local: '2026-12-04T10:00', end_local: '2026-12-04T11:00', last_on: '2027-01-29' } as const

const startsOf = async (world: World) =>
  Object.fromEntries((await world.raw.selectFrom('meetings').select(['folio', 'start_local']).orderBy('folio').execute()).map(({ folio, start_local }) => [folio.slice(-2), start_local]))

test('over skipped holidays every meeting stays in its week when all of them change their hour or their day', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world, { ...fridays, holidays: 'skip' })
  const before = await startsOf(world)
  expect(Object.values(before)).toHaveLength(7)

  const first = (await findMeeting(world.as('paula'), meetings[0]!.id))!
  await moveDates(world.as('paula'), first.id, hours('2026-12-04', '15:00', '16:00'), first.version, 'all')
  expect(await startsOf(world)).toEqual(Object.fromEntries(Object.entries(before).map(([folio, start]) => [folio, start!.replace('T10', 'T15')])))

  const again = (await findMeeting(world.as('paula'), first.id))!
  await moveDates(world.as('paula'), first.id, hours('2026-12-03', '15:00', '16:00'), again.version, 'all')
  const after = await startsOf(world)
  const dayBefore = (start: string) => `${addDays(start.slice(0, 10), -1)}T15:00`
  expect(after).toMatchObject(Object.fromEntries(Object.entries(before).map(([folio, start]) => [folio, dayBefore(start!)])))
  // On Thursdays neither week has a holiday: they get a meeting of their own.
  expect(Object.values(after).filter((start) => start! > '2026-12-18' && start! < '2027-01-02')).toEqual(['2026-12-24T15:00', '2026-12-31T15:00'])
})

test('a date that a holiday sent to another day is nobody’s exception: it follows the rest, and the series stays one', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world, { ...fridays, holidays: 'move' })
  const before = await startsOf(world)
  expect(Object.values(before)).toEqual(expect.arrayContaining(['2026-12-28T10:00', '2027-01-04T10:00']))

  const first = (await findMeeting(world.as('paula'), meetings[0]!.id))!
  expect(await moveDates(world.as('paula'), first.id, hours('2026-12-04', '15:00', '16:00'), first.version, 'all')).toMatchObject({ stale: null, whole: true })
  expect(await startsOf(world)).toEqual(Object.fromEntries(Object.entries(before).map(([folio, start]) => [folio, start!.replace('T10', 'T15')])))
  expect((await findMeeting(world.as('paula'), first.id))!.series_id).toBe(id)
})

test('taking back that a series was cancelled does not call what had been suspended by itself', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  await stopDates(world.as('paula'), meetings[2]!.id, 'suspended', 'Falta el estudio', 'one')
  world.clock.now = new Date('2026-11-24T13:05:00.000Z')
  await stopDates(world.as('paula'), meetings[0]!.id, 'cancelled', 'Sin presupuesto', 'all')
  await recallDates(world.as('paula'), id, world.clock.now.toISOString())

  const states = await world.raw.selectFrom('meetings').select(['state', 'state_reason']).orderBy('starts_at').execute()
  expect(states.map(({ state }) => state)).toEqual(states.map((_, at) => (at === 2 ? 'suspended' : 'called')))
  expect(states[2]!.state_reason).toBe('Falta el estudio')
})

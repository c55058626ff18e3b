import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { editMeeting } from '#app/domain/meetings/commands/edit.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { feedOf, inIcalJs, onScreen, seriesWith } from '#tests/support/series.ts'
import { hours } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const rowsOf = (text: string, names: RegExp) => text.replaceAll('\r\n ', '').split('\r\n').filter((row) => names.test(row))

test('every date of a series is a meeting with its own folio, and calendars hold one entry', async () => {
  const world = await createWorld()
  const { count, folio } = await seriesWith(world)
  expect([count, folio]).toEqual([13, 'R-2026-0001'])

  const screen = await onScreen(world)
  const text = await feedOf(world)
  expect(screen).toHaveLength(13)
  expect(eventsIn(text)).toHaveLength(1)
  expect(inIcalJs(text)).toEqual(screen)
  expect(rowsOf(text, /^RRULE:FREQ=MONTHLY;BYDAY/)).toEqual(['RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271215T025959Z'])
})

test('D6 a monthly table stays at 10:00 across both changes of the clock', async () => {
  const world = await createWorld()
  await seriesWith(world)
  const utc = new Set((await onScreen(world)).map(({ start }) => start.slice(11, 16)))
  expect(utc).toEqual(new Set(['13:00', '14:00']))
})

test('D1, D3, D5 one moved, one cancelled: the same list on screen and in a calendar, each exception of its series', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  const moved = (await findMeeting(world.as('paula'), meetings[2]!.id))!
  await moveMeeting(world.as('paula'), moved.id, hours('2027-02-11', '15:00', '16:00'), moved.version)
  await changeState(world.as('paula'), meetings[4]!.id, 'cancelled', 'Feria')

  const text = await feedOf(world)
  const { sequence, uid } = (await findSeries(world.as('paula'), id))!
  expect(sequence).toBe(2)
  expect(inIcalJs(text)).toEqual(await onScreen(world))
  expect(new Set(eventsIn(text).map((event) => `${event.uid} ${event.sequence}`))).toEqual(new Set([`${uid} 2`]))
  expect(rowsOf(text, /^RECURRENCE-ID/)).toEqual([
    'RECURRENCE-ID;TZID=America/Santiago:20270209T100000', 'RECURRENCE-ID;TZID=America/Santiago:20270413T100000',
  ])
})

test('dates whose hour the clock skips or repeats are at the next whole one, and every program shows them', async () => {
  const world = await createWorld()
  await seriesWith(world, { title: 'Turno', rule: 'FREQ=WEEKLY;BYDAY=SU', start_local: '2026-11-29T00:30', end_local: '2026-11-29T00:45', last_on: '2027-10-30' })
  await seriesWith(world, { title: 'Cierre', rule: 'FREQ=WEEKLY;BYDAY=SA', start_local: '2026-11-28T23:30', end_local: '2026-11-28T23:45', last_on: '2027-10-30' })
  const screen = await onScreen(world)
  expect(inIcalJs(await feedOf(world))).toEqual(screen)
  expect(screen.filter(({ start }) => start.startsWith('2027-09-05T04') || start.startsWith('2027-04-04T04:0')).map(({ title }) => title)).toEqual(['Cierre', 'Turno'])
})

test('D2 a date of a series has hours the clock shows once, and is never a whole day', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  const first = (await findMeeting(world.as('paula'), meetings[0]!.id))!
  const whole = { start_local: null, end_local: null, from_on: '2027-01-12', until_on: '2027-01-13', zone: 'America/Santiago', repeated_hour: 0 } as const
  await expect(moveMeeting(world.as('paula'), first.id, whole, first.version)).rejects.toThrow('no puede ser de todo el día')
  await expect(moveMeeting(world.as('paula'), first.id, hours('2027-04-03', '23:15', '23:45'), first.version)).rejects.toThrow('el reloj')
})

test('an exception in another place is told at its instant, in the zone of its series', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  const first = (await findMeeting(world.as('paula'), meetings[0]!.id))!
  await moveMeeting(world.as('paula'), first.id, hours('2026-12-08', '12:00', '13:00', 'Pacific/Easter'), first.version)
  const text = await feedOf(world)
  expect(inIcalJs(text)).toEqual(await onScreen(world))
  expect(text).not.toContain('Pacific/Easter')
})

test('holidays are skipped, moved to the next working day, or kept, as was chosen', async () => {
  const chosen = async (holidays: 'keep' | 'skip' | 'move') => {
    const world = await createWorld()
    await seriesWith(world, { rule: 'FREQ=WEEKLY;BYDAY=TU', start_local: '2026-12-01T10:00', end_local: '2026-12-01T11:30', last_on: '2026-12-15', holidays })
    expect(inIcalJs(await feedOf(world))).toEqual(await onScreen(world))
    return (await onScreen(world)).map(({ start }) => start.slice(8, 10))
  }
  expect(await chosen('keep')).toEqual(['01', '08', '15'])
  expect(await chosen('skip')).toEqual(['01', '15'])
  expect(await chosen('move')).toEqual(['01', '09', '15'])
})

test('a leader’s calendar holds the dates of their municipality alone, and says nothing that none of them says', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world, { title: 'Mesa con canario', participants: [{ institution_id: 'muni-13102' }] })
  const ctx = world.as('paula')
  for (const at of [3, 6]) {
    const date = (await findMeeting(ctx, meetings[at]!.id))!
    const { title: _, kind, modality, place, commune_cut, link, description, organiser_id, version } = date
    const participants = { added: [{ institution_id: 'muni-10201' }], removed: [] }
    await editMeeting(ctx, date.id, { title: 'Mesa sur', kind, modality, place, commune_cut, link, description, organiser_id, reserved: false, participants, version })
  }
  const text = await feedOf(world, 'ines')
  expect(inIcalJs(text)).toEqual(await onScreen(world, 'ines'))
  expect(inIcalJs(text).map(({ title }) => title)).toEqual(['Mesa sur', 'Mesa sur'])
  expect(text).not.toContain('canario')
})

test('a reserved date of a series says «Ocupado» alone, and a calendar that tells little tells little of a series too', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world, { title: 'Mesa abierta', place: 'Sala 3', description: 'Llevar el plano' })
  const ctx = world.as('paula')
  const { kind, modality, place, commune_cut, link, description, organiser_id, version } = (await findMeeting(ctx, meetings[2]!.id))!
  const facts = { kind, modality, place, commune_cut, link, description, organiser_id, version }
  await editMeeting(ctx, meetings[2]!.id, { title: 'Canario', ...facts, reserved: true, participants: { added: [], removed: [] } })

  const full = await feedOf(world)
  expect(full).not.toMatch(/canario/i)
  expect(eventsIn(full).map(({ summary, class: kept }) => [summary, kept])).toEqual([['Mesa abierta', undefined], ['Ocupado', 'PRIVATE']])
  expect(eventsIn(full)[0]!.description).toBe('Llevar el plano\nSerie: el segundo martes de cada mes, hasta el 14-12-2027, 13 fechas')
  const busy = await feedOf(world, 'paula', '', 'busy')
  expect(busy).not.toMatch(/mesa abierta|sala 3|plano|segundo martes/i)
  expect(inIcalJs(busy)).toHaveLength(13)
})

test('B2 a calendar of a series asked for twice is the same text, and the day alone changes nothing', async () => {
  const world = await createWorld()
  await seriesWith(world)
  const text = await feedOf(world)
  world.clock.now = new Date('2026-11-30T13:00:00.000Z')
  expect(await feedOf(world)).toBe(text)
})

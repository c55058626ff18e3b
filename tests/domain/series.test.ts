import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
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

test('D1, D3 one moved, one cancelled: the same list on screen and in a calendar, each exception of its series', async () => {
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

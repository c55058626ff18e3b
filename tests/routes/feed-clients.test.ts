import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { addDays, addMonths } from '#app/lib/days.ts'
import { localOf } from '#app/lib/dates.ts'
import { loader as calendarFile } from '#app/routes/calendar/download.ts'
import { loader as calendarPage } from '#app/routes/calendar/index.tsx'
import { loader as feed } from '#app/routes/calendar/feed.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { makeFeed } from '#tests/support/feeds.ts'
import { serveOnLoopback } from '#tests/support/loopback.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { ensureCalendarClients, inOrder, openDesktop, type Listed } from '#tests/support/parsers/clients.ts'
import { seriesWith } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const MINUTES = { timeout: 400_000 }
const [FROM, UNTIL] = ['2026-11-01', '2028-04-30']

/** A table on fourth Fridays, two of them on holidays and left out, one date moved and one cancelled; and one of each of the rest. */
async function agendaOf(world: World) {
  const fridays = { rule: 'FREQ=MONTHLY;BYDAY=4FR', start_local: '2026-11-27T10:00', end_local: '2026-11-27T11:30', holidays: 'skip' as const }
  const { meetings } = await seriesWith(world, fridays)
  const moved = (await findMeeting(world.as('paula'), meetings[2]!.id))!
  await moveMeeting(world.as('paula'), moved.id, hours('2027-02-24', '15:00', '16:00'), moved.version)
  await changeState(world.as('paula'), meetings[4]!.id, 'cancelled', 'Feria')

  await meetingWith(world)
  await meetingWith(world, { title: 'Visita a Rapa Nui', when: hours('2027-01-13', '10:00', '11:00', 'Pacific/Easter') })
  await meetingWith(world, { title: 'Mesa de Magallanes', when: hours('2027-07-14', '11:00', '12:00', 'America/Punta_Arenas') })
  await meetingWith(world, { title: 'En la hora repetida', when: { ...hours('2027-04-03', '23:15', '23:45'), repeated_hour: 1 } })
  await meetingWith(world, { title: 'Encuentro', when: { from_on: '2027-09-05', until_on: '2027-09-08', start_local: null, end_local: null, zone: 'America/Santiago', repeated_hour: 0 } })
  const { folio } = await meetingWith(world, { title: 'La que no será', when: hours('2026-12-02', '09:00', '10:00') })
  await changeState(world.as('paula'), folio, 'cancelled', 'No hay quórum')
}

/** Every meeting that the calendar page shows, month after month, as khal tells it. */
async function onScreen({ visit }: World) {
  const shown = new Map<string, { start: string; end: string; title: string; cancelled: boolean }>()
  for (let month = FROM; month < UNTIL; month = addMonths(month, 1)) {
    const { days } = await visit(calendarPage, 'paula', `/calendario?modo=mes&fecha=${month}`)
    for (const { folio, start, end, title, off } of days.flatMap(({ meetings }) => meetings)) {
      const [from, until] = start.includes('T') ? [start, end].map((at) => localOf(at, 'America/Santiago')) : [start, addDays(end, -1)]
      shown.set(folio, { start: from!, end: until!, title, cancelled: off })
    }
  }
  return [...shown.values()].toSorted(inOrder)
}

const withoutUid = (rows: Listed[]) => rows.map(({ start, end, title, cancelled }) => ({ start, end, title, cancelled }))

const subscribed = (token: string) => serveOnLoopback((request) =>
  feed({ request, params: { file: decodeURIComponent(new URL(request.url).pathname.split('/').at(-1)!) }, context: {} }) as Promise<Response>,
).then((origin) => `${origin}/cal/${token}.ics`)

test('khal and vdirsyncer are at hand', MINUTES, () => {
  expect(ensureCalendarClients()).toBe(true)
})

test('vdirsyncer subscribes, asks again and finds nothing new; what it holds is what is on screen', MINUTES, async () => {
  const [world, desktop] = [await createWorld(), openDesktop()]
  await agendaOf(world)
  const url = await subscribed((await makeFeed(world, { include_due: false })).token)

  const first = await desktop.sync(url)
  const held = desktop.files()
  expect([first.length, Object.keys(held).length]).toEqual([7, 7])
  // Also when it is rendered again, as after a restore.
  await world.raw.deleteFrom('feed_versions').execute()
  expect(await desktop.sync(url)).toEqual([])
  expect(desktop.files()).toEqual(held)

  const screen = await onScreen(world)
  expect(screen).toHaveLength(18)
  expect(screen.filter(({ cancelled }) => cancelled)).toHaveLength(2)
  const days = screen.map(({ start }) => start.slice(0, 10))
  expect(['2026-11-27', '2026-12-25', '2027-02-24', '2027-02-26', '2027-03-26'].filter((day) => days.includes(day))).toEqual(['2026-11-27', '2027-02-24'])
  expect(withoutUid(await desktop.list(FROM, UNTIL))).toEqual(screen)
})

test('a date that moves reaches who subscribed as a change of what they have', MINUTES, async () => {
  const [world, desktop] = [await createWorld(), openDesktop()]
  await agendaOf(world)
  const url = await subscribed((await makeFeed(world, { include_due: false })).token)
  await desktop.sync(url)

  const { folio, version } = (await findMeeting(world.as('paula'), 'R-2026-0001'))!
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  await moveMeeting(world.as('paula'), folio, hours('2026-12-10', '16:00', '17:00'), version)
  // It knows the entries of an address by their bytes: one that changes leaves and comes back.
  expect((await desktop.sync(url)).map((row) => row.split(' ')[0]).toSorted()).toEqual(['Copying', 'Deleting'])
  expect(Object.keys(desktop.files())).toHaveLength(7)
  expect(withoutUid(await desktop.list(FROM, UNTIL))).toEqual(await onScreen(world))
})

test('khal imports the same copy twice and nothing stands twice', MINUTES, async () => {
  const [world, desktop] = [await createWorld(), openDesktop()]
  await agendaOf(world)
  await makeCommitment(world)
  const copy = await (await world.visit(calendarFile, 'paula', '/calendario.ics?capa=vencimientos')).text()

  await desktop.import(copy)
  const [held, once] = [Object.keys(desktop.files()), await desktop.list(FROM, UNTIL)]
  await desktop.import(copy)
  expect([Object.keys(desktop.files()), await desktop.list(FROM, UNTIL)]).toEqual([held, once])
  expect(held).toHaveLength(8)

  const meetings = once.filter(({ uid }) => uid.startsWith('reunion-') || uid.startsWith('serie-'))
  expect(withoutUid(meetings)).toEqual(await onScreen(world))
  expect(once.filter(({ uid }) => uid.startsWith('compromiso-'))).toMatchObject([{ start: '2026-12-04', end: '2026-12-04' }])
})

test('a whole day stands on its day in khal, also where it has no midnight', MINUTES, async () => {
  const [world, desktop] = [await createWorld({ now: '2026-08-24T13:00:00.000Z' }), openDesktop()]
  const days = (title: string, from_on: string, until_on: string) =>
    meetingWith(world, { title, when: { from_on, until_on, start_local: null, end_local: null, zone: 'America/Santiago', repeated_hour: 0 } })
  await days('Un día', '2026-09-06', '2026-09-07')
  await days('Tres días', '2026-09-06', '2026-09-09')
  await desktop.import(await (await world.visit(calendarFile, 'paula', '/calendario.ics')).text())

  expect(withoutUid(await desktop.list('2026-08-01', '2026-10-01'))).toEqual([
    { start: '2026-09-06', end: '2026-09-06', title: 'Un día', cancelled: false },
    { start: '2026-09-06', end: '2026-09-08', title: 'Tres días', cancelled: false },
  ])
  expect(await desktop.list('2026-09-05', '2026-09-05')).toEqual([])
})

import { expect, test } from 'vitest'

import { renderCalendar } from '#app/domain/calendar/queries.server.ts'
import { listMeetings } from '#app/domain/meetings/queries.server.ts'
import { action as review, loader as reviewing } from '#app/routes/calendar/import-review.tsx'
import { action as undo } from '#app/routes/calendar/import-undoing.ts'
import { action as send, loader as sending } from '#app/routes/calendar/import.tsx'
import { createSeries } from '#app/domain/series/commands/create.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { calendarWith, event, fixture, imported } from '#tests/support/calendars.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { multipart, upload } from '#tests/support/uploads.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const path = '/calendario/importar'

async function sent(world: World, file: { name: string; bytes: Uint8Array | string }) {
  const answer = await send({ request: await upload(world, 'paula', path, multipart({}, file)), params: {}, context: { nonce: 'test' } })
  return answer instanceof Response ? answer.headers.get('Location')! : answer
}

const idOf = (address: unknown) => String(address).split('/').at(-1)!

test('a file is uploaded, shown, confirmed and taken back, each at its own address', async () => {
  const world = await createWorld()
  const address = await sent(world, { name: 'google.ics', bytes: fixture('google') })
  const params = { id: idOf(address) }

  const shown = await world.visit(reviewing, 'paula', `${address}`, { params })
  expect(shown).toMatchObject({ step: 'preview', detection: '4 eventos · UTF-8 · zona Santiago', preview: { total: 4, totals: { created: 4 } } })
  expect(await world.visit(sending, 'paula', path)).toMatchObject({ imports: [{ name: 'google.ics', state: 'Por revisar' }] })

  const confirmed = await world.visit(review, 'paula', `${address}`, { params, form: [['pick', '0'], ['pick', '1'], ['pick', '2']] })
  expect(confirmed).toMatchObject({ status: 302 })
  expect(await world.visit(reviewing, 'paula', `${address}`, { params })).toMatchObject({ step: 'result', result: { created: 3, discarded: 1 } })

  expect(await world.visit(undo, 'paula', `${address}/deshacer`, { params, form: {} })).toMatchObject({ status: 302 })
  expect(await listMeetings(world.as('paula'))).toEqual([])
  expect(await world.visit(reviewing, 'paula', `${address}`, { params })).toMatchObject({ head: { undone: true } })
})

test('somebody else’s import does not exist', async () => {
  const world = await createWorld()
  const address = await sent(world, { name: 'a.ics', bytes: calendarWith([event('a')]) })
  const params = { id: idOf(address) }

  await expect(world.visit(reviewing, 'carolina', `${address}`, { params })).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(review, 'alma', `${address}`, { params, form: { pick: '0' } })).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(undo, 'carolina', `${address}`, { params, form: {} })).rejects.toMatchObject({ init: { status: 404 } })
})

test('what is no calendar is said by its field, and what was pasted stays', async () => {
  const world = await createWorld()
  expect(await sent(world, { name: 'foto.jpg', bytes: 'no' })).toMatchObject({ data: { errors: { file: [expect.stringMatching(/No parece un calendario/)] } }, init: { status: 400 } })
  expect(await sent(world, { name: 'grande.ics', bytes: 'x'.repeat(1024 * 1024 + 5) })).toMatchObject({ data: { errors: { file: [expect.stringMatching(/1 MB/)] } } })
  expect(await world.visit(send, 'paula', path, { form: { text: 'hola' } })).toMatchObject({ data: { errors: { text: [expect.any(String)] }, values: { text: 'hola' } } })
  expect(await world.visit(send, 'paula', path, { form: { text: '' } })).toMatchObject({ data: { errors: { file: ['Elija un archivo .ics, o pegue su texto.'] } } })
})

test('text may be pasted instead of a file', async () => {
  const world = await createWorld()
  const answer = await send({ request: await upload(world, 'paula', path, multipart({ text: calendarWith([event('a')]) })), params: {}, context: { nonce: 'test' } })
  expect(answer).toMatchObject({ status: 302 })
})

test('a zone that is needed and not said is asked by its field, and what was chosen stays', async () => {
  const world = await createWorld()
  const address = await sent(world, { name: 'outlook.ics', bytes: fixture('outlook') })
  const params = { id: idOf(address) }

  expect(await world.visit(review, 'paula', `${address}`, { params, form: [['pick', '0'], ['pick', '2'], ['zone', '']] })).toMatchObject({
    data: { errors: { zone: [expect.stringMatching(/zona/)] }, values: { pick: ['0', '2'] } }, init: { status: 400 },
  })
  expect(await world.visit(review, 'paula', `${address}`, { params, form: [['pick', '0'], ['zone', '']] })).toMatchObject({ status: 302 })
})

test('confirming twice writes once', async () => {
  const world = await createWorld()
  const address = await sent(world, { name: 'a.ics', bytes: calendarWith([event('a'), event('b')]) })
  const confirm = () => world.visit(review, 'paula', `${address}`, { params: { id: idOf(address) }, form: [['pick', '0'], ['pick', '1']] })

  await Promise.all([confirm(), confirm()])
  await confirm()
  expect(await listMeetings(world.as('paula'))).toHaveLength(2)
})

test('our own calendar, imported into another network, gives the same dates', async () => {
  const ours = await createWorld()
  await meetingWith(ours, { title: 'Una sola', when: hours('2026-12-02', '09:30', '11:00', 'Pacific/Easter') })
  await meetingWith(ours, { title: 'Dos días', when: { start_local: null, end_local: null, from_on: '2027-01-05', until_on: '2027-01-07', zone: 'America/Santiago', repeated_hour: 0 } })
  const series = await createSeries(ours.as('paula'), {
    title: 'Mesa mensual', kind: 'working_group', modality: 'in_person', rule: 'FREQ=MONTHLY;BYDAY=1TU', start_local: '2026-12-01T10:00', end_local: '2026-12-01T11:30',
    zone: 'America/Santiago', last_on: '2027-11-02', holidays: 'keep', removed: ['2027-02-02T10:00'], participants: [{ institution_id: 'muni-13102' }],
  })
  await moveMeeting(ours.as('paula'), series.meetings[3]!.id, hours('2027-04-08', '16:00', '17:00'), 1)
  const asked = { name: 'Agenda', detail: 'full', include_due: false, from: '2026-01-01', until: '2028-01-01', subscribed: true } as const
  const text = await renderCalendar(ours.as('paula'), new URLSearchParams(), asked)
  const told = async (world: World) => (await listMeetings(world.as('paula'))).map(({ title, starts_at, ends_at, zone, from_on }) => ({ title, starts_at, ends_at, zone, from_on }))
  const before = await told(ours)

  const theirs = await createWorld()
  const { totals } = await imported(theirs, text)

  expect(totals).toMatchObject({ refused: 0, ignored: 0 })
  expect(before).toHaveLength(13)
  expect(await told(theirs)).toEqual(before)
  expect((await renderCalendar(theirs.as('paula'), new URLSearchParams(), asked)).match(/^BEGIN:VEVENT/gm)).toHaveLength(text.match(/^BEGIN:VEVENT/gm)!.length)
})

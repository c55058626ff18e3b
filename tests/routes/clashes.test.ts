import { expect, test } from 'vitest'

import { loader } from '#app/routes/meetings/clashes.ts'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const DIRECTOR = 'cargo:serviu-13:serviu_director'
const called = { when: hours('2026-11-27', '15:00', '16:00'), participants: [{ position_id: 'serviu-13:serviu_director' }] }
const ask = ({ visit }: World, search: Record<string, string>) => visit(loader, 'carolina', `/reuniones/choques?${new URLSearchParams(search)}`)

test('a form that is being filled in is told who is called already, as soon as it says who and when', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, called)
  expect(await ask(world, { participants: DIRECTOR })).toEqual({ clashes: [] })
  expect(await ask(world, { participants: DIRECTOR, on: '2026-11-27', start: '9' })).toEqual({ clashes: [] })
  expect(await ask(world, { participants: DIRECTOR, on: '2026-11-27', start: '15:30' })).toMatchObject({ clashes: [{ folio, overlaps: true, text: expect.stringContaining('a esa misma hora') }] })
  expect(await ask(world, { participants: DIRECTOR, on: '2026-11-27', whole_day: 'on' })).toMatchObject({ clashes: [{ overlaps: true }] })
  // 17:30 in Punta Arenas is 17:30 in Santiago in summer; on Easter Island, 15:30.
  expect(await ask(world, { participants: DIRECTOR, on: '2026-11-27', start: '13:30', commune_cut: '05201' })).toMatchObject({ clashes: [{ overlaps: true }] })
  expect(await ask(world, { participants: 'cargo:nada', on: 'ayer' })).toEqual({ clashes: [] })
})

test('moving looks at whom the meeting has called, editing at whom the form would call', async () => {
  const world = await createWorld()
  await meetingWith(world, called)
  const { folio } = await meetingWith(world, { ...called, when: hours('2026-11-30', '15:00', '16:00') })
  expect(await ask(world, { reunion: folio, on: '2026-11-27', start: '15:00' })).toMatchObject({ clashes: [{ overlaps: true }] })
  expect(await ask(world, { reunion: folio, participants: DIRECTOR })).toEqual({ clashes: [] })
  await meetingWith(world, { title: 'Mismo día', ...called, when: hours('2026-11-30', '15:30', '16:30') })
  expect(await ask(world, { reunion: folio, participants: DIRECTOR })).toMatchObject({ clashes: [{ overlaps: true }] })
  expect(await ask(world, { reunion: folio, participants: 'cargo:muni-13102:mayor' })).toEqual({ clashes: [] })
  await expect(ask(world, { reunion: 'R-2026-9999' })).rejects.toMatchObject({ init: { status: 404 } })
})

test('the record of a planned meeting warns, and a past one does not', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, called)
  await meetingWith(world, { title: 'La otra', ...called })
  const clashes = async () => (await world.visit(show, 'elena', `/reuniones/${folio}`, { params: { folio } })).clashes
  expect(await clashes()).toMatchObject([{ overlaps: true, text: expect.stringContaining('«La otra»') }])
  world.clock.now = new Date('2026-11-28T13:00:00.000Z')
  expect(await clashes()).toEqual([])
})

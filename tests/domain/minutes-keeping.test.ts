import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findClosedMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { close, underway, write } from '#tests/support/closing.ts'
import { createWorld } from '#tests/support/world.ts'

test('beginning the minutes begins the meeting, and twice begins once', async () => {
  const world = await createWorld()
  const { id, folio } = await underway(world)
  expect((await findMeeting(world.as('paula'), folio))?.state).toBe('in_progress')
  await startMinutes(world.as('paula'), folio)
  expect(await world.raw.selectFrom('minutes').select('number').where('meeting_id', '=', id).execute()).toEqual([{ number: 1 }])
  await expect(startMinutes(world.as('elena'), folio)).rejects.toThrow(Forbidden)
  await expect(findDraft(world.as('elena'), id)).rejects.toThrow(NotFound)
})

test('a point is kept with its version; whoever had an older one is told what somebody else wrote', async () => {
  const world = await createWorld()
  const { folio, draft, first } = await underway(world)
  const save = (who: 'paula' | 'carolina', text: string, version: number) => savePoint(world.as(who), folio, { draft, key: first, text, version })

  expect(await save('paula', 'uno', 0)).toMatchObject({ kind: 'saved', version: 1 })
  expect(await save('carolina', 'otro', 0)).toMatchObject({ kind: 'conflict', version: 1, text: 'uno', by: 'Paula Díaz Rojas' })
  expect(await save('carolina', 'uno', 0)).toMatchObject({ kind: 'saved', version: 1 })
  expect(await save('carolina', 'uno\notro', 1)).toMatchObject({ kind: 'saved', version: 2 })
  await expect(savePoint(world.as('paula'), folio, { draft, key: 'de otra reunión', text: 'x', version: 0 })).rejects.toThrow(NotFound)
})

test('an hour of typing leaves a few lines of activity, not a thousand', async () => {
  const world = await createWorld()
  const { id, folio, draft, first } = await underway(world)
  for (let n = 0; n < 40; n++) {
    world.clock.now = new Date(world.clock.now.getTime() + 90_000)
    await savePoint(world.as('paula'), folio, { draft, key: first, text: `línea ${n}`, version: n })
  }
  const written = (await listActivity(world.as('paula'), 'meeting', id)).filter(({ action }) => action === 'minutes.written')
  expect(written.length).toBeLessThan(8)
})

test('whoever came without being expected needs only a name and a post', async () => {
  const world = await createWorld()
  const { folio, second } = await underway(world)
  await takeAttendance(world.as('paula'), folio, { rows: [], guests: [{ name: 'Ana Toro', title: 'Profesional de apoyo' }] })
  await write(world, folio, second, 'Se presenta la cartera')
  await close(world, folio)
  expect((await findClosedMinutes(world.as('paula'), folio))?.content.attendance.at(-1)).toEqual({
    name: 'Ana Toro', title: 'Profesional de apoyo', institution: null, attended: 'present',
  })
})

test('minutes of a meeting that was suspended are neither written nor closed, and say why', async () => {
  const world = await createWorld()
  const { folio, draft, first } = await underway(world)
  await changeState(world.as('paula'), folio, 'suspended', 'Se cortó la luz')
  await expect(savePoint(world.as('paula'), folio, { draft, key: first, version: 0, text: 'x' })).rejects.toThrow('«Suspendida»')
  await expect(close(world, folio)).rejects.toThrow('«Suspendida»')
})

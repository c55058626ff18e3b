import { expect, test } from 'vitest'

import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { deferPoint } from '#app/domain/meetings/commands/defer.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { seriesWith, takeOut } from '#tests/support/series.ts'
import { createWorld } from '#tests/support/world.ts'

test('a point left in a date enters by itself the agenda of the next one to be held, and can be taken back', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  const ctx = world.as('paula')
  await saveAgenda(ctx, meetings[0]!.id, [{ id: null, title: 'Suelo en Los Aromos', minutes: 15, proposed_by: null }])
  await changeState(ctx, meetings[1]!.id, 'cancelled', 'Vacaciones')
  const [point] = await listAgenda(ctx, meetings[0]!.id)

  expect(await deferPoint(ctx, meetings[0]!.id, point!.id, true)).toEqual({ title: 'Suelo en Los Aromos', carried_to: meetings[2]!.folio })
  expect(await listAgenda(ctx, meetings[2]!.id)).toMatchObject([{ title: 'Suelo en Los Aromos', minutes: 15, carried_from_folio: meetings[0]!.folio }])
  await expect(takeOut(world, meetings[2]!.id)).rejects.toThrow('cancélela')

  await deferPoint(ctx, meetings[0]!.id, point!.id, false)
  expect(await listAgenda(ctx, meetings[2]!.id)).toEqual([])
})

test('once the next date has begun, the point that went there stays there', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  const ctx = world.as('paula')
  await saveAgenda(ctx, meetings[0]!.id, [{ id: null, title: 'Suelo', minutes: 15, proposed_by: null }])
  const [point] = await listAgenda(ctx, meetings[0]!.id)
  await deferPoint(ctx, meetings[0]!.id, point!.id, true)
  world.clock.now = new Date('2027-01-12T13:00:00.000Z')
  await changeState(world.as('paula'), meetings[1]!.id, 'in_progress')
  await expect(deferPoint(world.as('paula'), meetings[0]!.id, point!.id, false)).rejects.toThrow(`ya está en la pauta de ${meetings[1]!.folio}`)
})

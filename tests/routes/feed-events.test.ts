import { expect, test, vi } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { editUser } from '#app/domain/users/commands/edit.server.ts'
import { editNow, later, makeFeed, textAt } from '#tests/support/feeds.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { createWorld } from '#tests/support/world.ts'

test('a meeting made reserved becomes «Ocupado» at the next fetch, private and without place or words', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { place: 'Sala 3', description: 'Revisar el terreno de Lo Errázuriz' })
  const { token } = await makeFeed(world)
  expect(eventsIn(await textAt(token))).toMatchObject([{ summary: 'Mesa técnica de suelo', location: 'Sala 3' }])

  later(world, 1)
  await editNow(world, folio, { reserved: true })
  const text = await textAt(token)
  expect(eventsIn(text)).toMatchObject([{ summary: 'Ocupado', class: 'PRIVATE' }])
  expect(text).not.toMatch(/suelo|Sala 3|Errázuriz|LOCATION|DESCRIPTION|URL/)
})

test('losing the municipality takes its calendar away', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token } = await makeFeed(world, {}, 'rosa')
  expect(eventsIn(await textAt(token))).toHaveLength(1)

  const { version } = await world.raw.selectFrom('users').select('version').where('id', '=', 'rosa').executeTakeFirstOrThrow()
  const moved = { name: 'Rosa Sanhueza Vera', role: 'leader' as const, institution_id: 'muni-10201', phone: null, version }
  expect(await editUser(world.as('alma'), 'rosa', moved)).toBe('saved')
  expect(eventsIn(await textAt(token))).toEqual([])
})

test('a cancelled meeting is told as cancelled for thirty days, and its uid is not used again', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { when: hours('2026-11-27', '23:00', '23:45') })
  const { token } = await makeFeed(world)
  const [before] = eventsIn(await textAt(token))
  later(world, 1)
  await changeState(world.as('paula'), folio, 'cancelled', 'No hay quórum')
  await meetingWith(world, { title: 'La que sigue', when: hours('2026-11-30', '10:00', '11:00') })

  const statuses = async (now: string) => {
    world.clock.now = new Date(now)
    return eventsIn(await textAt(token)).map(({ uid, status, sequence }) => [uid === before!.uid, status, sequence])
  }
  const next = [false, 'CONFIRMED', '0']
  expect(await statuses('2026-12-27T15:00:00.000Z')).toEqual([[true, 'CANCELLED', '1'], next])
  expect(await statuses('2026-12-28T15:00:00.000Z')).toEqual([next])
  expect(await textAt(token)).not.toContain('quórum')
})

test('the uid survives an edit, a move and another host, and sequence and stamps never go down', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const { token } = await makeFeed(world)
  const seen: unknown[][] = []
  const look = async () => seen.push(eventsIn(await textAt(token)).map(({ uid, sequence, dtstamp }) => [uid, Number(sequence), dtstamp])[0]!)
  await look()
  later(world, 5)
  await editNow(world, folio, { title: 'Otro título' })
  await look()
  later(world, 5)
  const { version } = (await findMeeting(world.as('paula'), folio))!
  await moveMeeting(world.as('paula'), folio, hours('2026-11-25', '15:00', '16:00'), version)
  await look()
  vi.stubEnv('BASE_URL', 'https://hilvan.ejemplo.cl')
  await look()
  expect(await textAt(token)).toContain(`URL;VALUE=URI:https://hilvan.ejemplo.cl/reuniones/${folio}`)
  vi.unstubAllEnvs()

  const uid = seen[0]![0]
  expect(seen).toEqual([
    [uid, 0, '2026-11-24T13:00:00Z'], [uid, 0, '2026-11-24T13:05:00Z'], [uid, 1, '2026-11-24T13:10:00Z'], [uid, 1, '2026-11-24T13:10:00Z'],
  ])
})

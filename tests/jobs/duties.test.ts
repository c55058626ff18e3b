import { expect, onTestFinished, test, vi } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { extendFeed, revokeFeed } from '#app/domain/feeds/commands.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { rederiveInstants } from '#app/domain/meetings/commands/rederive.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { doDuties } from '#app/jobs/duties.server.ts'
import { warnOfExpiry } from '#app/domain/feeds/commands/warn.server.ts'
import { instantsOf } from '#app/domain/meetings/rules/times.ts'
import { makeFeed, textAt } from '#tests/support/feeds.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const mails = ({ raw }: World) => raw.selectFrom('outbox').select(['topic', 'recipient', 'subject', 'body', 'not_after', 'state']).orderBy('recipient').execute()
const at = (day: string) => new Date(`${day}T13:00:00.000Z`)

test('whoever owns a link hears two weeks before it expires, once', async () => {
  const world = await createWorld()
  const { id } = await makeFeed(world, { name: 'Mi teléfono' })
  await warnOfExpiry({ ...world.as('system'), now: at('2027-11-09') })
  expect(await mails(world)).toEqual([])

  world.clock.now = at('2027-11-11')
  await warnOfExpiry(world.as('system'))
  await warnOfExpiry(world.as('system'))
  expect(await mails(world)).toMatchObject([{
    topic: 'feed.expiring', recipient: 'paula@ejemplo.cl', subject: 'Su enlace de calendario «Mi teléfono» vence el 24-11-2027',
    body: expect.stringContaining('http://localhost:3000/calendario/suscribir'), not_after: '2027-11-24T13:00:00.000Z',
  }])
  expect(await listActivity(world.as('paula'), 'feed', id)).toMatchObject([{ action: 'feed.expiry_warned' }, { action: 'feed.created' }])
})

test('a link that is revoked, has expired, or whose owner is gone warns nobody', async () => {
  const world = await createWorld()
  const { id } = await makeFeed(world)
  await makeFeed(world, {}, 'elena')
  await revokeFeed(world.as('paula'), id)
  await world.raw.updateTable('users').set({ disabled_at: world.clock.now.toISOString() }).where('id', '=', 'elena').execute()
  await makeFeed(world, {}, 'lidia')

  await warnOfExpiry({ ...world.as('system'), now: at('2027-11-20') })
  await warnOfExpiry({ ...world.as('system'), now: at('2027-11-25') })
  expect((await mails(world)).map(({ recipient }) => recipient)).toEqual(['lidia@ejemplo.cl'])
})

test('a link that is extended warns again the year after, and a leader is led to their own page', async () => {
  const world = await createWorld()
  const { id } = await makeFeed(world, { filter: 'institucion=muni-13102' }, 'rosa')
  world.clock.now = at('2027-11-20')
  await warnOfExpiry(world.as('system'))
  await extendFeed(world.as('rosa'), id)
  await warnOfExpiry(world.as('system'))
  expect(await mails(world)).toMatchObject([{ body: expect.stringContaining('http://localhost:3000/m/calendario') }])

  world.clock.now = at('2028-11-10')
  await warnOfExpiry(world.as('system'))
  expect(await mails(world)).toHaveLength(2)
})

/** What a meeting of September would be stored as by a table in which the clocks of Santiago had not been set yet. */
async function derivedOtherwise(world: World, id: string, hoursLater = 1) {
  const { starts_at, ends_at } = await world.raw.selectFrom('meetings').select(['starts_at', 'ends_at']).where('id', '=', id).executeTakeFirstOrThrow()
  const later = (utc: string) => new Date(Date.parse(utc) + hoursLater * 3_600_000).toISOString()
  await world.raw.updateTable('meetings').set({ starts_at: later(starts_at), ends_at: later(ends_at) }).where('id', '=', id).execute()
}

test('when the rules of a zone change, the instant of a meeting to come moves and its local hour stays', async () => {
  const world = await createWorld()
  const system = world.as('system')
  await rederiveInstants(system, '2026a')
  const { id, folio } = await meetingWith(world, { title: 'Mesa de septiembre', when: hours('2027-09-07', '10:00', '11:00') })
  const other = await meetingWith(world, { when: hours('2027-07-06', '10:00', '11:00') })
  const past = await meetingWith(world, { when: hours('2026-11-20', '10:00', '11:00') })
  const { token } = await makeFeed(world)
  for (const one of [id, past.id]) await derivedOtherwise(world, one)
  const before = (await findMeeting(system, id))!
  const printed = await textAt(token)

  expect(await rederiveInstants(system, '2026a')).toBe(0)
  expect(await rederiveInstants(system, '2026b')).toBe(1)
  expect(await rederiveInstants(system, '2026b')).toBe(0)
  const after = (await findMeeting(system, id))!
  expect(before.starts_at).toBe('2027-09-07T14:00:00.000Z')
  expect(after).toMatchObject({ start_local: '2027-09-07T10:00', starts_at: '2027-09-07T13:00:00.000Z', ends_at: '2027-09-07T14:00:00.000Z' })
  expect(instantsOf(after)).toEqual({ starts_at: after.starts_at, ends_at: after.ends_at })
  // Programs keep the local hour by themselves: the entry is the same.
  expect(after).toMatchObject({ sequence: before.sequence, changed_at: before.changed_at, uid: before.uid })
  expect(await textAt(token)).toBe(printed)
  expect((await findMeeting(system, other.id))!.version).toBe(1)
  expect((await findMeeting(system, past.id))!.starts_at).toBe('2026-11-20T14:00:00.000Z')

  expect(await listActivity(world.as('paula'), 'meeting', id, 1)).toMatchObject([{
    action: 'meeting.instant_moved', actor_name: 'Hilván',
    sentence: 'ajustó la reunión «Mesa de septiembre» a las nuevas reglas horarias: a la hora local de siempre, 07-09-2027 14:00 UTC pasa a 07-09-2027 13:00 UTC',
  }])
  const [mail] = await mails(world)
  expect(mail).toMatchObject({ topic: 'meetings.zone_rules', recipient: 'paula@ejemplo.cl', subject: 'Cambiaron las reglas horarias de una reunión suya' })
  expect(mail?.body).toContain(`«Mesa de septiembre» (${folio}), martes 7 de septiembre de 2027, 10:00 a 11:00, hora de Santiago: 07-09-2027 14:00 UTC pasa a 07-09-2027 13:00 UTC.`)
})

test('each owner hears once of all their meetings, and nobody of a cancelled one', async () => {
  const world = await createWorld()
  const own = [await meetingWith(world, { when: hours('2027-09-07', '10:00', '11:00') }), await meetingWith(world, { when: hours('2027-09-08', '10:00', '11:00') })]
  const cancelled = await meetingWith(world, { when: hours('2027-09-09', '10:00', '11:00') })
  await world.raw.updateTable('meetings').set({ owner_id: 'carolina' }).where('id', '=', cancelled.id).execute()
  await changeState(world.as('paula'), cancelled.folio, 'cancelled', 'No hay quórum')
  for (const { id } of [...own, cancelled]) await derivedOtherwise(world, id)

  expect(await rederiveInstants(world.as('system'), '2026b')).toBe(3)
  expect(await mails(world)).toMatchObject([{ recipient: 'paula@ejemplo.cl', subject: 'Cambiaron las reglas horarias de 2 reuniones suyas' }])
})

test('an hour that the new rules skip moves on, and its owner is asked for another', async () => {
  const world = await createWorld()
  const { id } = await meetingWith(world, { when: hours('2027-09-05', '09:00', '10:00') })
  await world.raw.updateTable('meetings').set({ start_local: '2027-09-05T00:30', end_local: '2027-09-05T00:45' }).where('id', '=', id).execute()

  await rederiveInstants(world.as('system'), '2026b')
  expect(await findMeeting(world.as('system'), id)).toMatchObject({ start_local: '2027-09-05T00:30', starts_at: '2027-09-05T04:30:00.000Z' })
  expect((await mails(world))[0]?.body).toContain('esa hora no existe ese día: elija otra')
})

test('at boot, and once in a while, everything that happens by itself is done; what fails keeps nothing else from it', async () => {
  const world = await createWorld()
  await makeFeed(world)
  world.clock.now = at('2027-11-20')
  await doDuties({ db: world.db, now: world.clock.now })
  expect(await mails(world)).toMatchObject([{ topic: 'feed.expiring' }])
  expect(await world.raw.selectFrom('running_facts').selectAll().execute()).toEqual([{ name: 'tz', value: process.versions.tz }])

  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => log.mockRestore())
  await world.raw.deleteFrom('running_facts').execute()
  await world.raw.schema.alterTable('calendar_feeds').renameTo('calendar_feeds_away').execute()
  await doDuties({ db: world.db, now: world.clock.now })
  expect(log.mock.calls.join()).toContain('"msg":"feeds.warn"')
  expect(await world.raw.selectFrom('running_facts').selectAll().execute()).toHaveLength(1)
})

import { gunzipSync } from 'node:zlib'

import { expect, test, vi } from 'vitest'

import { editInstitution } from '#app/domain/institutions/commands.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { limits, redactPath, refusal } from '#app/lib/door.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { editNow, later, makeFeed, poll, textAt } from '#tests/support/feeds.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { createWorld, type World } from '#tests/support/world.ts'

test('a feed travels whole, without cookies or redirects, and HEAD says the same', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token } = await makeFeed(world)

  const answers = [await poll(token), await poll(token, { method: 'HEAD' }), await poll(token, { headers: { Accept: 'text/html', 'User-Agent': 'curl/8' } })]
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="hilvan.ics"',
      'cache-control': 'private, max-age=0, must-revalidate',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      'last-modified': 'Tue, 24 Nov 2026 13:00:00 GMT',
    })
    expect(answer.headers.get('etag')).toMatch(/^"[\w-]{43}"$/)
    expect([answer.headers.has('set-cookie'), answer.headers.has('location')]).toEqual([false, false])
  }
  const text = await answers[0]!.text()
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]+END:VCALENDAR\r\n$/)
  expect(eventsIn(text)).toMatchObject([{ summary: 'Mesa técnica de suelo' }])
})

test('whoever has this version is told so: by tag in any form, by date only without a tag', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token } = await makeFeed(world)
  const etag = (await poll(token)).headers.get('etag')!
  const statusFor = async (headers: Record<string, string>) => (await poll(token, { headers })).status

  for (const tags of [etag, `W/${etag}`, `"otra", ${etag}`, '*']) expect([tags, await statusFor({ 'If-None-Match': tags })]).toEqual([tags, 304])
  expect(await statusFor({ 'If-None-Match': '"otra"' })).toBe(200)
  expect(await statusFor({ 'If-None-Match': '"otra"', 'If-Modified-Since': 'Tue, 24 Nov 2026 13:00:00 GMT' })).toBe(200)
  expect(await statusFor({ 'If-Modified-Since': 'Tue, 24 Nov 2026 13:00:00 GMT' })).toBe(304)
  expect(await statusFor({ 'If-Modified-Since': 'ayer' })).toBe(200)
  const unchanged = await poll(token, { headers: { 'If-None-Match': etag } })
  expect([unchanged.headers.get('etag'), await unchanged.text()]).toEqual([etag, ''])

  const packed = await poll(token, { headers: { 'Accept-Encoding': 'gzip, br' } })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(await textAt(token))
  expect(await statusFor({ 'If-None-Match': packed.headers.get('etag')! })).toBe(304)
})

test('whatever changes what a calendar shows reaches a program that only compares dates, and the date never goes back', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'muni-10201' }] })
  await meetingWith(world, { when: hours('2028-05-25', '09:00', '10:00') })
  await makeCommitment(world)
  const { token } = await makeFeed(world, {}, 'rosa')
  const seen = { etag: '', date: '' }

  const changed = async (what: string) => {
    later(world, 10)
    const answer = await poll(token, { headers: seen.date ? { 'If-Modified-Since': seen.date } : {} })
    expect([what, answer.status]).toEqual([what, 200])
    expect(answer.headers.get('etag')).not.toBe(seen.etag)
    const date = answer.headers.get('last-modified')!
    expect(Date.parse(date)).toBeGreaterThan(Date.parse(seen.date || '2020-01-01'))
    Object.assign(seen, { etag: answer.headers.get('etag'), date })
    expect((await poll(token, { headers: { 'If-Modified-Since': date } })).status).toBe(304)
  }
  await changed('the first time')
  await editNow(world, folio, { title: 'Mesa de suelo y vivienda' })
  await changed('another title')

  const cerrillos = (await findInstitution(world.as('paula'), 'muni-13102'))!
  const { kind, aliases, region_code, commune_cut, parent_id, coordinator_id, version } = cerrillos
  const renamed = { kind, aliases, region_code, commune_cut, parent_id, coordinator_id, version, name: 'Municipalidad de Los Cerrillos', short_name: 'Los Cerrillos' }
  expect(await editInstitution(world.as('paula'), 'muni-13102', renamed)).toBeUndefined()
  await changed('a renamed municipality')

  await editNow(world, folio, { removed: ['institucion:muni-13102'] })
  await changed('a meeting it no longer takes part in')
  expect(await textAt(token)).not.toContain('Mesa de suelo')

  world.clock.now = new Date('2026-12-24T13:00:00.000Z')
  await changed('the window that moves')
  expect(await textAt(token)).toContain('DTSTART;TZID=America/Santiago:20280525T090000')
})

test('the date moves by a second at least, even within one', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const { token } = await makeFeed(world)
  const dates: (string | null)[] = []
  for (const title of ['Uno', 'Dos', 'Tres']) {
    await editNow(world, folio, { title })
    dates.push((await poll(token)).headers.get('last-modified'))
  }
  expect(dates).toEqual([0, 1, 2].map((second) => new Date(world.clock.now.getTime() + second * 1000).toUTCString()))
})

test('two fetches give the same bytes, also after what was served is forgotten, and an unchanged feed renders nothing', async () => {
  const world = await createWorld()
  await meetingWith(world)
  await makeCommitment(world)
  const { token } = await makeFeed(world)
  const first = await poll(token)

  const bytes = await first.text()
  expect(await textAt(token)).toBe(bytes)
  // Nothing is remembered outside the database; and what it remembers may be lost.
  await world.raw.deleteFrom('feed_versions').execute()
  const again = await poll(token)
  expect([await again.text(), again.headers.get('etag')]).toEqual([bytes, first.headers.get('etag')])

  const asked = watchQueries(world)
  later(world, 2)
  await poll(token, { headers: { 'If-None-Match': first.headers.get('etag')! } })
  expect(asked()).toEqual([expect.not.stringMatching(/"(meetings|commitments|participants)"/)])
})

test('only the hash of a link is kept, and the log shows no part of an address', async () => {
  const world = await createWorld()
  const { token, id } = await makeFeed(world)
  await poll(token)
  const secret = token.slice(id.length + 1)

  for (const table of ['calendar_feeds', 'feed_versions', 'activity', 'activity_details', 'operations'] as const) {
    expect(JSON.stringify(await world.raw.selectFrom(table).selectAll().execute())).not.toContain(secret)
  }
  const answer = await poll(token)
  expect([...answer.headers].join() + (await answer.text())).not.toContain(secret)
  expect(redactPath(`/cal/${token}.ics?x=1`)).toBe('/cal/···')
  expect(refusal(new URL('http://localhost:3000'), 'GET', `/cal/${token}.ics`, new Headers({ host: 'localhost:3000' }), limits)).toBeUndefined()
})

test('the last access tells when and with which program', async () => {
  const world = await createWorld()
  const { token, id } = await makeFeed(world)
  await poll(token, { headers: { 'User-Agent': 'Google-Calendar-Importer' } })
  const row = await world.raw.selectFrom('calendar_feeds').select(['last_fetched_at', 'last_agent']).where('id', '=', id).executeTakeFirst()
  expect(row).toEqual({ last_fetched_at: '2026-11-24T13:00:00.000Z', last_agent: 'Google-Calendar-Importer' })
})

/** The statements that reach the database from now on. */
function watchQueries({ raw }: World) {
  const executor = raw.getExecutor()
  const asked: string[] = []
  const watch = vi.spyOn(executor, 'executeQuery').mockImplementation(function (this: typeof executor, query, ...rest) {
    asked.push(query.sql)
    return Reflect.apply(Object.getPrototypeOf(executor).executeQuery, executor, [query, ...rest])
  })
  return () => {
    watch.mockRestore()
    return asked
  }
}

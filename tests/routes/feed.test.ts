import { gunzipSync } from 'node:zlib'

import { expect, test, vi } from 'vitest'

import { editInstitution } from '#app/domain/institutions/commands.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { editMeeting } from '#app/domain/meetings/commands/edit.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { editUser, disableUser } from '#app/domain/users/commands/edit.server.ts'
import { revokeFeed } from '#app/domain/feeds/commands.server.ts'
import { inWorld } from '#app/lib/http.server.ts'
import { limits, redactPath, refusal } from '#app/lib/door.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { makeFeed, poll, textAt } from '#tests/support/feeds.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const later = (world: World, minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
}

/** Edits a meeting as whoever looks at it now would. */
async function edit(world: World, folio: string, changes: { title?: string; reserved?: boolean; removed?: string[]; description?: string }) {
  const meeting = (await findMeeting(world.as('paula'), folio))!
  const { removed = [], ...facts } = changes
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, version } = meeting
  await editMeeting(world.as('paula'), folio, {
    title, kind, modality, place, commune_cut, link, description, organiser_id, version,
    reserved: meeting.reserved === 1, participants: { added: [], removed }, ...facts,
  })
}

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
  await edit(world, folio, { title: 'Mesa de suelo y vivienda' })
  await changed('another title')

  const cerrillos = (await findInstitution(world.as('paula'), 'muni-13102'))!
  const { kind, aliases, region_code, commune_cut, parent_id, coordinator_id, version } = cerrillos
  const renamed = { kind, aliases, region_code, commune_cut, parent_id, coordinator_id, version, name: 'Municipalidad de Los Cerrillos', short_name: 'Los Cerrillos' }
  expect(await editInstitution(world.as('paula'), 'muni-13102', renamed)).toBeUndefined()
  await changed('a renamed municipality')

  await edit(world, folio, { removed: ['institucion:muni-13102'] })
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
    await edit(world, folio, { title })
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

test('an address that is unknown, altered, revoked, expired or whose owner is gone does not exist', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token, id } = await makeFeed(world)
  const [known, secret] = token.split('.') as [string, string]
  const swapped = (text: string) => text.replace(/[a-zA-Z]/, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
  const other = secret.startsWith('x') ? `y${secret.slice(1)}` : `x${secret.slice(1)}`
  const wrong = [
    `AAAAAAAAAAAA.${secret}`, `${swapped(known)}.${secret}`, `${known}.${swapped(secret)}`, `${known}.${other}`,
    `${known}.${secret.slice(0, -1)}`, `${known}.${secret}A`, `${token}.ics.ics`, known, '..', '%', `${known}.`, `${token} `,
  ]
  const answers: Response[] = []
  for (const text of wrong) answers.push(await poll(text))
  expect((await poll(token)).status).toBe(200)

  await revokeFeed(world.as('paula'), id)
  answers.push(await poll(token))
  const expiring = await makeFeed(world)
  const disabled = await makeFeed(world, {}, 'lidia')
  await disableUser(world.as('alma'), 'lidia')
  answers.push(await poll(disabled.token))
  world.clock.now = new Date('2027-11-24T13:00:00.000Z')
  answers.push(await poll(expiring.token))

  const told = await Promise.all(answers.map(async (answer) => [answer.status, [...answer.headers].join(), await answer.text()].join('|')))
  expect([...new Set(told)]).toEqual(['404|cache-control,no-store,x-robots-tag,noindex|'])
})

test('when the data cannot be read the answer is 503, never an empty calendar', async () => {
  const world = await createWorld()
  const { token } = await makeFeed(world)
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const restore = inWorld(() => {
    throw Object.assign(new Error(`no database for ${token}`), { code: 'ECONNREFUSED' })
  })
  const answer = await poll(token)
  restore()

  expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([503, '300', ''])
  const log = told.mock.calls.map(([line]) => String(line)).join('')
  told.mockRestore()
  expect(log).toContain('ECONNREFUSED')
  expect(log).not.toContain(token.split('.')[1])
})

test('a database that stops at any moment of an answer leaves 503, never a part of a calendar', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token } = await makeFeed(world)
  // Of the driver: transactions ask through executors of their own.
  const executor = Object.getPrototypeOf(Object.getPrototypeOf(world.raw.getExecutor()))
  const { executeQuery } = executor
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const answers: [number, string | null, string][] = []
  for (let stops = 0; answers.at(-1)?.[0] !== 200 && stops < 40; stops++) {
    let asked = 0
    const stopped = vi.spyOn(executor, 'executeQuery').mockImplementation(function (this: unknown, ...args: unknown[]) {
      if (asked++ >= stops) return Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
      return Reflect.apply(executeQuery, this, args)
    })
    const answer = await poll(token)
    stopped.mockRestore()
    answers.push([answer.status, answer.headers.get('retry-after'), (await answer.text()).slice(-15)])
  }
  told.mockRestore()

  expect(answers.length).toBeGreaterThan(6)
  expect(answers.pop()).toEqual([200, null, 'END:VCALENDAR\r\n'])
  expect(new Set(answers.map((answer) => answer.join()))).toEqual(new Set(['503,300,']))
})

test('an entry that may not be printed is a 503 for its feed alone, and is reported', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const [all, bilateral] = [await makeFeed(world), await makeFeed(world, { filter: 'tipo=bilateral' })]
  await world.raw.updateTable('meetings').set({ zone: 'America/Ninguna' }).where('folio', '=', folio).execute()
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)

  expect([(await poll(all.token)).status, (await poll(bilateral.token)).status]).toEqual([503, 200])
  expect(told).toHaveBeenCalledOnce()
  told.mockRestore()
})

test('the 121st request in ten minutes is told to wait, and the next window answers again', async () => {
  const world = await createWorld({ now: '2026-11-24T13:03:20.000Z' })
  const { token } = await makeFeed(world)
  for (let n = 1; n <= 120; n++) expect([n, (await poll(token)).status]).toEqual([n, 200])
  later(world, 3)
  const refused = await poll(token)
  expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([429, '420', ''])
  const { token: another } = await makeFeed(world)
  expect((await poll(another)).status).toBe(200)
  later(world, 7)
  expect((await poll(token)).status).toBe(200)
})

test('a meeting made reserved becomes «Ocupado» at the next fetch, private and without place or words', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { place: 'Sala 3', description: 'Revisar el terreno de Lo Errázuriz' })
  const { token } = await makeFeed(world)
  expect(eventsIn(await textAt(token))).toMatchObject([{ summary: 'Mesa técnica de suelo', location: 'Sala 3' }])

  later(world, 1)
  await edit(world, folio, { reserved: true })
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
  await edit(world, folio, { title: 'Otro título' })
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

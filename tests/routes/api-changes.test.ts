import { expect, test } from 'vitest'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { ask, allScopes, everyItem, tokenOf } from '#tests/support/api.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { heldWithMinutes, correctMinutes } from '#tests/support/held-minutes.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { inOffice, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const after = (world: World, seconds: number) => (world.clock.now = new Date(world.clock.now.getTime() + seconds * 1000))
const folios = (items: { folio?: string }[]) => items.map(({ folio }) => folio)

test('what changed since an instant is told, and what did not is not', async () => {
  const world = await createWorld()
  for (let n = 0; n < 3; n++) await makeCommitment(world)
  const token = await tokenOf(world, 'paula')
  after(world, 3600)
  const since = world.clock.now.toISOString()
  await makeCommitment(world)
  await world.raw.updateTable('commitments').set({ text: 'Otro', updated_at: since }).where('folio', '=', 'C-2026-0002').execute()

  expect(folios(await everyItem(token, `commitments?updated_since=${since}`, 1))).toEqual(['C-2026-0002', 'C-2026-0004'])
  // The same instant, as clocks in Chile and in Nepal write it.
  for (const same of ['2026-11-24T11:00:00-03:00', '2026-11-24T19:45:00%2B05:45']) expect(folios(await everyItem(token, `commitments?updated_since=${same}`))).toHaveLength(2)
  expect(folios(await everyItem(token, `commitments?updated_since=${since}&standing=closed`))).toEqual([])
})

test('whoever reads what changed, page by page while others write, misses nothing: what changes behind comes the next time', async () => {
  const world = await createWorld()
  for (let n = 0; n < 6; n++) await makeCommitment(world)
  const token = await tokenOf(world, 'paula')
  after(world, 600)
  const start = world.clock.now.toISOString()
  const change = (n: number) => world.raw.updateTable('commitments').set({ updated_at: world.clock.now.toISOString() }).where('folio', '=', `C-2026-000${n}`).execute()
  for (const n of [2, 3, 5]) await change(n)

  const first = await ask(token, `commitments?updated_since=${start}&limit=2`)
  const next = first.headers.get('next-updated-since')!
  const page = (await first.json()) as { items: { folio: string }[]; next_cursor: string }
  after(world, 5)
  // One that was told, one that was passed over, one that is still to come, and a new one.
  for (const n of [2, 1, 6]) await change(n)
  await makeCommitment(world)
  const rest = await everyItem(token, `commitments?updated_since=${start}&cursor=${page.next_cursor}`)
  expect([folios(page.items), folios(rest)]).toEqual([['C-2026-0002', 'C-2026-0003'], ['C-2026-0005', 'C-2026-0006', 'C-2026-0007']])

  after(world, 600)
  expect(next < start).toBe(true)
  expect(new Set(folios(await everyItem(token, `commitments?updated_since=${next}`)))).toEqual(new Set([1, 2, 3, 5, 6, 7].map((n) => `C-2026-000${n}`)))
})

test('what is told of a record from beside it changes it too: who holds a post, how to reach somebody, what an agreement has done', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const meeting = await meetingWith(world)
  const agreement = await makeAgreement(world, { meeting_id: meeting.id })
  const token = await tokenOf(world, 'paula', allScopes)
  after(world, 3600)
  const since = world.clock.now.toISOString()
  const told = async (noun: string) => (await everyItem(token, `${noun}?updated_since=${since}`)).map(({ id }) => id)
  for (const noun of ['institutions', 'positions', 'people', 'tenures', 'agreements', 'meetings', 'minutes', 'requests']) expect([noun, await told(noun)]).toEqual([noun, []])

  await createContactPoint(world.as('paula'), { type: 'person', id: person_id }, { kind: 'phone', value: '+56912345678', label: null, visibility: 'network' })
  await createContactPoint(world.as('paula'), { type: 'institution', id: 'muni-13102' }, { kind: 'email', value: 'a@b.example', label: null, visibility: 'network' })
  await world.raw.updateTable('tenures').set({ updated_at: since }).execute()
  await makeCommitment(world, { agreement_id: agreement.id })
  expect(await told('people')).toEqual([person_id])
  expect(await told('institutions')).toEqual(['muni-13102'])
  expect(await told('positions')).toEqual(['muni-13102:mayor'])
  expect(await told('tenures')).toHaveLength(1)
  expect(await told('agreements')).toEqual([agreement.id])
})

test('minutes change when they are closed and when they are corrected: both versions are told then', async () => {
  const world = await createWorld()
  const meeting = await heldWithMinutes(world)
  const token = await tokenOf(world, 'paula')
  after(world, 3600)
  const since = world.clock.now.toISOString()
  expect(await everyItem(token, `minutes?updated_since=${since}`)).toEqual([])
  await correctMinutes(world, meeting, 'Se agrega la visita')
  expect((await everyItem(token, `minutes?updated_since=${since}`)).map(({ number, state }) => [number, state])).toEqual([[1, 'amended'], [2, 'approved']])
})

test('whoever has an answer already is told so in a line, and whoever has another’s is not', async () => {
  const world = await createWorld()
  await makeCommitment(world)
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  await world.raw.updateTable('people').set({ rut: '12345678-5' }).where('id', '=', person_id).execute()
  const [full, plain] = [await tokenOf(world, 'paula', allScopes), await tokenOf(world, 'paula')]
  const first = await ask(full, 'commitments')
  const etag = first.headers.get('etag')!
  expect(etag).toMatch(/^"[\w-]{43}"$/)
  const kept = { 'cache-control': 'private, no-cache', vary: 'Authorization', etag }
  expect(Object.fromEntries(first.headers)).toMatchObject(kept)

  for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const again = await ask(full, 'commitments', { headers: { 'If-None-Match': tag } })
    expect([again.status, await again.text()], tag).toEqual([304, ''])
    expect(Object.fromEntries(again.headers)).toMatchObject(kept)
    expect([again.headers.get('content-type'), again.headers.has('next-updated-since')]).toEqual([null, true])
  }
  const head = await ask(full, 'commitments', { method: 'HEAD' })
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])

  await makeCommitment(world)
  const changed = await ask(full, 'commitments', { headers: { 'If-None-Match': etag } })
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false])

  // What one key may read is no answer to another that may not: its own comes, whole.
  const withRut = (await ask(full, `people/${person_id}`)).headers.get('etag')!
  const without = await ask(plain, `people/${person_id}`, { headers: { 'If-None-Match': withRut } })
  expect([without.status, ((await without.json()) as { rut: null }).rut]).toEqual([200, null])
  expect((await ask(null, `people/${person_id}`, { headers: { 'If-None-Match': withRut } })).status).toBe(401)
  expect((await ask('a.b', `people/${person_id}`, { headers: { 'If-None-Match': '*' } })).status).toBe(401)
  expect((await ask(await tokenOf(world, 'rosa'), `people/${person_id}`, { headers: { 'If-None-Match': '*' } })).status).toBe(404)
  for (const path of ['me', 'search?q=cerrillos', 'openapi.json']) {
    const tag = (await ask(full, path)).headers.get('etag')!
    expect((await ask(full, path, { headers: { 'If-None-Match': tag } })).status, path).toBe(304)
  }
})

test('what only the team knows is no change, and no address is found by asking for it letter by letter', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  after(world, 3600)
  const since = world.clock.now.toISOString()
  for (const owner of [{ type: 'person', id: person_id }, { type: 'institution', id: 'muni-13102' }] as const) {
    await createContactPoint(world.as('paula'), owner, { kind: 'phone', value: '+56987654321', label: null, visibility: 'team' })
    await createContactPoint(world.as('paula'), owner, { kind: 'email', value: 'privada@correo.example', label: null, visibility: 'team' })
  }
  for (const who of ['lidia', 'paula'] as const) {
    const token = await tokenOf(world, who)
    for (const noun of ['people', 'institutions']) expect(await everyItem(token, `${noun}?updated_since=${since}`)).toEqual([])
    for (const q of ['privada@', 'privada@correo.example', '87654321']) expect(await (await ask(token, `search?q=${encodeURIComponent(q)}`)).json()).toEqual({ groups: [] })
  }
})

test('a post changes when whoever holds it is called otherwise', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const token = await tokenOf(world, 'paula', allScopes)
  after(world, 3600)
  const since = world.clock.now.toISOString()
  await world.raw.updateTable('people').set({ second_surname: 'Tapia', updated_at: since }).where('id', '=', person_id).execute()
  expect((await everyItem(token, `positions?updated_since=${since}`)).map(({ id }) => id)).toEqual(['muni-13102:mayor'])
})

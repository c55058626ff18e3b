import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { listTokens } from '#app/domain/api-tokens/queries.server.ts'
import { writeNote } from '#app/domain/people/commands.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { nouns } from '#app/routes/api/nouns.server.ts'
import { action } from '#app/routes/api/v1.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { allScopes, ask, everyItem, nounScopes, revoke, tokenOf } from '#tests/support/api.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { inOffice, meetingWith } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** Cerrillos meets its SERVIU, agrees, owes and asks; Castro does the same with another. */
async function twoTowns(world: World) {
  const mine = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  const other = await meetingWith(world, { title: 'La de Castro', participants: [{ institution_id: 'muni-10201' }] })
  const agreed = await makeAgreement(world, { meeting_id: mine.id })
  const foreign = await makeAgreement(world, { text: 'De Castro', meeting_id: other.id, parties: [{ institution_id: 'muni-10201', role: 'obliged' }, { institution_id: 'serviu-10', role: 'beneficiary' }] })
  await makeCommitment(world, { meeting_id: mine.id, agreement_id: null })
  // Cerrillos receives something that was settled where it was not.
  await makeCommitment(world, { text: 'Entregar a Cerrillos', meeting_id: other.id, debtor_id: 'muni-10201', beneficiary_ids: ['muni-13102'] })
  await makeCommitment(world, { text: 'Nada que ver', debtor_id: 'muni-10201', beneficiary_ids: ['serviu-10'] })
  await makeRequest(world)
  await makeRequest(world, { asker_id: 'muni-10201', subject: 'De Castro' })
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  await inOffice(world, 'muni-10201:mayor', ['Juan', 'Vera', 'Soto'])
  return { mine, other, agreed, foreign }
}

const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return (await answer.json()) as { status: number; title: string; detail?: string; errors?: { parameter: string; message: string }[] }
}

test('a program reads with the key of its owner what its owner reads', async () => {
  const world = await createWorld()
  await twoTowns(world)
  const token = await tokenOf(world, 'paula')
  const answer = await ask(token, 'commitments?institution_id=muni-13102&side=owes')

  expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'private, no-cache', vary: 'Authorization', 'x-content-type-options': 'nosniff' })
  const { items, next_cursor } = (await answer.json()) as { items: Record<string, unknown>[]; next_cursor: null }
  expect(next_cursor).toBeNull()
  expect(items).toMatchObject([{
    folio: 'C-2026-0001', text: 'Enviar los informes previos de tres predios', debtor: { id: 'muni-13102', name: 'Municipalidad de Cerrillos' },
    beneficiaries: [{ id: 'serviu-13', name: 'SERVIU Metropolitano' }], due_on: '2026-12-04', declared_state: 'proposed', schedule_state: 'on_time', meeting_folio: 'R-2026-0001',
  }])
  expect(await (await ask(token, 'commitments/C-2026-0001')).json()).toEqual(items[0])
  expect(await (await ask(token, `commitments/${items[0]!.id as string}`)).json()).toEqual(items[0])
  expect(await (await ask(token, 'me')).json()).toMatchObject({ token: { name: 'Tablero', scopes: nounScopes }, user: { name: 'Paula Díaz Rojas' } })
  const head = await ask(token, 'commitments', { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('pages follow one another by key: every record once, whatever is written meanwhile', async () => {
  const world = await createWorld()
  for (let n = 0; n < 7; n++) await makeCommitment(world)
  const token = await tokenOf(world, 'elena')
  const first = (await (await ask(token, 'commitments?limit=3')).json()) as { items: { folio: string }[]; next_cursor: string }
  expect(first.items).toHaveLength(3)
  await makeCommitment(world)
  const rest = (await (await ask(token, `commitments?limit=200&cursor=${first.next_cursor}`)).json()) as { items: { folio: string }[]; next_cursor: null }
  expect([...first.items, ...rest.items].map(({ folio }) => folio)).toEqual(Array.from({ length: 8 }, (_, n) => `C-2026-000${n + 1}`))

  const all = await everyItem(token, 'institutions', 50)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted())
  expect(all.length).toBeGreaterThan(400)
  expect((await everyItem(token, 'positions?institution_id=muni-13102', 2)).length).toBeGreaterThan(2)
})

test('what a list does not understand is told by its name, and never passed over', async () => {
  const world = await createWorld()
  const token = await tokenOf(world, 'paula')
  const told = async (path: string) => {
    const answer = await ask(token, path)
    expect(answer.status, path).toBe(400)
    return (await problemOf(answer)).errors?.map(({ parameter }) => parameter)
  }
  expect(await told('commitments?estado=vencido')).toEqual(['estado'])
  expect(await told('commitments?standing=nunca&limit=0')).toEqual(['standing', 'limit'])
  expect(await told('commitments?limit=201')).toEqual(['limit'])
  expect(await told('commitments?limit=1e1&limit=2')).toContain('limit')
  expect(await told('commitments?due_from=2026-02-30')).toEqual(['due_from'])
  expect(await told('commitments?q=')).toEqual(['q'])
  expect(await told('search')).toEqual(['q'])
  expect(await told('search?q=%00')).toEqual(['q'])
  expect(await told('commitments?institution_id=a%00')).toEqual(['institution_id'])
  expect(await told('meetings/R-2026-0001?x=1')).toBeUndefined()
  const stranger = Buffer.from('people 1').toString('base64url')
  for (const cursor of ['x', '%00', stranger, `${Buffer.from('commitments a b').toString('base64url')}`, Buffer.from("commitments ' or 1=1").toString('base64url'), 'ñ', 'A'.repeat(201)]) {
    expect(await told(`commitments?cursor=${encodeURIComponent(cursor)}`), cursor).toEqual(['cursor'])
  }
  for (const path of ['', 'nada', 'commitments/', 'commitments/a/b', '__proto__', 'constructor', 'me/x', 'commitments.data', 'commitments/%00']) {
    expect((await ask(token, path)).status, path).toBe(404)
  }
})

test('without a good key nothing is answered, and every bad one is the same', async () => {
  const world = await createWorld()
  const token = await tokenOf(world, 'carolina')
  const [id, secret] = token.split('.') as [string, string]
  const none = await ask(null, 'commitments')
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Hilvan"'])
  const body = await problemOf(none)
  const refused = async (shown: string) => {
    const answer = await ask(shown, 'commitments')
    expect([answer.status, await problemOf(answer)], shown).toEqual([401, body])
  }
  for (const shown of ['x', `${id}.${secret.slice(1)}A`, `${'A'.repeat(12)}.${secret}`, `${token}x`, `${id}.`]) await refused(shown)
  expect((await ask(null, 'commitments', { headers: { Authorization: `Basic ${token}` } })).status).toBe(401)
  expect((await ask(null, 'commitments', { headers: { Cookie: 'hilvan-sesion=x' } })).status).toBe(401)
  expect((await ask(null, `commitments?token=${token}`)).status).toBe(401)

  expect((await ask(token, 'me')).status).toBe(200)
  await world.raw.updateTable('users').set({ disabled_at: world.clock.now.toISOString() }).where('id', '=', 'carolina').execute()
  await refused(token)
  const ended = await tokenOf(world, 'paula')
  await revoke(world, 'paula', ended)
  await refused(ended)
  const old = await tokenOf(world, 'paula')
  world.clock.now = new Date('2027-11-24T13:00:00.000Z')
  await refused(old)
})

test('a key reads only the nouns it was made for, and tells contact data only when both it and its owner may', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const at = '2026-11-24T13:00:00.000Z'
  const stamps = { created_at: at, updated_at: at, created_by: 'paula', updated_by: 'paula' }
  await world.raw.insertInto('contact_points').values([
    { id: newId(), person_id, kind: 'phone', value: '+56912345678', visibility: 'network', ...stamps },
    { id: newId(), person_id, kind: 'phone', value: '+56987654321', visibility: 'team', ...stamps },
    { id: newId(), position_id: 'muni-13102:mayor', kind: 'email', value: 'alcaldia@cerrillos.ejemplo.cl', visibility: 'network', ...stamps },
  ]).execute()
  await world.raw.updateTable('people').set({ rut: '12345678-5' }).where('id', '=', person_id).execute()

  const narrow = await tokenOf(world, 'paula', ['meetings'])
  const refused = await ask(narrow, 'people')
  expect([refused.status, (await problemOf(refused)).detail]).toEqual([403, 'Le falta el permiso «Personas».'])
  expect((await ask(narrow, `people/${person_id}`)).status).toBe(403)
  expect(await (await ask(narrow, 'search?q=sanhueza')).json()).toEqual({ groups: [] })

  const without = await ask(await tokenOf(world, 'paula'), `people/${person_id}`)
  expect(await without.json()).toMatchObject({ rut: null, contacts: null, posts: [{ position: { id: 'muni-13102:mayor' }, institution: { name: 'Municipalidad de Cerrillos' } }] })
  const full = await tokenOf(world, 'paula', allScopes)
  expect(await (await ask(full, `people/${person_id}`)).json()).toMatchObject({ rut: '12345678-5', contacts: [{ kind: 'phone', value: '+56912345678', label: null }] })
  expect(await (await ask(full, 'positions/muni-13102:mayor')).json()).toMatchObject({
    contacts: [{ kind: 'email', value: 'alcaldia@cerrillos.ejemplo.cl' }], holder: { person_id, kind: 'titular' },
  })

  await expect(tokenOf(world, 'elena', allScopes)).rejects.toThrow('no lee RUT')
  // Whoever stops coordinating stops lending it, also through a key made before.
  await world.raw.updateTable('users').set({ role: 'executive' }).where('id', '=', 'paula').execute()
  expect(await (await ask(full, `people/${person_id}`)).json()).toMatchObject({ rut: null, contacts: null })
})

test('the key of a leader reads what is theirs, and of the rest there is no trace', async () => {
  const world = await createWorld()
  const { mine, other, agreed, foreign } = await twoTowns(world)
  const token = await tokenOf(world, 'rosa')
  const folios = async (path: string) => (await everyItem(token, path, 1)).map(({ folio, id }) => folio ?? id)

  expect(await folios('institutions')).toEqual(['muni-13102'])
  expect(await folios('meetings')).toEqual([mine.folio])
  expect(await folios('agreements')).toEqual([agreed.folio])
  expect(await folios('commitments')).toEqual(['C-2026-0001', 'C-2026-0002'])
  expect(await folios('requests')).toEqual(['S-2026-0001'])
  expect(await folios('people')).toEqual([])
  expect((await everyItem(token, 'tenures')).map(({ person }) => (person as { name: string }).name)).toEqual(['Rosa Sanhueza Vera'])
  expect(new Set((await everyItem(token, 'positions')).map(({ institution }) => (institution as { id: string }).id))).toEqual(new Set(['muni-13102']))
  // What they receive was settled in a meeting that is not theirs: the promise is told, the meeting is not.
  expect(await (await ask(token, 'commitments/C-2026-0002')).json()).toMatchObject({ meeting_folio: null })
  expect(await (await ask(token, `agreements/${agreed.folio}`)).json()).toMatchObject({ meeting_folio: mine.folio, commitments: null })

  const unknown = await (await ask(token, 'meetings/R-2026-9999')).json()
  const hidden = [
    `meetings/${other.folio}`, `meetings/${other.id}`, `agreements/${foreign.folio}`, 'commitments/C-2026-0003', 'requests/S-2026-0002',
    'institutions/muni-10201', 'positions/muni-10201:mayor', `people/${(await everyItem(await tokenOf(world, 'paula'), 'people'))[0]!.id}`,
  ]
  for (const path of hidden) {
    const answer = await ask(token, path)
    expect([answer.status, await answer.json()], path).toEqual([404, unknown])
  }
  for (const path of ['commitments?institution_id=muni-10201&side=receives', 'meetings?q=castro', 'agreements?institution_id=muni-10201', 'tenures?institution_id=muni-10201', 'positions?institution_id=muni-10201']) {
    expect(await (await ask(token, path)).json(), path).toEqual({ items: [], next_cursor: null })
  }
  expect(JSON.stringify(await (await ask(token, 'search?q=castro')).json())).not.toMatch(/castro|R-2026-0002|C-2026-0003/i)
})

test('nothing internal is answered to anybody, whatever the key', async () => {
  const world = await createWorld()
  await twoTowns(world)
  const { person_id } = await inOffice(world, 'muni-13120:mayor', ['José', 'Muñoz', 'Soto'])
  await writeNote(world.as('paula'), person_id, { operation_id: undefined, internal_text: 'CANARIO de la persona' })
  await world.raw.updateTable('connection_requests').set({ outcome_text: 'CANARIO del resultado', detail: 'CANARIO del detalle' }).execute()
  await world.raw.updateTable('meetings').set({ link: 'https://CANARIO.ejemplo.cl', state_reason: 'CANARIO de la razón' }).execute()
  await world.raw.updateTable('commitments').set({ drop_reason: 'CANARIO', due_why: 'CANARIO' }).execute()
  const token = await tokenOf(world, 'paula', allScopes)
  for (const name of Object.keys(nouns)) expect(JSON.stringify(await everyItem(token, name, 200)), name).not.toContain('CANARIO')
  expect(JSON.stringify(await (await ask(token, 'search?q=vera')).json())).not.toContain('CANARIO')
})

test('there is nothing to write, and nobody is told so by force', async () => {
  const world = await createWorld()
  const token = await tokenOf(world, 'paula')
  const written = action()
  expect([written.status, written.headers.get('allow'), (await problemOf(written)).title]).toEqual([405, 'GET, HEAD', 'Por aquí solo se lee'])
  expect((await ask(token, 'commitments', { method: 'OPTIONS' })).status).toBe(405)
})

test('a program in a hurry is told how long to wait', async () => {
  const world = await createWorld()
  const token = await tokenOf(world, 'paula')
  for (let n = 0; n < 120; n++) expect((await ask(token, 'me')).status).toBe(200)
  const late = await ask(token, 'me')
  expect([late.status, late.headers.get('retry-after')]).toEqual([429, '60'])
  expect((await ask(await tokenOf(world, 'elena'), 'me')).status).toBe(200)
  world.clock.now = new Date(world.clock.now.getTime() + 61_000)
  expect((await ask(token, 'me')).status).toBe(200)
})

test('a key is an event when it is made and when it ends; using it is noted, once in ten minutes', async () => {
  const world = await createWorld()
  const token = await tokenOf(world, 'elena', ['meetings', 'agreements'])
  await ask(token, 'me', { headers: { 'User-Agent': 'PowerBI/2' } })
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  await ask(token, 'me', { headers: { 'User-Agent': 'Excel' } })
  expect(await listTokens(world.as('elena'))).toMatchObject([{ last_used_at: '2026-11-24T13:00:00.000Z', last_agent: 'PowerBI/2', scopes: ['meetings', 'agreements'] }])
  const stored = JSON.stringify(await world.raw.selectFrom('api_tokens').selectAll().execute())
  expect(stored).not.toContain(token.split('.')[1])

  await expect(revoke(world, 'lidia', token)).rejects.toMatchObject({ name: 'NotFound' })
  await revoke(world, 'alma', token)
  expect((await ask(token, 'me')).status).toBe(401)
  expect((await listActivity(world.as('alma'), 'user', 'elena')).map(({ sentence }) => sentence).toSorted()).toEqual([
    'creó la clave de programa «Tablero» hasta el 24-11-2027, para leer: Reuniones, Acuerdos', 'revocó la clave de programa «Tablero»',
  ])
  expect(await listTokens(world.as('elena'))).toEqual([])
})

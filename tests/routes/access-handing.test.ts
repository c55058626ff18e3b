import { expect, onTestFinished, test } from 'vitest'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { createFeed } from '#app/domain/feeds/commands.server.ts'
import { findLiveFeed } from '#app/domain/feeds/queries.server.ts'
import { readToken } from '#app/lib/tokens.server.ts'
import { action as copy } from '#app/routes/access/copy.tsx'
import { action as send, loader as show } from '#app/routes/access/position.tsx'
import { action as revoke } from '#app/routes/access/revocation.ts'
import { loader as home } from '#app/routes/portal/index.tsx'
import { appoint, contextOf, delegateOf, deviceOf, lookAt, MAYOR, mint, openLink, tokenOf } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { handover, person } from '#tests/support/directory.ts'
import { openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const at = { params: { id: MAYOR } }
const pageOf = (world: World) => world.visit(show, 'paula', `/cargos/${MAYOR}/acceso`, at)
const statusOf = (answer: Promise<unknown>) => answer.then(() => 200, (thrown: { init?: { status: number } }) => thrown.init?.status)

/** The mayor of Cerrillos, and the mailboxes that the directory knows. */
async function reachable() {
  const world = await createWorld()
  const id = await appoint(world)
  const add = (type: 'person' | 'position' | 'institution', id: string, value: string) =>
    createContactPoint(world.as('paula'), { type, id }, { kind: 'email', value, label: null, visibility: 'network' })
  await add('institution', 'muni-13102', 'partes@cerrillos.example')
  await add('position', MAYOR, 'alcaldia@cerrillos.example')
  await add('person', id, 'rosa@cerrillos.example')
  return world
}

async function post() {
  const opened = await openPost()
  onTestFinished(opened.close)
  return opened
}

const submit = async (world: World, recipient: string, more: Record<string, string> = {}) => {
  const { holder } = await pageOf(world)
  return world.visit(send, 'paula', '/x', { ...at, form: { recipient, tenure_id: holder!.id, ...more } })
}

test('whoever coordinates sees who would receive the link, at which addresses and in which words', async () => {
  const world = await reachable()
  const page = await pageOf(world)
  expect(page.holder?.name).toBe('Rosa Sanhueza Tapia')
  expect(page.recipients.map(({ label }) => label)).toEqual([
    'rosa@cerrillos.example (suyo)', 'alcaldia@cerrillos.example (del cargo)',
  ])
  expect(page.mail.body).toContain('Buenos días, Rosa Sanhueza Tapia:')
  expect(page.mail.body).toContain('Ver mis compromisos: [su enlace personal]')
  expect(page.mail.body).not.toContain('{{')
})

test('the mail leaves with a link of its own, which opens the list with one tap', async () => {
  const world = await reachable()
  const { folio } = await makeCommitment(world)
  const { received, port } = await post()
  expect(((await submit(world, 'alcaldia@cerrillos.example')) as Response).status).toBe(302)
  await sendAll(world, port)

  const mail = await readMail(received[0]!)
  const [address] = /http\S+\/acceso\/[\w-]+\.[\w-]+/.exec(mail.text!)!
  expect(String(mail.html)).toContain(`href="${address}"`)
  expect(JSON.stringify(await world.db.selectFrom('outbox').selectAll().execute())).not.toContain(tokenOf(address))
  const { device } = await openLink(world, tokenOf(address))
  expect((await world.visit(home, device, '/m')).owed.rows).toMatchObject([{ folio }])
})

test('a link goes only to an address of the directory, and to whoever holds the post when it leaves', async () => {
  const world = await reachable()
  const { received, port } = await post()
  expect(await submit(world, 'otro@fuera.example')).toMatchObject({ init: { status: 409 } })
  expect(await submit(world, 'rosa@cerrillos.example', { tenure_id: 'de-otra' })).toMatchObject({ init: { status: 409 } })

  await submit(world, 'rosa@cerrillos.example')
  const { id } = await world.db.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).executeTakeFirstOrThrow()
  await handover(world, MAYOR, { ending_id: id, ends_on: '2026-11-23', person_id: await person(world, { given_names: 'Elías', first_surname: 'Tapia' }), starts_on: '2026-11-24' })
  await sendAll(world, port)
  expect(received).toEqual([])
  expect(await world.db.selectFrom('outbox').select('state').execute()).toEqual([{ state: 'withdrawn' }])
})

test('a vacant post has nobody to send a link to', async () => {
  const world = await createWorld()
  expect(await pageOf(world)).toMatchObject({ holder: null, recipients: [], links: [] })
  expect(((await world.visit(copy, 'paula', '/x', { ...at, form: {} }).catch((thrown: unknown) => thrown)) as Response).status).toBe(302)
  expect(await world.db.selectFrom('access_links').selectAll().execute()).toEqual([])
})

test('a link to hand over by oneself is shown once, with words for it', async () => {
  const world = await reachable()
  const operation_id = '0198f0a0-0000-7000-8000-000000000002'
  const ask = () => world.visit(copy, 'paula', '/x', { ...at, form: { operation_id } })
  const { data: first } = (await ask()) as { data: { address: string; message: string } }
  expect(first.message).toContain(first.address)
  expect((await openLink(world, tokenOf(first.address))).status).toBe(303)
  expect(await ask()).toMatchObject({ address: null })
  expect((await pageOf(world)).links).toMatchObject([{ name: 'Rosa Sanhueza Tapia', made_by: 'Paula Díaz Rojas', used: '24-11-2026 10:00', until: '22-02-2027' }])
})

test('a revoked link ends with the devices it opened and the calendars subscribed with it; the others go on', async () => {
  const world = await reachable()
  const kept = await deviceOf(world)
  const token = await mint(world)
  const { device } = await openLink(world, token)
  const ctx = await contextOf(world, device)
  const { shownOnce } = await createFeed(ctx, { name: 'Reuniones', filter: '', detail: 'full', include_due: false, operation_id: undefined })
  const feed = readToken(shownOnce ?? undefined)!
  expect(await findLiveFeed(world.as('system'), feed)).toBeDefined()

  await world.visit(revoke, 'paula', '/x', { params: { id: MAYOR, link: ctx.viewer.access!.link_id }, form: {} })
  expect(await lookAt(world, token)).toEqual(await lookAt(world, 'no'))
  expect(await statusOf(world.visit(home, device, '/m'))).toBe(404)
  expect(await findLiveFeed(world.as('system'), feed)).toBeUndefined()
  expect(await statusOf(world.visit(home, kept, '/m'))).toBe(200)
})

test('to revoke all ends every link of the post, its errands too, and of no other post', async () => {
  const world = await reachable()
  const { id } = await makeCommitment(world)
  const errand = await delegateOf(world, id)
  await appoint(world, { given_names: 'Inés', first_surname: 'Barría' }, 'muni-10201:mayor')
  const other = await deviceOf(world, 'muni-10201:mayor')
  expect((await pageOf(world)).links.map(({ errand }) => errand).toSorted()).toEqual([null, 'C-2026-0001'].toSorted())

  await world.visit(revoke, 'paula', '/x', { params: { id: MAYOR, link: 'todos' }, form: {} })
  expect((await pageOf(world)).links).toEqual([])
  for (const device of [errand.leader, errand.device]) expect(await statusOf(world.visit(home, device, '/m'))).toBe(404)
  expect(await statusOf(world.visit(home, other, '/m'))).toBe(200)
})

test('the calendar that a holder subscribed to ends with their tenure', async () => {
  const world = await reachable()
  const ctx = await contextOf(world, await deviceOf(world))
  const { shownOnce } = await createFeed(ctx, { name: 'Reuniones', filter: '', detail: 'full', include_due: false, operation_id: undefined })
  expect(await findLiveFeed(world.as('system'), readToken(shownOnce!)!)).toBeDefined()
  await world.raw.updateTable('tenures').set({ ends_on: '2026-11-23' }).where('position_id', '=', MAYOR).execute()
  expect(await findLiveFeed(world.as('system'), readToken(shownOnce!)!)).toBeUndefined()
})

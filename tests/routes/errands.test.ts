import { expect, onTestFinished, test } from 'vitest'

import { giveErrand } from '#app/domain/access/commands/errand.server.ts'
import { listErrands } from '#app/domain/access/queries/errands.server.ts'
import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { visibleRequests } from '#app/domain/connection-requests/queries.server.ts'
import { visibleContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { findFile } from '#app/domain/files/queries.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { search } from '#app/domain/search/queries.server.ts'
import { findUserByEmail, listUsers } from '#app/domain/users/queries.server.ts'
import { Conflict, Forbidden, NotFound } from '#app/lib/errors.ts'
import { action as end } from '#app/routes/portal/errand-ending.ts'
import { action as entrust } from '#app/routes/portal/errand.tsx'
import { loader as portalHome } from '#app/routes/portal/index.tsx'
import { loader as frame } from '#app/routes/portal/layout.tsx'
import { appoint, contextOf, delegateOf, deviceOf, lookAt, MAYOR, openLink, tokenOf } from '#tests/support/access.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { handover, person } from '#tests/support/directory.ts'
import { openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { askExtension, homeOf, pageOf, sendDelivery, sendOther } from '#tests/support/portal.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { PDF, useFileStore } from '#tests/support/uploads.ts'
import { createWorld } from '#tests/support/world.ts'

const ends = ['', '/cumplimiento', '/plazo', '/respuesta'] as const
const thrownBy = (answer: Promise<unknown>) => answer.then(() => undefined, (error: unknown) => error)
const statusOf = async (answer: Promise<unknown>) => {
  const got = await answer.catch((error: unknown) => error)
  return got instanceof Response ? got.status : ((got as { init?: { status?: number } | null }).init?.status ?? 200)
}

/** The mayor of Cerrillos holds a link, and her colleague Ana has one commitment of the two. */
async function entrusted() {
  useFileStore()
  const world = await createWorld()
  await appoint(world)
  const given = await makeCommitment(world)
  const other = await makeCommitment(world, { text: 'Enviar el plano regulador' })
  return { world, given, other, ...(await delegateOf(world, given.id)) }
}

test('a colleague sees the one commitment they were entrusted with and answers it; nothing else exists for them', async () => {
  const { world, given, other, device, to } = await entrusted()
  const castro = await makeCommitment(world, { debtor_id: 'muni-10201', beneficiary_ids: ['muni-13102'] })
  expect(to).toBe(`/m/compromisos/${given.folio}`)

  for (const end of ends) expect(await statusOf(pageOf(world, end, given.folio, device)), end).toBe(200)
  expect(await pageOf(world, '', given.folio, device)).toMatchObject({
    folio: given.folio, answerable: true,
    team: { mayEntrust: false, errands: [], own: 'Rosa Sanhueza Tapia le encargó este compromiso. Su enlace sirve hasta el 24-12-2026.' },
  })
  expect(await world.visit(frame, device, '/m')).toEqual({ errand: true, remembered: true })
  const home = await thrownBy(homeOf(world, device)) as Response
  expect([home.status, home.headers.get('Location')]).toEqual([302, `/m/compromisos/${given.folio}`])

  const unknown = await thrownBy(pageOf(world, '', 'C-2026-9999', device))
  for (const folio of [other.folio, castro.folio]) {
    for (const end of ends) expect(await thrownBy(pageOf(world, end, folio, device)), end).toEqual(unknown)
    expect(await thrownBy(sendDelivery(world, folio, {}, undefined, device))).toEqual(unknown)
    expect(await thrownBy(askExtension(world, folio, { days: '7', reason: 'x' }, device))).toEqual(unknown)
    expect(await thrownBy(sendOther(world, folio, { declared_state: 'in_progress' }, device))).toEqual(unknown)
  }
})

test('every read of the domain shows a colleague their one commitment and nothing of the network', async () => {
  const { world, given, other, device, leader } = await entrusted()
  const { id: meeting_id } = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }] })
  await makeAgreement(world, { meeting_id, parties: [{ institution_id: 'muni-13102', role: 'obliged' }, { institution_id: 'serviu-13', role: 'beneficiary' }] })
  await makeRequest(world)
  await sendDelivery(world, other.folio, {}, { name: 'ajeno.pdf', bytes: PDF }, leader)
  await sendDelivery(world, given.folio, {}, { name: 'propio.pdf', bytes: PDF }, device)
  const ctx = await contextOf(world, device)

  const seen = await visibleCommitments(ctx).select('commitments.folio').execute()
  expect(seen).toEqual([{ folio: given.folio }])
  expect(await visibleMeetings(ctx).select('meetings.id').execute()).toEqual([])
  expect(await visibleAgreements(ctx).select('agreements.id').execute()).toEqual([])
  expect(await visibleRequests(ctx).select('connection_requests.id').execute()).toEqual([])
  expect(await visibleInstitutions(ctx).select('institutions.id').execute()).toEqual([])
  expect(await visiblePositions(ctx).select('positions.id').execute()).toEqual([])
  expect(await visibleContactPoints(ctx).execute()).toEqual([])
  expect(JSON.stringify(await search(ctx, 'informes').catch(() => ''))).not.toContain(other.folio)
  const files = await world.db.selectFrom('files').select(['id', 'name']).execute()
  for (const { id, name } of files) expect((await findFile(ctx, id))?.name, name).toBe(name === 'propio.pdf' ? 'propio.pdf' : undefined)
})

test('the leader who entrusts reads on the card what the colleague answered, and it waits for the coordination like any other answer', async () => {
  const { world, given, device, leader } = await entrusted()
  const card = async () => (await homeOf(world, leader)).owed.rows.find(({ folio }) => folio === given.folio)
  expect(await card()).toMatchObject({ answered: null, errands: ['Encargado a Ana Pérez el 24-11-2026; todavía no responde.'] })

  await sendDelivery(world, given.folio, { text: 'Salió por oficio' }, { name: 'oficio.pdf', bytes: PDF }, device)
  expect(await card()).toMatchObject({
    badge: { word: 'Espera revisión de la coordinación' }, errands: ['Encargado a Ana Pérez el 24-11-2026; informó que está cumplido.'],
  })
  expect(await pageOf(world, '/recibo', given.folio, device)).toMatchObject({ errand: true, file: 'oficio.pdf' })
  expect(await pageOf(world, '', given.folio, leader)).toMatchObject({
    answers: [{ who: 'Ana Pérez', words: 'informó que está cumplido.', text: 'Salió por oficio' }],
    team: { errands: [{ name: 'Ana Pérez', said: 'Salió por oficio' }] },
  })
})

test('an errand ends when the leader says so, when the commitment closes, when the holder leaves and after thirty days', async () => {
  const endings: Record<string, (given: Awaited<ReturnType<typeof entrusted>>) => Promise<unknown>> = {
    async leader({ world, given, leader }) {
      const [errand] = await listErrands(await contextOf(world, leader), [given.id])
      return world.visit(end, leader, '/x', { params: { folio: given.folio, id: errand!.id }, form: {} })
    },
    async closed({ world, given, leader }) {
      await sendDelivery(world, given.folio, { text: 'Listo' }, { name: 'oficio.pdf', bytes: PDF }, leader)
      await verifyCommitment(world.as('paula'), given.id, { note: null })
    },
    async holder({ world }) {
      const { id } = await world.db.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).executeTakeFirstOrThrow()
      await handover(world, MAYOR, { ending_id: id, ends_on: '2026-11-23' })
    },
    async month({ world }) {
      world.clock.now = new Date('2026-12-24T13:00:00.000Z')
    },
  }
  for (const [name, work] of Object.entries(endings)) {
    const errand = await entrusted()
    const { world, given, token, device } = errand
    await work(errand)
    expect(await statusOf(pageOf(world, '', given.folio, device)), name).toBe(404)
    expect(await statusOf(sendOther(world, given.folio, { declared_state: 'in_progress' }, device)), name).toBe(404)
    expect(await lookAt(world, token), name).toEqual(await lookAt(world, 'no'))
    expect((await openLink(world, token)).status, name).toBe(404)
  }
})

test('a leader entrusts what their institution owes, to so many people and no more; nobody else entrusts', async () => {
  useFileStore()
  const world = await createWorld()
  await appoint(world)
  const { id, folio } = await makeCommitment(world)
  const foreign = await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  const leader = await deviceOf(world)
  const ctx = await contextOf(world, leader)
  const to = (name: string) => ({ name, email: null, operation_id: undefined })

  await expect(giveErrand(ctx, foreign.id, to('Ana'))).rejects.toThrow(Forbidden)
  await expect(giveErrand(world.as('ines'), id, to('Ana'))).rejects.toThrow(NotFound)
  await expect(giveErrand(world.as('paula'), id, to('Ana'))).rejects.toThrow(Forbidden)
  const asked = await world.visit(entrust, leader, '/x', { params: { folio }, form: { name: 'Ana Pérez', email: 'ana@cerrillos' } })
  expect(asked).toMatchObject({ data: { errors: { email: [expect.stringContaining('nombre@institucion.cl')] } }, init: { status: 400 } })
  for (const name of ['Ana', 'Luis', 'Eva']) await giveErrand(ctx, id, to(name))
  await expect(giveErrand(ctx, id, to('Uno más'))).rejects.toThrow(Conflict)
  // With a password, for whoever holds the highest post.
  const next = await makeCommitment(world, { text: 'Otro' })
  expect(await giveErrand(world.as('rosa'), next.id, to('Ana'))).toContain('/acceso/')
})

test('sent twice, an errand is given once, and its address is told once', async () => {
  const world = await createWorld()
  await appoint(world)
  const { folio, id } = await makeCommitment(world)
  const leader = await deviceOf(world)
  const send = () => world.visit(entrust, leader, '/x', { params: { folio }, form: { name: 'Ana Pérez', email: 'ana@cerrillos.example', operation_id: '0198f0a0-0000-7000-8000-000000000001' } })
  const first = (await send()) as { data: { given: { address: string; message: string } } }
  expect(first.data.given.message).toContain(first.data.given.address)
  expect(await send()).toMatchObject({ data: { given: { address: null, message: null } } })
  expect(await listErrands(await contextOf(world, leader), [id])).toHaveLength(1)
  expect(await world.db.selectFrom('outbox').select(['topic', 'recipient']).execute()).toEqual([{ topic: 'errand', recipient: 'ana@cerrillos.example' }])
  const stored = JSON.stringify(await world.db.selectFrom('outbox').selectAll().execute())
  expect(stored).not.toContain(tokenOf(first.data.given.address).split('.')[1])
})

test('the letter of an errand carries a link of its own, and does not leave once the errand ended', async () => {
  const world = await createWorld()
  await appoint(world)
  const { id, folio } = await makeCommitment(world)
  const leader = await deviceOf(world)
  const ctx = await contextOf(world, leader)
  const { received, port, close } = await openPost()
  onTestFinished(close)
  const give = (name: string) => giveErrand(ctx, id, { name, email: `${name.toLowerCase()}@cerrillos.example`, operation_id: undefined })
  const shown = await give('Ana')
  await sendAll(world, port)
  const [address] = /http\S+\/acceso\/[\w-]+\.[\w-]+/.exec((await readMail(received[0]!)).text!)!
  expect(address).not.toBe(shown)
  expect((await openLink(world, tokenOf(address))).to).toBe(`/m/compromisos/${folio}`)

  await give('Luis')
  const luis = (await listErrands(ctx, [id])).find(({ name }) => name === 'Luis')!
  await world.visit(end, leader, '/x', { params: { folio, id: luis.id }, form: {} })
  await sendAll(world, port)
  expect(received).toHaveLength(1)
  expect((await world.db.selectFrom('outbox').select('state').orderBy('id').execute()).map(({ state }) => state)).toEqual(['sent', 'withdrawn'])
})

test('whoever comes by a link is in no list of people who work here, and signs in by no other door', async () => {
  const { world, leader } = await entrusted()
  const { users } = await listUsers(world.as('alma'))
  expect(users.map(({ name }) => name)).not.toContain('Rosa Sanhueza Tapia')
  expect(users.map(({ name }) => name)).not.toContain('Ana Pérez')
  expect((await listFollowers(world.as('paula'))).map(({ label }) => label)).toEqual(['Alma Reyes Soto', 'Carolina Fuentes Riquelme', 'Paula Díaz Rojas'])
  const { email, id } = (await contextOf(world, leader)).viewer
  expect(await findUserByEmail(world.as('alma'), email)).toBeUndefined()
  await expect(makeCommitment(world, { follow_up_user_id: id })).rejects.toThrow(Forbidden)
  await person(world, { given_names: 'Ana', first_surname: 'Pérez' })
  expect(await statusOf(world.visit(portalHome, leader, '/m'))).toBe(200)
})

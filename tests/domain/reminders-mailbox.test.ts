import { expect, onTestFinished, test } from 'vitest'

import { endErrand, giveErrand } from '#app/domain/access/commands/errand.server.ts'
import { sendAccess } from '#app/domain/access/commands/hand-out.server.ts'
import { revokeAccess } from '#app/domain/access/commands/revoke.server.ts'
import { listErrands } from '#app/domain/access/queries/errands.server.ts'
import { findReach } from '#app/domain/access/queries/reach.server.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { listCommitments } from '#app/domain/commitments/queries.server.ts'
import { remindOn } from '#app/domain/reminders/commands/remind.server.ts'
import { previewLadder } from '#app/domain/reminders/queries/preview.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { loader as commitmentPage } from '#app/routes/portal/commitment.tsx'
import { action as endsErrand } from '#app/routes/portal/errand-ending.ts'
import { loader as home } from '#app/routes/portal/index.tsx'
import { appoint, contextOf, deviceOf, lookAt, MAYOR, openLink } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { handover, person } from '#tests/support/directory.ts'
import { email } from '#tests/support/invitations.ts'
import { openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const GENERAL = 'oficina.partes@cerrillos.example'
/** Friday: seven days before what is due on 4 December, and no day of digests of the week. */
const FRIDAY = '2026-11-27'
const LINK = /http:\/\/localhost:3000\/acceso\/([\w-]{12}\.[\w-]{43})/g

/** Cerrillos, whose mayor has no mail: what is for her goes to the address of everybody. */
async function cerrillos(commitments = 2) {
  const world = await createWorld()
  const rosa = await appoint(world)
  await email(world, 'institution', 'muni-13102', GENERAL)
  const made = []
  for (let at = 1; at <= commitments; at++) made.push(await makeCommitment(world, { text: `Informe ${at}` }))
  world.clock.now = new Date(`${FRIDAY}T11:05:00.000Z`)
  const { received, port, close } = await openPost()
  onTestFinished(close)
  const remind = async (day = FRIDAY) => {
    await atomically(world.as('system'), (ctx) => remindOn(ctx, day))
    await sendAll(world, port)
    return Promise.all(received.splice(0).map(readMail))
  }
  return { world, rosa, made, port, remind }
}

const DIDECO = 'muni-13102:dideco'

/** Luis Paz has another post of Cerrillos. */
async function appointDideco(world: World) {
  const mayor = await world.raw.selectFrom('positions').selectAll().where('id', '=', MAYOR).executeTakeFirstOrThrow()
  await world.raw.insertInto('positions').values({ ...mayor, id: DIDECO, kind: 'other', title: 'Director DIDECO', sort: 9 }).onConflict((oc) => oc.doNothing()).execute()
  return appoint(world, { given_names: 'Luis', first_surname: 'Paz' }, DIDECO)
}

const answersFor = ({ raw }: World, id: string, responsible_position_id: string) =>
  raw.updateTable('commitments').set({ responsible_position_id }).where('id', '=', id).execute()

const tokensIn = (text: string | undefined) => [...(text ?? '').matchAll(LINK)].map(([, token]) => token!)
const accounts = ({ raw }: World) => raw.selectFrom('users').select(['name', 'errand_id', 'mailbox']).where('tenure_id', 'is not', null).orderBy('id').execute()

test('a mail to the address of everybody carries no link of the mayor: one for each commitment, in the name of the mailbox', async () => {
  const { world, made, remind } = await cerrillos()
  const [mail] = await remind()
  expect(mail!.text).toMatch(/^Buenos días, Municipalidad de Cerrillos:/)
  expect(mail!.text).not.toContain('Ver y responder')
  expect(mail!.text).toContain('lo que responda queda como «Correo de Municipalidad de Cerrillos»')
  const tokens = tokensIn(mail!.text)
  expect(tokens).toHaveLength(2)
  expect(await accounts(world)).toEqual(made.map(({ id }) => ({ name: 'Correo de Municipalidad de Cerrillos', errand_id: id, mailbox: GENERAL })))

  const { device, to } = await openLink(world, tokens[0]!)
  expect(to).toBe(`/m/compromisos/${made[0]!.folio}`)
  const reader = await contextOf(world, device)
  expect(reader.viewer).toMatchObject({ role: 'delegate', name: 'Correo de Municipalidad de Cerrillos', institution_id: 'muni-13102' })
  expect((await listCommitments(reader, { view: 'todos', state: 'abiertos' })).map(({ folio }) => folio)).toEqual([made[0]!.folio])
  await expect(world.visit(home, device, '/m')).rejects.toMatchObject({ status: 302 })
})

test('whoever reads there answers for one commitment, as the mailbox: they accept nothing and entrust nothing', async () => {
  const { world, made: [made], remind } = await cerrillos(1)
  const [token] = tokensIn((await remind())[0]!.text)
  const { device } = await openLink(world, token!)
  const reader = await contextOf(world, device)
  await expect(giveErrand(reader, made!.id, { name: 'Otra', email: null, operation_id: undefined })).rejects.toThrow(Forbidden)
  expect(await world.visit(commitmentPage, device, '/x', { params: { folio: made!.folio } })).toMatchObject({
    team: { own: `Llegó a ${GENERAL}: lo que responda queda como «Correo de Municipalidad de Cerrillos», y no en nombre de quien ocupa el cargo. El enlace sirve hasta el 27-12-2026.` },
  })
  await declareCommitment(reader, made!.id, { declared_state: 'delivered', text: 'Va el oficio', evidence: [] })
  const [line] = await listActivity(world.as('paula'), 'commitment', made!.id)
  expect(line).toMatchObject({ actor_name: 'Correo de Municipalidad de Cerrillos' })
  expect(await world.raw.selectFrom('commitments').select(['declared_state', 'accepted_on', 'closed_on']).where('id', '=', made!.id).executeTakeFirst()).toEqual({ declared_state: 'delivered', accepted_on: null, closed_on: null })
})

test('the mayor sees that the mailbox may answer, and ends it: no later mail gives it back', async () => {
  const { world, made: [made], remind } = await cerrillos(1)
  const [first] = tokensIn((await remind())[0]!.text)
  const leader = await deviceOf(world)
  const mayor = await contextOf(world, leader)
  const shown = await world.visit(commitmentPage, leader, '/x', { params: { folio: made!.folio } })
  const [errand] = shown.team!.errands
  expect(errand!.words).toBe(`También responde quien lee ${GENERAL}, desde un aviso del 27-11-2026; todavía no responde.`)
  for (const name of ['Ana', 'Eva', 'Luz']) await giveErrand(mayor, made!.id, { name, email: null, operation_id: undefined })
  await expect(giveErrand(mayor, made!.id, { name: 'Una cuarta', email: null, operation_id: undefined })).rejects.toThrow('Ya lo tienen 3 personas')

  await world.visit(endsErrand, leader, '/x', { params: { folio: made!.folio, id: errand!.id }, form: {} })
  expect(await lookAt(world, first!)).toMatchObject({ init: { status: 404 } })
  world.clock.now = new Date('2026-12-07T11:05:00.000Z')
  const [later] = await remind('2026-12-07')
  expect(later!.text).toContain('Informe 1')
  expect(tokensIn(later!.text)).toEqual([])
  expect(later!.text).toContain('Quien ocupa el cargo ve y responde todo con su propio enlace')
})

test('one account serves the mails of a tenure, and its links end with it and with a revocation', async () => {
  const { world, remind } = await cerrillos(1)
  const [first] = tokensIn((await remind())[0]!.text)
  world.clock.now = new Date('2026-12-07T11:05:00.000Z')
  const [second] = tokensIn((await remind('2026-12-07'))[0]!.text)
  expect(await accounts(world)).toHaveLength(1)
  expect(await lookAt(world, first!)).toMatchObject({ data: { door: 'open', errand: true } })
  expect(await revokeAccess(world.as('paula'), MAYOR, 'all')).toBe(2)
  for (const token of [first, second]) expect(await lookAt(world, token!)).toMatchObject({ init: { status: 404 } })

  world.clock.now = new Date('2026-12-14T11:05:00.000Z')
  const [third] = tokensIn((await remind('2026-12-14'))[0]!.text)
  const next = await person(world, { given_names: 'Luis', first_surname: 'Paz' })
  const { id } = await world.raw.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).executeTakeFirstOrThrow()
  await handover(world, MAYOR, { ending_id: id, ends_on: '2026-12-14', person_id: next, starts_on: '2026-12-15' })
  world.clock.now = new Date('2026-12-15T12:00:00.000Z')
  expect(await lookAt(world, third!)).toMatchObject({ init: { status: 404 } })
})

test('an address that is the institution’s too is nobody’s own; one of several people is shared', async () => {
  const { world, rosa, remind } = await cerrillos(1)
  await email(world, 'position', MAYOR, GENERAL.toUpperCase())
  const [mail] = await remind()
  expect(mail!.text).not.toContain('Ver y responder')
  expect((await findReach(world.as('paula'), { id: MAYOR, institution_id: 'muni-13102' })).recipients).toEqual([])

  await email(world, 'person', rosa, 'rosa@cerrillos.example')
  expect((await findReach(world.as('paula'), { id: MAYOR, institution_id: 'muni-13102' })).recipients).toEqual([{ email: 'rosa@cerrillos.example', whose: 'person' }])
  world.clock.now = new Date('2026-12-07T11:05:00.000Z')
  const [own] = await remind('2026-12-07')
  expect(own!.text).toMatch(/^Buenos días, Rosa Sanhueza Tapia:[^]*Ver y responder: http/)
})

test('a mail that waited while its address became the institution’s does not carry the link that it was to carry', async () => {
  const { world, port } = await cerrillos(1)
  await world.raw.deleteFrom('contact_points').execute()
  await email(world, 'position', MAYOR, 'alcaldia@cerrillos.example')
  await atomically(world.as('system'), (ctx) => remindOn(ctx, FRIDAY))
  await email(world, 'institution', 'muni-13102', 'alcaldia@cerrillos.example')
  await sendAll(world, port)
  expect(await accounts(world)).toMatchObject([{ mailbox: 'alcaldia@cerrillos.example' }])
})

test('a mailbox that a leader ended stays ended when a later mail is about another post too', async () => {
  const { world, made: [one], remind } = await cerrillos(1)
  await appointDideco(world)
  await answersFor(world, one!.id, MAYOR)
  const other = await makeCommitment(world, { text: 'Informe de DIDECO', due_on: '2026-12-11' })
  await answersFor(world, other.id, DIDECO)
  const [first] = tokensIn((await remind())[0]!.text)
  const mayor = await contextOf(world, await deviceOf(world))
  for (const { id } of await listErrands(mayor, [one!.id])) await endErrand(mayor, one!.id, id)
  expect(await lookAt(world, first!)).toMatchObject({ init: { status: 404 } })

  for (const day of ['2026-11-30', '2026-12-07', '2026-12-11', '2026-12-14']) {
    world.clock.now = new Date(`${day}T11:05:00.000Z`)
    for (const { text } of await remind(day)) {
      for (const token of tokensIn(text)) expect(await contextOf(world, (await openLink(world, token)).device)).toMatchObject({ viewer: { access: { errand_id: other.id } } })
    }
  }
  const own = await world.raw.selectFrom('users').select('errand_id').where('mailbox', 'is not', null).execute()
  expect(own.map(({ errand_id }) => errand_id).toSorted()).toEqual([one!.id, other.id].toSorted())
})

test('an address that two posts have is of both, also when only one of them is told', async () => {
  const { world, made: [made], remind } = await cerrillos(1)
  await appointDideco(world)
  await answersFor(world, made!.id, MAYOR)
  for (const post of [MAYOR, DIDECO]) await email(world, 'position', post, 'secretaria@cerrillos.example')
  const [mail] = await remind()
  expect(mail!.text).not.toContain('Ver y responder')
  expect(tokensIn(mail!.text)).toHaveLength(1)
  expect(await accounts(world)).toEqual([{ name: 'Correo de Municipalidad de Cerrillos', errand_id: made!.id, mailbox: 'secretaria@cerrillos.example' }])
  expect((await findReach(world.as('paula'), { id: MAYOR, institution_id: 'muni-13102' })).recipients).toEqual([])
})

test('two people who read at one address of theirs are reminded there, and neither answers as the other', async () => {
  const { world, rosa, made, remind } = await cerrillos(2)
  const luis = await appointDideco(world)
  await answersFor(world, made[0]!.id, MAYOR)
  await answersFor(world, made[1]!.id, DIDECO)
  for (const one of [rosa, luis]) await email(world, 'person', one, 'casa@cerrillos.example')
  const [mail] = await remind()
  expect(mail!.text).not.toContain('Ver y responder')
  expect(tokensIn(mail!.text)).toHaveLength(2)
})

test('a link sent by hand does not leave to an address that somebody else came to have while it waited', async () => {
  const { world, rosa, port } = await cerrillos(1)
  await email(world, 'person', rosa, 'rosa@cerrillos.example')
  const [tenure] = await world.raw.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).execute()
  await sendAccess(world.as('paula'), MAYOR, { recipient: 'rosa@cerrillos.example', tenure_id: tenure!.id, operation_id: undefined })
  await email(world, 'position', MAYOR, 'rosa@cerrillos.example')
  await appointDideco(world)
  await email(world, 'position', DIDECO, 'Rosa@cerrillos.example')
  await sendAll(world, port)
  expect(await world.raw.selectFrom('outbox').select('state').where('topic', '=', 'access').execute()).toEqual([{ state: 'withdrawn' }])
})

test('who looks at the mail before it leaves reads how it will be answered', async () => {
  const { world, made: [made] } = await cerrillos(1)
  const { rungs } = await previewLadder(world.as('paula'), { id: made!.id, debtor_id: 'muni-13102' })
  expect(rungs[0]!.words!.body).toContain('[un enlace para responder este compromiso]')
  expect(rungs[0]!.words!.body).not.toContain('Ver y responder')
  await world.raw.deleteFrom('tenures').execute()
  const vacant = (await previewLadder(world.as('paula'), { id: made!.id, debtor_id: 'muni-13102' })).rungs[0]!.words!.body
  expect(vacant).not.toContain('un enlace para responder')
})

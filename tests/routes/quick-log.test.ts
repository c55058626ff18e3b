import { expect, test } from 'vitest'

import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { listAgreementsOf } from '#app/domain/agreements/queries.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { listInternalNotes, listSharedNotes } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { createSession } from '#app/lib/session.server.ts'
import { action, loader } from '#app/routes/meetings/quick-log.tsx'
import { loader as usual } from '#app/routes/meetings/usual.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Form = Record<string, string> | [string, string][]
type Refused = { data: { errors: Record<string, string[]>; values: Record<string, string | string[]> }; init: { status?: number } }

const send = async ({ visit }: World, form: Form, who: 'paula' | 'elena' = 'paula') => (await visit(action, who, '/registrar', { form })) as unknown
const errorsOf = (answer: unknown) => (answer as Refused).data.errors
const folioOf = (answer: unknown) => (answer as Response).headers.get('Location')!.split('/').at(-1)!
const meetingOf = async ({ as }: World, answer: unknown) => (await findMeeting(as('paula'), folioOf(answer))) as Meeting

const count = async ({ raw }: World, table: 'meetings' | 'agreements' | 'commitments') =>
  Number((await raw.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)

const minutes = [
  'Se revisa la cartera de Los Boldos',
  'a: Priorizar Los Boldos',
  'c: Enviar la ficha del terreno @cerrillos 10 días hábiles',
  'El director regional de SERVIU Metropolitano emitirá el informe el 11 de diciembre',
  'acuerdo: Reunirse cada mes',
  'La Red convocará la mesa en la próxima sesión',
  'i: CANARIO tasación',
].join('\n')

const whole: [string, string][] = [
  ['institutions', 'muni-13102'],
  ['day', '2026-11-23'],
  ['start', '10:00'],
  ['duration', '90'],
  ['minutes', minutes],
]

test('a past meeting is told in one breath: two agreements and three commitments, all of it written together', async () => {
  const world = await createWorld()
  const meeting = await meetingOf(world, await send(world, whole))

  expect(meeting).toMatchObject({
    state: 'held', title: 'Reunión con Municipalidad de Cerrillos', start_local: '2026-11-23T10:00', end_local: '2026-11-23T11:30', logged_late: 1,
  })
  const [first, second] = await listAgreementsOf(world.as('paula'), [meeting.id])
  expect(first?.parties.map(({ institution_id, role }) => [institution_id, role])).toEqual([
    ['muni-13102', 'obliged'], ['serviu-13', 'obliged'], ['red-municipios', 'facilitator'],
  ])
  expect(second?.parties.map(({ institution_id }) => institution_id)).toEqual(['muni-13102', 'red-municipios'])
  expect(await listSharedNotes(world.as('lidia'), meeting.id)).toHaveLength(6)
  expect(await listInternalNotes(world.as('paula'), meeting.id)).toMatchObject([{ text: 'CANARIO tasación' }])

  const rows = await world.raw.selectFrom('commitments').select(['folio', 'text']).orderBy('folio').execute()
  const [ficha, informe, mesa] = await Promise.all(rows.map(({ folio }) => findCommitment(world.as('paula'), folio)))
  expect(ficha).toMatchObject({ text: 'Enviar la ficha del terreno', debtor_id: 'muni-13102', due_rule: 'habiles', due_on: '2026-12-07', agreement_id: first?.id, meeting_id: meeting.id })
  expect(ficha?.beneficiaries).toMatchObject([{ institution_id: 'red-municipios' }])
  expect(informe).toMatchObject({ debtor_id: 'serviu-13', due_on: '2026-12-11', agreement_id: first?.id })
  expect(mesa).toMatchObject({ debtor_id: 'red-municipios', due_rule: 'next_session', due_on: null, agreement_id: second?.id })
  expect(mesa?.beneficiaries).toMatchObject([{ institution_id: 'muni-13102' }])
})

test('only with whom is required', async () => {
  const world = await createWorld()
  expect(errorsOf(await send(world, {}))).toEqual({ institutions: ['Elija con quién fue la reunión.'] })

  const meeting = await meetingOf(world, await send(world, { institutions: 'muni-13102' }))
  expect(meeting).toMatchObject({ from_on: '2026-11-24', until_on: '2026-11-25', kind: 'bilateral' })
  const [row] = await listParticipants(world.as('paula'), meeting)
  expect(row).toMatchObject({ institution: 'Municipalidad de Cerrillos', attended: 'present' })
})

test('sent twice it is written once', async () => {
  const world = await createWorld()
  const form: Form = [...whole, ['operation_id', 'op-1']]
  const [one, two] = [folioOf(await send(world, form)), folioOf(await send(world, form))]

  expect(two).toBe(one)
  expect([await count(world, 'meetings'), await count(world, 'agreements'), await count(world, 'commitments')]).toEqual([1, 2, 3])
})

test('when a line says too little, nothing is written, the line is told and everything typed comes back', async () => {
  const world = await createWorld()
  const answer = await send(world, [...whole.slice(0, 4), ['minutes', `${minutes}\nSe hará gestión con la empresa sanitaria`], ['title', 'Mesa']])

  expect(errorsOf(answer).minutes).toEqual([expect.stringMatching(/^Línea 8, «Se hará gestión con la empresa sanitaria»: ¿Quién debe\?/)])
  expect((answer as Refused).data.values).toMatchObject({ title: 'Mesa', minutes: expect.stringContaining('CANARIO tasación') })
  expect(await count(world, 'meetings')).toBe(0)

  await send(world, [...whole.slice(0, 4), ['minutes', `${minutes}\nintención: Se hará gestión con la empresa sanitaria`]])
  expect([await count(world, 'meetings'), await count(world, 'commitments')]).toEqual([1, 3])
})

test.each<[string, Form, string]>([
  ['an institution that does not exist', { institutions: 'muni-99999' }, 'institutions'],
  ['a name that is none', { institutions_text: 'Municipalidad de Macondo' }, 'institutions'],
  ['a name that may be several', { institutions_text: 'serviu' }, 'institutions'],
  ['a day of the future', { institutions: 'muni-13102', on: '2026-12-24' }, 'on'],
  ['an hour still to come', { institutions: 'muni-13102', day: '2026-11-24', start: '23:00' }, 'start'],
  ['an hour that does not exist', { institutions: 'muni-13102', on: '2026-09-06', start: '00:30' }, 'start'],
  ['a date that does not exist', { institutions: 'muni-13102', on: '31-02-2026' }, 'on'],
  ['a title of ten thousand letters', { institutions: 'muni-13102', title: 'x'.repeat(10_000) }, 'title'],
  ['a foreign participant', { institutions: 'muni-13102', participants: 'persona:nadie' }, 'participants'],
  ['a promise without a debtor', { institutions: 'muni-13102', minutes: 'c: Enviar la ficha en 3 días' }, 'minutes'],
  ['a promise without a date', { institutions: 'muni-13102', minutes: 'c: Enviar la ficha @cerrillos' }, 'minutes'],
  ['a promise for a day that had passed', { institutions: 'muni-13102', minutes: 'c: Enviar la ficha @cerrillos 1-11-2026' }, 'minutes'],
  ['a promise of somebody nobody knows', { institutions: 'muni-13102', minutes: 'Constructora Andes remitirá la factibilidad en 10 días' }, 'minutes'],
  ['minutes of a hundred pages', { institutions: 'muni-13102', minutes: 'x'.repeat(70_000) }, 'minutes'],
  ['an agreement of one party alone', { institutions: 'red-municipios', minutes: 'a: Reunirse' }, 'institutions'],
])('%s is refused beside its field', async (_, form, field) => {
  const world = await createWorld()
  const answer = await send(world, form)
  expect(Object.keys(errorsOf(answer))).toEqual([field])
  expect((answer as Refused).init.status).toBe(400)
  expect(await count(world, 'meetings')).toBe(0)
})

test('before JavaScript, names are typed and the server reads the minutes', async () => {
  const world = await createWorld()
  const meeting = await meetingOf(world, await send(world, { institutions_text: 'nunoa, Municipalidad de Castro', participants_text: 'Ana Toro, profesional de apoyo', minutes: 'Castro enviará la ficha el 2-3' }))
  expect(meeting.title).toBe('Reunión con Municipalidad de Ñuñoa y Municipalidad de Castro')
  const rows = await listParticipants(world.as('paula'), meeting)
  expect(rows.map(({ name, title, institution }) => name ?? title ?? institution)).toEqual(['Ana Toro', 'Municipalidad de Ñuñoa', 'Municipalidad de Castro'])
  expect(await world.raw.selectFrom('commitments').select(['debtor_id', 'due_on', 'baseline_due_on', 'due_rule', 'due_n']).execute()).toEqual([
    { debtor_id: 'muni-10201', due_on: '2027-03-02', baseline_due_on: '2027-03-02', due_rule: 'date', due_n: null },
  ])
})

test('the page opens with the context of the address and whoever came the last time', async () => {
  const world = await createWorld()
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'])
  const { folio } = await meetingWith(world, { when: hours('2026-11-20', '10:00', '11:00'), participants: [{ position_id: 'muni-13102:mayor' }] })
  await changeState(world.as('paula'), folio, 'held')

  const page = await world.visit(loader, 'paula', '/registrar?institucion=muni-13102&institucion=nada')
  expect(page).toMatchObject({
    institutions: [{ id: 'muni-13102', label: 'Municipalidad de Cerrillos' }],
    participants: [{ id: 'cargo:muni-13102:mayor', label: 'Rosa Sanhueza, Alcaldesa' }],
    start: '09:00',
  })
  expect(page.days.map(({ label }) => label)).toEqual(['Hoy', 'Ayer', 'vie 20', 'jue 19'])

  const answer = await world.visit(usual, 'paula', '/registrar/de-siempre?institucion=muni-13102')
  expect(await answer.json()).toMatchObject({
    options: [{ id: 'cargo:muni-13102:mayor' }],
    met: { present: ['muni-13102'], municipality_id: 'muni-13102', region_code: '13', people: [{ name: 'Rosa Sanhueza', position_id: 'muni-13102:mayor' }] },
  })
})

test('a session that expired half-way loses nothing: after signing in again the form is as it was', async () => {
  const world = await createWorld()
  const cookie = (await createSession(world.db, 'paula', world.clock.now, null)).split(';')[0]!
  world.clock.now = new Date(world.clock.now.getTime() + 9 * 3600_000)
  const post = (body: URLSearchParams, cookies: string, method = 'POST') =>
    new Request('http://localhost:3000/registrar', {
      method,
      headers: { 'Cookie': cookies, ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}) },
      ...(method === 'POST' ? { body: body.toString() } : {}),
    })
  const away = (await action({ request: post(new URLSearchParams(whole), cookie), params: {}, context: {} }).catch((thrown: unknown) => thrown)) as Response
  expect(away.headers.get('Location')).toContain('/entrar?volver=%2Fregistrar')

  const held = away.headers.get('Set-Cookie')!.split(';')[0]!
  const again = (await createSession(world.db, 'paula', world.clock.now, null)).split(';')[0]!
  const page = await loader({ request: post(new URLSearchParams(), `${again}; ${held}`, 'GET'), params: {}, context: {} })
  expect(page.typed?.values).toMatchObject({ institutions: 'muni-13102', minutes })

  await send(world, whole)
  expect(await world.raw.selectFrom('held_posts').select('path').execute()).toEqual([])
})

test('only those who coordinate register; for a leader the page does not exist', async () => {
  const world = await createWorld()
  await expect(world.visit(loader, 'elena', '/registrar')).rejects.toMatchObject({ init: { status: 403 } })
  await expect(world.visit(loader, 'rosa', '/registrar')).rejects.toMatchObject({ init: { status: 404 } })
  await expect(send(world, whole, 'elena')).rejects.toMatchObject({ init: { status: 403 } })
})

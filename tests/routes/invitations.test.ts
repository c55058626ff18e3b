import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { redactPath } from '#app/lib/door.server.ts'
import { action as reply, headers, loader as answering } from '#app/routes/invitations/answer.tsx'
import { action as sendAll, loader as preview } from '#app/routes/invitations/notices.tsx'
import { action as cancel } from '#app/routes/meetings/cancellation.tsx'
import { action as move, loader as moving } from '#app/routes/meetings/move.tsx'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { action as answerInPortal, loader as portal } from '#app/routes/portal/meeting-answer.tsx'
import { loader as meetings } from '#app/routes/portal/meetings.tsx'
import { edit, invited, outbox, pending, read, ROSA, send, SERVIU, tokenOf, wait } from '#tests/support/invitations.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { call } from '#tests/support/users.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Page = Extract<Awaited<ReturnType<typeof answering>>, { data: unknown }>
type Refused = { data: { errors: Record<string, string[]> } | null; init: { status: number; headers: Record<string, string> } }

const page = async (token: string, search = '') => (await call(answering, `/respuesta/${token}${search}`, { params: { token } })) as Page
const post = async (token: string, form: Record<string, string>) => (await call(reply, `/respuesta/${token}`, { params: { token }, form })) as unknown
const at = (folio: string, form?: Record<string, string>) => ({ params: { folio }, ...(form ? { form } : {}) })
const location = (answer: unknown) => (answer as Response).headers.get('Location')
const answersOf = ({ raw }: World) => raw.selectFrom('invitation_answers').select(['answer', 'text', 'via', 'sequence', 'proposed_start']).orderBy('answered_at').orderBy('id').execute()
const rsvps = ({ raw }: World) => raw.selectFrom('participants').select(['rsvp', 'rsvp_sequence']).orderBy('sort').execute()

async function asked(world: World) {
  const meeting = await invited(world)
  await send(world, meeting.folio)
  return { ...meeting, token: await tokenOf(world, ROSA) }
}

test('the preview says who gets what with the very words, and whoever has no address with the way to add one', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await edit(world, folio, { added: [{ position_id: 'muni-10201:mayor' }] })
  const { urgent, unreachable, silence } = await world.visit(preview, 'paula', `/reuniones/${folio}/avisos`, at(folio))
  expect(silence).toBeNull()
  expect(urgent).toMatchObject([
    { name: 'Rosa Sanhueza Vera', detail: 'Alcaldesa · Municipalidad de Cerrillos', gets: 'Invitación', email: ROSA, subject: 'Invitación: Mesa técnica de suelo, martes 1 de diciembre, 10:00' },
    { email: SERVIU },
  ])
  expect(urgent[0]!.body).toContain('Cuándo: Martes 1 de diciembre de 2026, de 10:00 a 11:30, hora de Chile continental (Santiago)')
  expect(urgent[0]!.body).toContain('- Asistiré: [su enlace personal]')
  expect(unreachable).toMatchObject([{ mend: '/datos-de-contacto/nuevo?cargo=muni-10201:mayor' }])
})

test('sending leads back to the record, and what cannot be sent is a sentence on the page', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const [first] = await pending(world, folio)
  const form = { recipients: first!.key, version: '1', operation_id: 'op-1' }
  expect(location(await world.visit(sendAll, 'paula', '/x', at(folio, form)))).toBe(`/reuniones/${folio}?seccion=asistencia`)
  expect(location(await world.visit(sendAll, 'paula', '/x', at(folio, form)))).toBe(`/reuniones/${folio}?seccion=asistencia`)
  expect(await outbox(world)).toHaveLength(1)
  const again = (await world.visit(sendAll, 'paula', '/x', at(folio, { ...form, operation_id: 'op-2' }))) as unknown as Refused
  expect([again.init.status, again.data!.errors['']]).toEqual([409, ['No queda nadie por avisar entre quienes eligió.']])
  const nobody = (await world.visit(sendAll, 'paula', '/x', at(folio, { version: '1' }))) as unknown as Refused
  expect(nobody.init.status).toBe(409)
})

test('after a change the coordinator is led to whoever had been told otherwise, and only then', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const to = { on: '2026-12-02', start: '10:00', end: '11:00', zone: 'America/Santiago' }
  expect(location(await world.visit(move, 'paula', '/x', at(folio, { ...to, version: '1' })))).toBe(`/reuniones/${folio}`)
  await send(world, folio)
  expect(location(await world.visit(move, 'paula', '/x', at(folio, { ...to, start: '09:00', version: '2' })))).toBe(`/reuniones/${folio}/avisos`)
  expect((await world.visit(show, 'paula', '/x', at(folio))).pending).toEqual({ text: 'Falta avisar a 2 invitados del cambio.', act: 'Ver quién recibe qué' })
  expect((await world.visit(show, 'elena', '/x', at(folio))).pending).toBeNull()
  await send(world, folio)
  expect((await world.visit(show, 'paula', '/x', at(folio))).pending).toBeNull()
  expect(location(await world.visit(cancel, 'paula', '/x', at(folio, { reason: 'Sin quórum' })))).toBe(`/reuniones/${folio}/avisos`)
})

test('looking at the answer page changes nothing, however often programs look at it', async () => {
  const world = await createWorld()
  const { token } = await asked(world)
  const before = [await answersOf(world), await rsvps(world), await world.raw.selectFrom('activity').select('seq').execute()]
  for (const search of ['', '?respuesta=si', '?respuesta=no', '?listo=1']) {
    const { data, init } = await page(token, search)
    expect(data.shown).toMatchObject({ title: 'Mesa técnica de suelo', when: expect.stringContaining('Martes 1 de diciembre de 2026, de 10:00 a 11:30, hora de Chile'), given: null, closed: null })
    expect(new Headers(init?.headers).get('Referrer-Policy')).toBe('no-referrer')
  }
  expect([await answersOf(world), await rsvps(world), await world.raw.selectFrom('activity').select('seq').execute()]).toEqual(before)
})

test('a guest accepts, changes their mind and says why; the same answer twice is written once', async () => {
  const world = await createWorld()
  const { folio, token } = await asked(world)
  expect(location(await post(token, { choice: 'si', sequence: '0' }))).toBe(`/respuesta/${token}?listo=1`)
  await post(token, { choice: 'si', sequence: '0' })
  wait(world)
  await post(token, { choice: 'no', sequence: '0', text: 'Viajo ese día' })
  expect(await answersOf(world)).toMatchObject([{ answer: 'accepted', via: 'link', sequence: 0 }, { answer: 'declined', text: 'Viajo ese día' }])
  expect(await rsvps(world)).toEqual([{ rsvp: 'declined', rsvp_sequence: 0 }, { rsvp: 'pending', rsvp_sequence: null }])
  expect((await page(token)).data.shown!.given).toMatchObject({ text: 'No podrá, el 24-11-2026 10:01', stale: false })

  const { participants } = await world.visit(show, 'paula', '/x?seccion=asistencia', at(folio))
  expect(participants[0]).toMatchObject({ attendance: 'No podrá', lines: ['Respondió el 24-11-2026 10:01, por el enlace del correo', '«Viajo ese día»', 'Correo enviado'] })
})

test('another hour is proposed, shown to the coordinator, and the page that moves the meeting starts with it', async () => {
  const world = await createWorld()
  const { folio, token } = await asked(world)
  const form = { choice: 'otra', sequence: '0', on: '2026-12-03', start: '16:00', end: '17:00', text: 'Tengo concejo' }
  expect(location(await post(token, form))).toContain('listo')
  expect(await rsvps(world)).toMatchObject([{ rsvp: 'pending' }, {}])
  const { proposals } = await world.visit(show, 'paula', '/x', at(folio))
  expect(proposals).toEqual([{
    name: 'Rosa Sanhueza Vera', text: 'Tengo concejo', when: 'jueves 3 de diciembre de 2026, de 16:00 a 17:00, hora de Chile continental (Santiago)',
    move: `/reuniones/${folio}/traslado?fecha=2026-12-03&desde=16%3A00&hasta=17%3A00`,
  }])
  expect((await world.visit(moving, 'paula', proposals[0]!.move!, at(folio))).times).toMatchObject({ on: '2026-12-03', start: '16:00', end: '17:00' })
  expect((await world.visit(show, 'elena', '/x', at(folio))).proposals[0]!.move).toBeNull()
})

test.each<[string, Record<string, string>, string]>([
  ['no choice', {}, 'choice'],
  ['a choice that is none', { choice: 'quizás' }, 'choice'],
  ['another hour without a day', { choice: 'otra', start: '10:00', end: '11:00' }, 'on'],
  ['an end before the start', { choice: 'otra', on: '2026-12-03', start: '11:00', end: '10:00' }, 'end'],
  ['an hour the clock skips', { choice: 'otra', on: '2027-09-05', start: '00:30', end: '02:00' }, 'start'],
  ['too long a comment', { choice: 'no', text: 'x'.repeat(1001) }, 'text'],
])('%s is refused by its field', async (_, form, field) => {
  const world = await createWorld()
  const { token } = await asked(world)
  const answer = (await post(token, { sequence: '0', ...form })) as Refused
  expect([answer.init.status, Object.keys(answer.data!.errors)]).toEqual([400, [field]])
  expect(await answersOf(world)).toEqual([])
})

test('an answer to what the meeting was before is not taken for one to what it is now', async () => {
  const world = await createWorld()
  const { folio, token } = await asked(world)
  await post(token, { choice: 'si', sequence: '0' })
  wait(world)
  await moveMeeting(world.as('paula'), folio, hours('2026-12-02', '15:00', '16:00'), (await read(world, folio)).version)
  expect(((await post(token, { choice: 'no', sequence: '0' })) as Refused).init.status).toBe(409)
  await send(world, folio)
  expect((await page(token)).data.shown!.given).toMatchObject({ stale: true })
  expect((await world.visit(show, 'paula', '/x?seccion=asistencia', at(folio))).participants[0]!.lines).toContain('Falta confirmar el cambio')
  wait(world)
  await post(token, { choice: 'si', sequence: '1' })
  expect((await world.visit(show, 'paula', '/x?seccion=asistencia', at(folio))).participants[0]!.lines).not.toContain('Falta confirmar el cambio')
})

test('a link that is invented, altered, old or withdrawn is the same page of 404 for everybody', async () => {
  const world = await createWorld()
  const { folio, token } = await asked(world)
  const flipped = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
  const wrong = ['x', flipped, token.toUpperCase(), token.slice(1), `${token}a`]
  const answers = await Promise.all(wrong.map((one) => page(one)))
  expect(answers.map(({ data, init }) => [data, init?.status])).toEqual(wrong.map(() => [{ shown: null, preset: null, saved: false, busy: false }, 404]))
  expect(((await post(flipped, { choice: 'si', sequence: '0' })) as Refused).init.status).toBe(404)

  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  expect((await page(token)).init?.status).toBeUndefined()
  await send(world, folio)
  expect((await page(token)).init?.status).toBe(404)
  const other = await tokenOf(world, SERVIU)
  wait(world, 366 * 24 * 60)
  expect((await page(other)).init?.status).toBe(404)
})

test('a link sent to somebody’s own address dies when they leave the post', async () => {
  const world = await createWorld()
  const { token, person_id } = await asked(world)
  await world.raw.updateTable('tenures').set({ ends_on: '2026-11-23' }).where('person_id', '=', person_id).execute()
  expect((await page(token)).init?.status).toBe(404)
})

test('after the meeting, or once it is off, the page says so and takes nothing', async () => {
  const world = await createWorld()
  const { folio, token } = await asked(world)
  await changeState(world.as('paula'), folio, 'suspended', 'Paro')
  expect((await page(token)).data.shown).toMatchObject({ closed: expect.stringContaining('suspendida'), reason: 'Paro' })
  expect(((await post(token, { choice: 'si', sequence: '1' })) as Refused).init.status).toBe(409)
  await changeState(world.as('paula'), folio, 'called')
  wait(world, 30 * 24 * 60)
  expect((await page(token)).data.shown!.closed).toContain('ya pasó')
  expect(((await post(token, { choice: 'si', sequence: '2' })) as Refused).init.status).toBe(409)
  expect(await answersOf(world)).toEqual([])
})

test('only the hash of a link is kept, each mail has its own, and the log never holds it', async () => {
  const world = await createWorld()
  const { token } = await asked(world)
  const other = await tokenOf(world, ROSA)
  expect(other).not.toBe(token)
  const kept = JSON.stringify(await world.raw.selectFrom('answer_links').selectAll().execute())
  expect(kept).not.toContain(token.split('.')[1])
  expect((await page(token)).data.shown).toEqual((await page(other)).data.shown)
  expect(redactPath(`/respuesta/${token}?listo=1`)).toBe('/respuesta/···')
  expect(redactPath(`/respuesta/${token}.data`)).toBe('/respuesta/···')
  expect(headers({} as never)).toMatchObject({ 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' })
})

test('one link is opened sixty times an hour, and then waits', async () => {
  const world = await createWorld()
  const { token } = await asked(world)
  for (let times = 0; times < 60; times++) expect((await page(token)).init?.status).toBeUndefined()
  const { data, init } = await page(token)
  expect([init?.status, data.shown, data.busy]).toEqual([429, null, true])
  expect(Number(new Headers(init?.headers).get('Retry-After'))).toBeGreaterThan(0)
  wait(world, 61)
  expect((await page(token)).init?.status).toBeUndefined()
})

test('the page of a guest shows no internal word and nobody else', async () => {
  const world = await createWorld()
  const { id, token } = await asked(world)
  await world.raw.insertInto('internal_notes').values({ id: 'nota', subject_type: 'meeting', subject_id: id, internal_text: 'CANARIO', created_by: 'paula', created_at: '2026-11-24T13:00:00.000Z' }).execute()
  const text = JSON.stringify((await page(token)).data)
  expect(text).not.toContain('CANARIO')
  expect(text).not.toContain(SERVIU)
})

test('a meeting that nobody can be told of says why', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { state: 'draft', when: hours('2026-12-01', '10:00', '11:00') })
  expect((await world.visit(preview, 'paula', '/x', at(folio))).silence).toContain('borrador')
})

test('a leader answers in the portal for their own institution, and for no other', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await expect(world.visit(portal, 'rosa', '/x', at(folio))).rejects.toMatchObject({ init: { status: 404 } })
  await send(world, folio)
  expect((await world.visit(portal, 'rosa', '/x', at(folio))).shown).toMatchObject({ guest: 'Rosa Sanhueza Vera', given: null })
  expect(location(await world.visit(answerInPortal, 'rosa', '/x', at(folio, { choice: 'si', sequence: '0' })))).toContain('listo')
  expect(await answersOf(world)).toMatchObject([{ answer: 'accepted', via: 'portal' }])
  expect(await rsvps(world)).toMatchObject([{ rsvp: 'accepted' }, { rsvp: 'pending' }])
  const [row] = await world.raw.selectFrom('activity').select('actor_id').where('action', '=', 'invitation.answered').execute()
  expect(row).toEqual({ actor_id: 'rosa' })
  await expect(world.visit(portal, 'ines', '/x', at(folio))).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(answerInPortal, 'ines', '/x', at(folio, { choice: 'si', sequence: '0' }))).rejects.toMatchObject({ init: { status: 404 } })
  expect((await world.visit(meetings, 'rosa', '/m/reuniones')).ahead[0]).toMatchObject({ answer: `/m/reuniones/${folio}/respuesta` })
})

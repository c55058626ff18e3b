import { expect, test } from 'vitest'

import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { createSession } from '#app/lib/session.server.ts'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { action as amend } from '#app/routes/minutes/amendment.tsx'
import { action as discard } from '#app/routes/minutes/amendment-discarding.ts'
import { action as answer } from '#app/routes/minutes/answers.tsx'
import { action as attend } from '#app/routes/minutes/attendance.ts'
import { loader as changes } from '#app/routes/minutes/changes.tsx'
import { action as close, loader as closing } from '#app/routes/minutes/closure.tsx'
import { action as defer } from '#app/routes/minutes/deferral.ts'
import { loader as directory } from '#app/routes/minutes/directory.ts'
import { action as correct } from '#app/routes/minutes/line.ts'
import { action as save, loader as live } from '#app/routes/minutes/live.tsx'
import { action as keep, loader as latest } from '#app/routes/minutes/point.ts'
import { action as start } from '#app/routes/minutes/start.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const folioIn = (folio: string, form?: Record<string, string>) => ({ params: { folio }, ...(form ? { form } : { }) })

/** A meeting of this morning with Cerrillos and SERVIU, with one point, and its minutes begun from the page. */
async function underway(world: World) {
  const { id, folio } = await meetingWith(world, {
    when: hours('2026-11-24', '09:00', '10:00'),
    participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }],
  })
  await saveAgenda(world.as('paula'), id, [{ id: null, title: 'Terrenos', minutes: 20, proposed_by: null }])
  await world.visit(start, 'paula', '/x', { ...folioIn(folio), method: 'POST' })
  const [point] = await listAgenda(world.as('paula'), id)
  return { id, folio, key: point!.id, draft: (await findDraft(world.as('paula'), id))!.id }
}

async function typed(world: World, folio: string, key: string, text: string, version = '0') {
  const meeting = await findMeeting(world.as('paula'), folio)
  const draft = (await findDraft(world.as('paula'), meeting!.id))!.id
  return (await world.visit(keep, 'paula', '/x', folioIn(folio, { draft, key, text, version }))).json() as Promise<Record<string, unknown>>
}

test('opening the address begins nothing; pressing does', async () => {
  const world = await createWorld()
  const { id, folio } = await meetingWith(world, { when: hours('2026-11-24', '09:00', '10:00') })
  expect(await world.visit(live, 'paula', '/x', folioIn(folio))).toEqual({ folio, title: 'Mesa técnica de suelo', called: true, draft: null })
  expect((await findMeeting(world.as('paula'), folio))?.state).toBe('called')

  const begun = (await world.visit(start, 'paula', '/x', { ...folioIn(folio), method: 'POST' })) as Response
  expect(begun.headers.get('Location')).toBe(`/reuniones/${folio}/acta`)
  expect(await world.visit(live, 'paula', '/x', folioIn(folio))).toMatchObject({ draft: { number: 1, points: [{ key: '', version: 0 }] }, room: { on: '2026-11-24', municipality_id: 'muni-13102' } })
  expect(await findDraft(world.as('paula'), id)).toMatchObject({ number: 1 })
})

test('a point is kept while it is typed, and who came second is told both texts', async () => {
  const world = await createWorld()
  const { folio, key, draft } = await underway(world)
  expect(await typed(world, folio, key, '  con espacios \n')).toMatchObject({ kind: 'saved', version: 1 })
  expect(await (await world.visit(latest, 'carolina', '/x', folioIn(folio))).json()).toMatchObject({ points: [{ key, text: '  con espacios \n', version: 1, saved_by_name: 'Paula Díaz Rojas' }] })
  expect(await typed(world, folio, key, 'otra cosa')).toMatchObject({ kind: 'conflict', text: '  con espacios \n', by: 'Paula Díaz Rojas' })

  const refused = await world.visit(keep, 'paula', '/x', folioIn(folio, { draft, key, version: '1', text: 'x'.repeat(70_000) }))
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ kind: 'refused', text: expect.stringContaining('Su texto sigue en este equipo') })
})

test('before JavaScript a point is a form: it saves, and a conflict shows both texts and loses none', async () => {
  const world = await createWorld()
  const { folio, key, draft } = await underway(world)
  const saved = (await world.visit(save, 'paula', '/reuniones/x/acta?punto=1', folioIn(folio, { draft, key, version: '0', text: 'uno' }))) as Response
  expect(saved.headers.get('Location')).toBe(`/reuniones/${folio}/acta?punto=1`)
  const conflict = await world.visit(save, 'carolina', '/x', folioIn(folio, { draft, key, version: '0', text: 'otro' }))
  expect(conflict).toMatchObject({ data: { mine: 'otro', theirs: { text: 'uno', by: 'Paula Díaz Rojas', version: 1 } }, init: { status: 409 } })
})

test('a session that expired while typing answers with the door, and the text waits for its author', async () => {
  const world = await createWorld()
  const { folio, key, draft } = await underway(world)
  const cookie = (await createSession(world.db, 'paula', world.clock.now, null)).split(';')[0]!
  world.clock.now = new Date(world.clock.now.getTime() + 9 * 3600_000)
  const request = new Request(`http://localhost:3000/reuniones/${folio}/acta/punto`, {
    method: 'POST', headers: { 'Cookie': cookie, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ draft, key, version: '0', text: 'lo que iba a decir' }).toString(),
  })
  const thrown = (await keep({ request, params: { folio }, context: {} }).catch((error: unknown) => error)) as Response
  expect([thrown.status, thrown.headers.get('Location')]).toEqual([302, expect.stringContaining('/entrar?volver=')])
})

test('a line that says too little is completed while closing, or said to be an intention', async () => {
  const world = await createWorld()
  const { folio, key, draft } = await underway(world)
  const lines = 'Se revisa la cartera\nSERVIU revisará el caso\nSe hará gestión con la empresa sanitaria'
  await typed(world, folio, key, lines)
  const page = await world.visit(closing, 'paula', '/x', folioIn(folio))
  expect(page.gaps.map(({ line }) => line)).toEqual(lines.split('\n').slice(1))

  const fix = (at: number, was: string, line: string, put = '', version = '1') => world.visit(correct, 'paula', '/x', folioIn(folio, { draft, key, version, at: String(at), was, line, put }))
  await fix(1, 'SERVIU revisará el caso', 'SERVIU revisará el caso el 4 de diciembre')
  await fix(2, 'Se hará gestión con la empresa sanitaria', 'Se hará gestión con la empresa sanitaria', 'intención:', '2')
  const ready = await world.visit(closing, 'paula', '/x', folioIn(folio))
  expect(ready).toMatchObject({ gaps: [], problem: null })
  await expect(fix(1, 'SERVIU revisará el caso', 'otra')).rejects.toMatchObject({ init: { status: 409 } })
})

test('closing from the page writes once, tells how much, and a second time is refused with a sentence', async () => {
  const world = await createWorld()
  const { id, folio, key } = await underway(world)
  await typed(world, folio, key, 'a: Priorizar Los Boldos\nSERVIU responderá la factibilidad el 4 de diciembre\ni: CANARIO')
  const page = await world.visit(closing, 'paula', '/x', folioIn(folio))
  expect(page).toMatchObject({ gaps: [], internal: 1, unknown: ['Municipalidad de Cerrillos', 'SERVIU Metropolitano'] })
  expect(JSON.stringify(page.receivers)).not.toContain('CANARIO')

  const closed = (await world.visit(close, 'paula', '/x', folioIn(folio, { seen: page.seen, operation_id: 'op-1' }))) as Response
  expect(decodeURIComponent(closed.headers.get('Set-Cookie')!)).toContain('Acta cerrada: 1 acuerdo y 1 compromiso.')
  const again = await world.visit(close, 'paula', '/x', folioIn(folio, { seen: page.seen, operation_id: 'op-2' }))
  expect(again).toMatchObject({ data: { problem: 'El acta ya estaba cerrada.' }, init: { status: 409 } })
  const back = await world.visit(closing, 'paula', '/x', folioIn(folio)).catch((thrown: Response) => thrown) as unknown as Response
  expect([back.headers.get('Location'), decodeURIComponent(back.headers.get('Set-Cookie')!)]).toEqual([`/reuniones/${folio}?seccion=acta`, expect.stringContaining('El acta ya estaba cerrada.')])
  expect(await listCommitmentsUnder(world.as('paula'), { meeting_ids: [id] })).toHaveLength(1)
  for (const who of ['lidia', 'elena'] as const) {
    const record = await world.visit(show, who, '/x?seccion=acta', folioIn(folio))
    expect(record.minutes).toMatchObject({ versions: [{ number: 1, state: 'Aprobada' }], draft: null, takes: false })
  }
})

test('attendance is taken from the minutes, and a guest needs only a name and a post', async () => {
  const world = await createWorld()
  const { folio } = await underway(world)
  const meeting = (await findMeeting(world.as('paula'), folio))!
  const [row] = await listParticipants(world.as('paula'), meeting)
  await world.visit(attend, 'paula', '/x', folioIn(folio, { 'rows[0].id': row!.id, 'rows[0].attended': 'present' }))
  await world.visit(attend, 'paula', '/x', folioIn(folio, { guest_name: 'Ana Toro', guest_title: 'Profesional de apoyo' }))
  expect((await listParticipants(world.as('paula'), meeting)).map(({ name, institution, attended }) => [name ?? institution, attended])).toEqual([
    ['Municipalidad de Cerrillos', 'present'], ['SERVIU Metropolitano', 'unknown'], ['Ana Toro', 'present'],
  ])
  const nameless = await world.visit(attend, 'paula', '/x', folioIn(folio, { guest_title: 'Jefa' }))
  expect([nameless.status, await nameless.json()]).toEqual([400, { problem: 'Escriba también el nombre.' }])
})

test('corrections are opened with a reason, compared, and may be given up', async () => {
  const world = await createWorld()
  const { id, folio, key } = await underway(world)
  await typed(world, folio, key, 'Se revisa la cartera')
  const seen = (await world.visit(closing, 'paula', '/x', folioIn(folio))).seen
  await world.visit(close, 'paula', '/x', folioIn(folio, { seen, review: 'on' }))
  await world.visit(answer, 'paula', '/x', folioIn(folio, { institution_id: 'serviu-13', kind: 'observed', text: 'Falta la visita', point: '1', answered_on: '2026-11-24' }))
  expect((await world.visit(show, 'paula', '/x?seccion=acta', folioIn(folio))).minutes?.review?.parties[1]).toMatchObject({ answer: 'Observó', observations: ['Punto 1: Falta la visita (24-11-2026)'] })

  expect(await world.visit(amend, 'paula', '/x', folioIn(folio, { reason: '' }))).toMatchObject({ init: { status: 400 } })
  await world.visit(amend, 'paula', '/x', folioIn(folio, { reason: 'Faltó la visita' }))
  await world.visit(discard, 'paula', '/x', { ...folioIn(folio), method: 'POST' })
  await world.visit(amend, 'paula', '/x', folioIn(folio, { reason: 'Faltó la visita' }))
  const draft = (await findDraft(world.as('paula'), id))!
  await typed(world, folio, key, `${draft.points[0]!.text}\nSe acuerda la visita`.replace('Se acuerda', 'nota: Hubo'), '1')
  const ready = await world.visit(closing, 'paula', '/x', folioIn(folio))
  await world.visit(close, 'paula', '/x', folioIn(folio, { seen: ready.seen }))
  expect(await world.visit(changes, 'lidia', '/x', folioIn(folio))).toMatchObject({
    number: 2, reason: 'Faltó la visita',
    points: [{ title: 'Terrenos', lines: [{ text: 'Se revisa la cartera', kind: 'same' }, { text: 'Hubo la visita', kind: 'added' }] }],
  })
})

test('a corrected line that says another term is told what is registered before it closes', async () => {
  const world = await createWorld()
  const { id, folio, key } = await underway(world)
  await typed(world, folio, key, 'SERVIU enviará el catastro el 4 de diciembre\nCerrillos enviará la ficha el 4 de diciembre')
  await world.visit(close, 'paula', '/x', folioIn(folio, { seen: (await world.visit(closing, 'paula', '/x', folioIn(folio))).seen }))
  await world.visit(amend, 'paula', '/x', folioIn(folio, { reason: 'Otra fecha' }))
  const draft = (await findDraft(world.as('paula'), id))!
  await typed(world, folio, key, draft.points[0]!.text.replace('catastro el 4', 'catastro el 11'), '1')

  const { entries } = await world.visit(closing, 'paula', '/x', folioIn(folio))
  expect(entries.flatMap(({ lines }) => lines.map(({ warnings }) => warnings))).toEqual([
    ['C-2026-0001 sigue registrado como antes: debe SERVIU Metropolitano, vence viernes 4 de diciembre de 2026. Si eso también cambió, cámbielo en su ficha.'],
    [],
  ])
})

test('a leader finds none of these pages; whoever only reads may not write', async () => {
  const world = await createWorld()
  const { folio } = await underway(world)
  for (const page of [live, latest, closing]) {
    await expect(world.visit(page, 'rosa', '/x', folioIn(folio))).rejects.toMatchObject({ init: { status: 404 } })
    await expect(world.visit(page, 'elena', '/x', folioIn(folio))).rejects.toMatchObject({ init: { status: 403 } })
  }
})

test('the directory is one answer that a browser keeps until it changes', async () => {
  const world = await createWorld()
  const first = await world.visit(directory, 'paula', '/actas/directorio')
  const etag = first.headers.get('ETag')!
  expect(await first.json()).toMatchObject({ institutions: expect.arrayContaining([expect.objectContaining({ id: 'muni-13102', short_name: 'Municipalidad de Cerrillos' })]) })
  const cookie = (await createSession(world.db, 'paula', world.clock.now, null)).split(';')[0]!
  const again = await directory({ request: new Request('http://localhost:3000/actas/directorio', { headers: { 'Cookie': cookie, 'If-None-Match': etag } }), params: {}, context: {} })
  expect(again.status).toBe(304)
})

test('a point that does not fit is left for another meeting from the minutes', async () => {
  const world = await createWorld()
  const { id, folio, key } = await underway(world)
  await world.visit(defer, 'paula', '/x', folioIn(folio, { point: key, deferred: 'si' }))
  expect(await listAgenda(world.as('paula'), id)).toMatchObject([{ deferred_at: expect.any(String) }])
  await world.visit(defer, 'paula', '/x', folioIn(folio, { point: key, deferred: 'no' }))
  expect(await listAgenda(world.as('paula'), id)).toMatchObject([{ deferred_at: null }])
})

test('without scripts, what was sent after the session ended is there after entering again', async () => {
  const world = await createWorld()
  const { folio, key, draft } = await underway(world)
  const cookie = (await createSession(world.db, 'paula', world.clock.now, null)).split(';')[0]!
  world.clock.now = new Date(world.clock.now.getTime() + 9 * 3600_000)
  const at = (method: string, cookies: string, body?: URLSearchParams) => new Request(`http://localhost:3000/reuniones/${folio}/acta`, {
    method, headers: { 'Cookie': cookies, ...(body ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}) }, ...(body ? { body: body.toString() } : {}),
  })
  const sent = at('POST', cookie, new URLSearchParams({ draft, key, version: '0', text: 'lo que iba a decir' }))
  const away = (await save({ request: sent, params: { folio }, context: {} }).catch((thrown: unknown) => thrown)) as Response
  const held = away.headers.get('Set-Cookie')!.split(';')[0]!
  const again = (await createSession(world.db, 'paula', world.clock.now, null)).split(';')[0]!
  expect(await live({ request: at('GET', `${again}; ${held}`), params: { folio }, context: {} })).toMatchObject({ held: { key, text: 'lo que iba a decir' } })
})

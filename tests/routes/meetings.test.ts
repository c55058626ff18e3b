import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { action as agenda } from '#app/routes/meetings/agenda.tsx'
import { action as attend, loader as attendance } from '#app/routes/meetings/attendance.tsx'
import { action as cancel } from '#app/routes/meetings/cancellation.tsx'
import { loader as communes } from '#app/routes/meetings/communes.ts'
import { action as edit, loader as editing } from '#app/routes/meetings/edit.tsx'
import { loader as list } from '#app/routes/meetings/index.tsx'
import { action as move, loader as moving } from '#app/routes/meetings/move.tsx'
import { action as create, loader as blank } from '#app/routes/meetings/new.tsx'
import { action as giveBack } from '#app/routes/meetings/return.ts'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { action as step } from '#app/routes/meetings/state.ts'
import { loader as closure } from '#app/routes/minutes/closure.tsx'
import type { Name } from '#tests/support/cast.ts'
import { hours, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Form = Record<string, string> | [string, string][]
type Refused = { data: { errors: Record<string, string[]>; values: Record<string, string | string[]>; stale?: { fields: { name: string; mine: string; theirs: string; untouched: boolean }[]; keep: object; version: number; title: string } }; init: { status?: number } }

const answerOf = (answer: unknown) => answer as Refused
const noticeOf = (answer: unknown) => {
  const [cookie] = (answer as Response).headers.get('Set-Cookie')!.split(';')
  return JSON.parse(decodeURIComponent(cookie!.slice(cookie!.indexOf('=') + 1))) as { text: string; undo?: string }
}
const read = async ({ as }: World, folio: string) => (await findMeeting(as('paula'), folio)) as Meeting

const at = (folio: string, form?: Form) => ({ params: { folio }, ...(form ? { form } : {}) })
const plain = { title: 'Mesa de suelo', kind: 'working_group', modality: 'in_person', on: '2026-11-30', start: '09:30', end: '10:45' }
const facts = { title: 'Mesa técnica de suelo', kind: 'working_group', modality: 'in_person', version: '1' }

test('a meeting put in the agenda keeps its context and takes the hour of its place', async () => {
  const world = await createWorld()
  const page = await world.visit(blank, 'paula', '/reuniones/nueva?institucion=muni-13102&fecha=2026-11-30&hora=09:30&tipo=hearing')
  expect(page).toMatchObject({
    facts: { kind: 'hearing', participants: [{ id: 'institucion:muni-13102', label: 'Municipalidad de Cerrillos' }] },
    times: { on: '2026-11-30', start: '09:30' },
  })

  const answer = await world.visit(create, 'paula', '/reuniones/nueva', { form: { ...plain, on: '2027-07-14', commune_cut_text: 'punta arenas', participants: 'institucion:muni-13102' } })
  const folio = (answer as Response).headers.get('Location')!.split('/').at(-1)!
  expect(await read(world, folio)).toMatchObject({ state: 'called', zone: 'America/Punta_Arenas', commune_cut: '12101', starts_at: '2027-07-14T12:30:00.000Z' })
  const shown = await world.visit(show, 'elena', `/reuniones/${folio}`, at(folio.toLowerCase()))
  expect(shown.when).toBe('Miércoles 14 de julio de 2027, 09:30 a 10:45 en Punta Arenas, 08:30 para usted')
})

test('sent twice, one meeting; a draft is one that no calendar shows', async () => {
  const world = await createWorld()
  const form = { ...plain, operation_id: 'op-7', state: 'draft' }
  const [one, two] = [await world.visit(create, 'paula', '/x', { form }), await world.visit(create, 'paula', '/x', { form })] as Response[]
  expect(one!.headers.get('Location')).toBe(two!.headers.get('Location'))
  expect(await world.raw.selectFrom('meetings').select('state').execute()).toEqual([{ state: 'draft' }])
})

test.each<[string, Form, string]>([
  ['no title', { ...plain, title: ' ' }, 'title'],
  ['a title of ten thousand letters', { ...plain, title: 'x'.repeat(10_000) }, 'title'],
  ['a date that does not exist', { ...plain, on: '2026-02-31' }, 'on'],
  ['a day of the past', { ...plain, on: '2026-11-02' }, 'on'],
  ['an end before the start', { ...plain, end: '09:00' }, 'end'],
  ['an hour the clock skips', { ...plain, on: '2027-09-05', start: '00:30', end: '02:00' }, 'start'],
  ['an hour that happens twice', { ...plain, on: '2027-04-03', start: '23:30', end: '23:45' }, 'repeated_hour'],
  ['no hour', { ...plain, start: '' }, 'start'],
  ['an hour that is none', { ...plain, start: '25:99' }, 'start'],
  ['a kind that is none', { ...plain, kind: 'fiesta' }, 'kind'],
  ['a zone that is none', { ...plain, zone: 'Europe/Paris' }, 'zone'],
  ['a foreign commune', { ...plain, commune_cut: '99999' }, 'commune_cut'],
  ['a foreign organiser', { ...plain, organiser_id: 'nadie' }, 'organiser_id'],
  ['a foreign participant', { ...plain, participants: 'cargo:nadie:mayor' }, 'participants'],
  ['something that is no participant', { ...plain, participants: 'cualquier cosa' }, 'participants'],
  ['a link that is a script', { ...plain, link: 'javascript:alert(1)' }, 'link'],
])('%s is refused beside its field, with what was typed', async (_, form, field) => {
  const world = await createWorld()
  const answer = answerOf(await world.visit(create, 'paula', '/reuniones/nueva', { form }))
  expect(Object.keys(answer.data.errors)).toEqual([field])
  expect(answer.data.values).toMatchObject({ modality: 'in_person' })
  expect(answer.init.status).toBe(400)
})

test('the second of two who edit sees both versions and chooses field by field', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  await world.visit(edit, 'carolina', '/x', at(folio, { ...facts, place: 'Sala 3', kind: 'bilateral' }))
  const before = JSON.stringify({ title: 'Mesa técnica de suelo', kind: 'working_group', place: '' })
  const answer = answerOf(await world.visit(edit, 'paula', '/x', at(folio, { ...facts, before, title: 'Mesa de suelo', participants: 'institucion:serviu-13' })))

  expect(answer.init.status).toBe(409)
  expect(answer.data.stale?.title).toBe('Carolina Fuentes Riquelme cambió esta reunión a las 10:00')
  expect(answer.data.stale?.fields.map(({ name, mine, theirs, untouched }) => [name, mine, theirs, untouched])).toEqual([
    ['title', 'Mesa de suelo', 'Mesa técnica de suelo', false],
    ['kind', 'working_group', 'bilateral', true],
    ['place', '', 'Sala 3', true],
  ])
  const { keep, version } = answer.data.stale!
  const chosen = { ...(keep as Record<string, string>), title: 'Mesa de suelo', kind: 'bilateral', place: 'Sala 3', version: String(version) }
  await world.visit(edit, 'paula', '/x', at(folio, chosen))
  expect(await read(world, folio)).toMatchObject({ title: 'Mesa de suelo', kind: 'bilateral', place: 'Sala 3', version: 3 })
  expect(await listParticipants(world.as('paula'), await read(world, folio))).toHaveLength(2)
})

test('the form of an edit knows who takes part, and leaves alone whoever it did not touch', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { participants: [{ name: 'Ana Toro', title: 'Asesora' }, { institution_id: 'muni-13102' }] })
  const page = await world.visit(editing, 'paula', '/x', at(folio))
  expect(page.facts.participants.map(({ label }) => label)).toEqual(['Ana Toro, Asesora', 'Municipalidad de Cerrillos'])

  const before = page.facts.participants.map(({ id }) => ['participants_before', id] as [string, string])
  const kept: [string, string] = ['participants', page.facts.participants[0]!.id]
  await world.visit(edit, 'paula', '/x', at(folio, [...Object.entries(facts), ...before, kept]))
  expect((await listParticipants(world.as('paula'), await read(world, folio))).map(({ name }) => name)).toEqual(['Ana Toro'])
})

test('a move can be taken back, and says so when it no longer can', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const page = await world.visit(moving, 'paula', '/x', at(folio))
  expect(page).toMatchObject({ times: { on: '2026-11-24', start: '15:00', end: '16:00', zone: 'America/Santiago' } })

  const answer = await world.visit(move, 'paula', '/x', at(folio, { on: '2026-11-26', start: '09:00', end: '10:00', zone: 'America/Santiago', version: '1' }))
  const { text, undo } = noticeOf(answer)
  expect(text).toBe('Movida al jueves 26 de noviembre, 09:00 a 10:00.')
  await world.visit(giveBack, 'paula', undo!, { ...at(folio), form: {} })
  expect(await read(world, folio)).toMatchObject({ start_local: '2026-11-24T15:00', sequence: 2 })
  await expect(world.visit(giveBack, 'paula', undo!, { ...at(folio), form: {} })).rejects.toMatchObject({ init: { status: 409 } })
  await expect(world.visit(giveBack, 'paula', '/x?start_local=ayer&version=3', { ...at(folio), form: {} })).rejects.toMatchObject({ init: { status: 409 } })
})

test('an impossible or a late move keeps what was typed', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const missing = answerOf(await world.visit(move, 'paula', '/x', at(folio, { on: '2027-09-05', start: '00:30', end: '02:00', version: '1' })))
  expect(missing.data.errors.start?.[0]).toContain('¿Quiso decir 01:00?')
  const stale = answerOf(await world.visit(move, 'paula', '/x', at(folio, { on: '2026-11-26', start: '09:00', version: '9' })))
  expect(stale.init.status).toBe(409)
  expect(stale.data.values).toMatchObject({ start: '09:00' })
})

test('steps of the meeting: called, running, held; a step that does not exist is refused', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { state: 'draft' })
  for (const state of ['called', 'in_progress', 'held']) await world.visit(step, 'paula', '/x', at(folio, { state }))
  expect((await read(world, folio)).state).toBe('held')
  await expect(world.visit(step, 'paula', '/x', at(folio, { state: 'called' }))).rejects.toMatchObject({ init: { status: 409 } })
  await expect(world.visit(step, 'paula', '/x', at(folio, { state: 'cancelled' }))).rejects.toMatchObject({ init: { status: 409 } })
})

test('cancelling asks why, and «Deshacer» calls it again', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  expect(answerOf(await world.visit(cancel, 'paula', '/x', at(folio, { reason: '' }))).data.errors.reason).toHaveLength(1)
  const { undo } = noticeOf(await world.visit(cancel, 'paula', '/x', at(folio, { reason: 'Lluvia' })))
  await world.visit(step, 'paula', undo!, { ...at(folio), form: {} })
  expect(await read(world, folio)).toMatchObject({ state: 'called', sequence: 2 })
})

test('attendance is one tap each, with whoever came without being asked', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const page = await world.visit(attendance, 'paula', '/x', at(folio))
  const form = { 'rows[0].id': page.rows[0]!.id, 'rows[0].attended': 'present', 'guest_name': 'Ana Toro', 'guest_title': 'Asesora', 'behalf_text': 'Alcalde/sa, Municipalidad de Castro' }
  await world.visit(attend, 'paula', '/x', at(folio, form))

  const shown = await world.visit(show, 'lidia', '/x?seccion=asistencia', at(folio))
  expect(shown.participants.map(({ who, detail, attendance }) => [who, detail, attendance])).toEqual([
    ['Municipalidad de Cerrillos', '', 'Asistió'],
    ['Ana Toro', 'Asesora · Municipalidad de Castro · en representación de Alcalde/sa', 'Asistió'],
  ])
  expect(answerOf(await world.visit(attend, 'paula', '/x', at(folio, { guest_title: 'Asesora' }))).data.errors.guest_name).toHaveLength(1)
})

test('before its day a meeting takes answers instead of attendance', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { when: hours('2026-11-30', '10:00', '11:00') })
  const page = await world.visit(attendance, 'paula', '/x', at(folio))
  expect(page.ahead).toBe(true)
  await world.visit(attend, 'paula', '/x', at(folio, { 'rows[0].id': page.rows[0]!.id, 'rows[0].rsvp': 'accepted' }))
  expect((await listParticipants(world.as('paula'), await read(world, folio)))[0]).toMatchObject({ rsvp: 'accepted', attended: 'unknown' })
})

test('points are written, added and put in order before JavaScript too', async () => {
  const world = await createWorld()
  const { folio, id } = await meetingWith(world)
  const form = { 'items[0].title': 'Terrenos', 'items[0].minutes': '20', 'items[1].title': 'Pendientes', 'items[1].proposed_by_text': 'SERVIU Metropolitano', 'items[2].title': '' }
  const moved = answerOf(await world.visit(agenda, 'paula', '/x', at(folio, { ...form, act: 'up-1' })))
  expect(moved.data.values).toMatchObject({ 'items[0].title': 'Pendientes', 'items[1].minutes': '20' })

  await world.visit(agenda, 'paula', '/x', at(folio, form))
  expect(await listAgenda(world.as('paula'), id)).toMatchObject([{ title: 'Terrenos', minutes: 20 }, { title: 'Pendientes', proposer_name: 'SERVIU Metropolitano' }])
  const wrong = answerOf(await world.visit(agenda, 'paula', '/x', at(folio, { 'items[0].title': 'x', 'items[0].minutes': 'mucho' })))
  expect(Object.keys(wrong.data.errors)).toEqual(['items[0].minutes'])
})

test('internal lines never leave the server towards whoever may not read them', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  await changeState(world.as('paula'), folio, 'in_progress')
  await writeEntry(world, folio, { kind: 'note', audience: 'internal', text: 'CANARIO' })

  for (const section of ['pauta', 'asistencia', 'acta', 'acuerdos', 'compromisos', 'historial']) {
    expect(JSON.stringify(await world.visit(show, 'lidia', `/x?seccion=${section}`, at(folio)))).not.toContain('CANARIO')
  }
  expect(JSON.stringify(await world.visit(show, 'elena', '/x?seccion=acta', at(folio)))).toContain('CANARIO')
})

test('before closing, what is missing is told', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  await world.visit(agenda, 'paula', '/x', at(folio, { 'items[0].title': 'Terrenos' }))
  await changeState(world.as('paula'), folio, 'held')
  expect(await world.visit(closure, 'paula', '/x', at(folio))).toMatchObject({ unsaid: ['Terrenos'], unknown: ['Municipalidad de Cerrillos'] })
})

test('a leader finds none of these pages; a colleague who only reads cannot write', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const reading = [(who: Name) => world.visit(list, who, '/reuniones'), (who: Name) => world.visit(show, who, '/x', at(folio))]
  const writing = [editing, moving, attendance].map((page) => (who: Name) => world.visit(page, who, '/x', at(folio)))
  for (const visit of [...reading, ...writing]) await expect(visit('rosa')).rejects.toMatchObject({ init: { status: 404 } })
  for (const visit of writing) await expect(visit('lidia')).rejects.toMatchObject({ init: { status: 403 } })
  for (const visit of reading) await expect(visit('lidia')).resolves.toBeTruthy()
  await expect(world.visit(show, 'paula', '/x', at('R-2026-9999'))).rejects.toMatchObject({ init: { status: 404 } })
})

test('communes are suggested by what is typed of their name', async () => {
  const world = await createWorld()
  const answer = await world.visit(communes, 'paula', '/sugerencias/comunas?q=nunoa')
  expect(await answer.json()).toMatchObject({ options: [{ id: '13120', label: 'Ñuñoa' }] })
})

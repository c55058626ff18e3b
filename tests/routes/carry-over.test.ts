import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { carryPoint } from '#app/domain/meetings/commands/carry.server.ts'
import { deferPoint } from '#app/domain/meetings/commands/defer.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listDeferredPoints } from '#app/domain/meetings/queries/deferred.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { loader as editAgenda } from '#app/routes/meetings/agenda.tsx'
import { action as carry } from '#app/routes/meetings/carry-over.ts'
import { loader as closing } from '#app/routes/minutes/closure.tsx'
import { action as defer } from '#app/routes/meetings/deferral.ts'
import { action as addPending } from '#app/routes/meetings/pending-point.ts'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { makeCommitment } from '#tests/support/commitments.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const at = (folio: string, form?: Record<string, string>) => ({ params: { folio }, ...(form ? { form } : {}) })
const titlesOf = async ({ as }: World, id: string) => (await listAgenda(as('paula'), id)).map(({ title }) => title)
const offeredIn = async ({ as }: World, folio: string) => {
  const meeting = await findMeeting(as('paula'), folio)
  return (await listDeferredPoints(as('paula'), meeting!)).map(({ title, folio }) => [title, folio])
}
const conflict = { init: { status: 409 } }

/** Held with Cerrillos (and the network) on 10 November, with two points of which the second did not fit. */
async function heldWithout(world: World) {
  const paula = world.as('paula')
  const past = await meetingWith(world, { when: hours('2026-11-10', '09:30', '10:30'), participants: [{ institution_id: 'muni-13102' }, { institution_id: 'red-municipios' }] })
  await saveAgenda(paula, past.folio, [
    { id: null, title: 'Terrenos', minutes: 20, proposed_by: null },
    { id: null, title: 'Convenio de transferencia', minutes: 15, proposed_by: 'muni-13102' },
  ])
  await changeState(paula, past.folio, 'in_progress')
  const [treated, left] = await listAgenda(paula, past.id)
  await deferPoint(paula, past.folio, left!.id, true)
  return { ...past, treated: treated!.id, left: left!.id }
}

const nextMeeting = (world: World, on = '2026-11-30') =>
  meetingWith(world, { when: hours(on, '09:30', '10:30'), participants: [{ institution_id: 'muni-13102' }, { institution_id: 'red-municipios' }] })

test('a point that did not fit is left for another meeting, with its trace, and «Deshacer» brings it back', async () => {
  const world = await createWorld()
  const { folio, id, left } = await heldWithout(world)
  expect(await listActivity(world.as('paula'), 'meeting', id)).toContainEqual(expect.objectContaining({ action: 'agenda.deferred' }))

  const answer = await world.visit(defer, 'paula', '/x', at(folio, { point: left, deferred: 'no' }))
  expect((answer as Response).headers.get('Location')).toBe(`/reuniones/${folio}?seccion=pauta`)
  expect((await listAgenda(world.as('paula'), id))[1]).toMatchObject({ deferred_at: null })
  const undo = `/reuniones/${folio}/pauta/aplazamiento?point=${left}&deferred=si`
  expect(decodeURIComponent((answer as Response).headers.get('Set-Cookie')!)).toContain(undo)
  await world.visit(defer, 'paula', undo, { ...at(folio), form: {} })
  await world.visit(defer, 'paula', undo, { ...at(folio), form: {} })
  expect((await listAgenda(world.as('paula'), id))[1]?.deferred_at).toBe(world.clock.now.toISOString())
  const acts = (await listActivity(world.as('paula'), 'meeting', id)).map(({ action }) => action)
  expect(acts.filter((action) => action.startsWith('agenda.')).toSorted()).toEqual(['agenda.deferred', 'agenda.deferred', 'agenda.edited', 'agenda.resumed'])
})

test('points are left while people are called or meet, by whoever coordinates, and from that meeting alone', async () => {
  const world = await createWorld()
  const { folio, left } = await heldWithout(world)
  const draft = await meetingWith(world, { state: 'draft' })
  await saveAgenda(world.as('paula'), draft.folio, [{ id: null, title: 'Plan', minutes: null, proposed_by: null }])
  const [plan] = await listAgenda(world.as('paula'), draft.id)

  await expect(world.visit(defer, 'paula', '/x', at(draft.folio, { point: plan!.id, deferred: 'si' }))).rejects.toMatchObject(conflict)
  await expect(world.visit(defer, 'paula', '/x', at(draft.folio, { point: left, deferred: 'si' }))).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(defer, 'paula', '/x', at(folio, { point: left, deferred: 'quizás' }))).rejects.toMatchObject(conflict)
  await expect(deferPoint(world.as('elena'), folio, left, false)).rejects.toThrow('Su perfil no permite')
  for (const state of ['held', 'closed'] as const) await changeState(world.as('paula'), folio, state)
  await expect(deferPoint(world.as('paula'), folio, left, false)).rejects.toThrow('antes de cerrar el acta')
})

test('a meeting that comes with the same institution is offered what was left, and takes it up once', async () => {
  const world = await createWorld()
  const past = await heldWithout(world)
  const next = await nextMeeting(world)
  expect(await world.visit(show, 'paula', '/x?seccion=pauta', at(next.folio))).toMatchObject({
    offers: { points: [{ id: past.left, title: 'Convenio de transferencia', folio: past.folio, on: '10-11-2026' }] },
  })
  expect(await world.visit(show, 'elena', '/x?seccion=pauta', at(next.folio))).toMatchObject({ offers: { points: [], pending: false } })

  const add = (back: string) => world.visit(carry, 'paula', '/x', at(next.folio, { point: past.left, back }))
  expect(((await add('pauta')) as Response).headers.get('Location')).toBe(`/reuniones/${next.folio}/pauta`)
  expect(((await add('reunion')) as Response).headers.get('Location')).toBe(`/reuniones/${next.folio}?seccion=pauta`)
  expect(await listAgenda(world.as('paula'), next.id)).toMatchObject([
    { title: 'Convenio de transferencia', minutes: 15, proposed_by: 'muni-13102', carried_from_folio: past.folio, carried_to_folio: null },
  ])
  expect(await offeredIn(world, next.folio)).toEqual([])
  expect((await listAgenda(world.as('paula'), past.id))[1]).toMatchObject({ carried_to_folio: next.folio })
  await expect(deferPoint(world.as('paula'), past.folio, past.left, false)).rejects.toThrow(`ya está en la pauta de ${next.folio}`)
})

test('two tabs that add the same point at the same time add it once', async () => {
  const world = await createWorld()
  const { left } = await heldWithout(world)
  const next = await nextMeeting(world)
  await Promise.all([1, 2, 3].map(() => carryPoint(world.as('paula'), next.folio, left)))
  expect(await titlesOf(world, next.id)).toEqual(['Convenio de transferencia'])

  const other = await nextMeeting(world, '2026-12-07')
  await expect(carryPoint(world.as('carolina'), other.folio, left)).rejects.toThrow(`ya está en la pauta de ${next.folio}`)
})

test('what was left is offered to nobody else, nor to the past, nor to who only shares the network with it', async () => {
  const world = await createWorld()
  const { folio, left, treated } = await heldWithout(world)
  const ours = await meetingWith(world, { when: hours('2026-11-30', '12:00', '13:00'), participants: [{ institution_id: 'serviu-13' }, { institution_id: 'red-municipios' }] })
  const before = await nextMeeting(world, '2026-11-09')
  const next = await nextMeeting(world)
  expect(await offeredIn(world, ours.folio)).toEqual([])
  expect(await offeredIn(world, before.folio)).toEqual([])
  expect(await offeredIn(world, folio)).toEqual([])
  for (const point of [treated, 'no-existe']) {
    await expect(world.visit(carry, 'paula', '/x', at(next.folio, { point }))).rejects.toMatchObject({ init: { status: 404 } })
  }
  await expect(carryPoint(world.as('paula'), ours.folio, left)).rejects.toThrow('No existe')
  await changeState(world.as('paula'), folio, 'held')
  await expect(carryPoint(world.as('paula'), folio, left)).rejects.toThrow('ya se realizó')
})

test('a point taken up by a meeting that is called off, or taken away from it, is offered again', async () => {
  const world = await createWorld()
  const past = await heldWithout(world)
  const [next, later] = [await nextMeeting(world), await nextMeeting(world, '2026-12-07')]
  await carryPoint(world.as('paula'), next.folio, past.left)
  await expect(saveAgenda(world.as('paula'), past.folio, [])).rejects.toThrow('pasó a otra reunión')
  await changeState(world.as('paula'), next.folio, 'cancelled', 'Lluvia')
  expect(await offeredIn(world, later.folio)).toEqual([['Convenio de transferencia', past.folio]])

  await carryPoint(world.as('paula'), later.folio, past.left)
  await saveAgenda(world.as('paula'), later.folio, [])
  expect(await offeredIn(world, later.folio)).toEqual([['Convenio de transferencia', past.folio]])
})

test('a point that is left twice follows its thread, one meeting after another', async () => {
  const world = await createWorld()
  const past = await heldWithout(world)
  const today = await meetingWith(world)
  await carryPoint(world.as('paula'), today.folio, past.left)
  const [again] = await listAgenda(world.as('paula'), today.id)
  await changeState(world.as('paula'), today.folio, 'in_progress')
  await deferPoint(world.as('paula'), today.folio, again!.id, true)
  const next = await nextMeeting(world)
  expect(await offeredIn(world, next.folio)).toEqual([['Convenio de transferencia', today.folio]])
})

test('before closing, a point left for another meeting is not asked for', async () => {
  const world = await createWorld()
  const { folio } = await heldWithout(world)
  await changeState(world.as('paula'), folio, 'held')
  expect(await world.visit(closing, 'paula', '/x', at(folio))).toMatchObject({ unsaid: ['Terrenos'] })
})

test('with something open between those present, the agenda offers to begin with it, once', async () => {
  const world = await createWorld()
  const next = await nextMeeting(world)
  expect((await world.visit(editAgenda, 'paula', '/x', at(next.folio))).offers.pending).toBe(false)
  await makeCommitment(world)
  await saveAgenda(world.as('paula'), next.folio, [{ id: null, title: 'Terrenos', minutes: null, proposed_by: null }])
  expect((await world.visit(editAgenda, 'paula', '/x', at(next.folio))).offers.pending).toBe(true)

  for (const back of ['pauta', 'reunion']) await world.visit(addPending, 'paula', '/x', at(next.folio, { back }))
  expect(await titlesOf(world, next.id)).toEqual(['Compromisos pendientes con los presentes', 'Terrenos'])
  expect((await world.visit(editAgenda, 'paula', '/x', at(next.folio))).offers.pending).toBe(false)
})

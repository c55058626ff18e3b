import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import {
  countMeetings, countViews, findMeeting, listMeetings, listMeetingsAfter, listMeetingsIn, listOutcomes, readMeetingFilter,
} from '#app/domain/meetings/queries.server.ts'
import { listUsual } from '#app/domain/meetings/queries/participants.server.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const filter = (search: string) => readMeetingFilter(new URLSearchParams(search))
const titles = (rows: { title: string }[]) => rows.map(({ title }) => title)

/** Four meetings: yesterday held with Cerrillos, today with Castro, tomorrow a draft with SERVIU, far away in Punta Arenas. */
async function agenda() {
  const world = await createWorld()
  const past = await meetingWith(world, { title: 'Ronda de suelo', kind: 'land_round', when: hours('2026-11-23', '10:00', '11:00') })
  await changeState(world.as('paula'), past.folio, 'held')
  await meetingWith(world, { title: 'Visita a Ten Ten', kind: 'site_visit', participants: [{ institution_id: 'muni-10201' }] })
  await meetingWith(world, {
    title: 'Bilateral', state: 'draft', when: hours('2026-11-25', '10:00', '11:00'),
    participants: [{ institution_id: 'serviu-13' }, { institution_id: 'muni-13102' }],
  })
  await meetingWith(world, {
    title: 'Comité de Magallanes', commune_cut: '12101', when: hours('2026-11-30', '23:30', '23:59', 'America/Punta_Arenas'),
    participants: [{ institution_id: 'muni-10201' }],
  })
  return world
}

test('each tab holds its meetings: what comes, what lacks minutes, what is mine', async () => {
  const { as } = await agenda()
  const list = async (search: string) => titles(await listMeetings(as('paula'), filter(search)))

  expect(await list('vista=proximas')).toEqual(['Visita a Ten Ten', 'Bilateral', 'Comité de Magallanes'])
  expect(await list('vista=sin-acta')).toEqual(['Ronda de suelo'])
  expect(await list('vista=cerradas')).toEqual([])
  expect(titles(await listMeetings(as('carolina'), filter('vista=mias')))).toEqual([])
  expect(await countViews(as('paula'), filter(''))).toEqual({ 'proximas': 3, 'sin-acta': 1, 'cerradas': 0, 'mias': 4, 'todas': 4 })
})

test('a filter narrows by words without accents, kind, state, institution, region and days', async () => {
  const { as } = await agenda()
  const list = async (search: string) => titles(await listMeetings(as('elena'), filter(search)))

  expect(await list('q=COMITE magallanes')).toEqual(['Comité de Magallanes'])
  expect(await list('q=cerrillos&orden=fecha')).toEqual(['Ronda de suelo', 'Bilateral'])
  expect(await list('tipo=site_visit')).toEqual(['Visita a Ten Ten'])
  expect(await list('estado=draft')).toEqual(['Bilateral'])
  expect(await list('institucion=muni-10201&orden=-fecha')).toEqual(['Comité de Magallanes', 'Visita a Ten Ten'])
  expect(await list('region=12')).toEqual(['Comité de Magallanes'])
  expect(await list('desde=2026-11-24&hasta=2026-11-25&orden=fecha')).toEqual(['Visita a Ten Ten', 'Bilateral'])
  expect(await list('orden=reunion')).toHaveLength(4)
  expect(await list('region=xx&tipo=nada&desde=ayer&pagina=-3')).toHaveLength(4)
  expect(await list('hasta=9999-12-31')).toHaveLength(4)
  expect(await list('q=%25')).toEqual([])
})

test('the calendar asks for local days: a meeting late at night belongs to its own day', async () => {
  const { as } = await agenda()
  expect(titles(await listMeetingsIn(as('paula'), filter(''), '2026-11-30', '2026-12-01'))).toEqual(['Comité de Magallanes'])
  expect(await listMeetingsIn(as('paula'), filter(''), '2026-12-01', '2026-12-02')).toEqual([])
})

test('whole days touch each of their days and not the one after', async () => {
  const world = await createWorld()
  await meetingWith(world, { when: { start_local: null, end_local: null, from_on: '2026-11-24', until_on: '2026-11-26', zone: 'America/Santiago', repeated_hour: 0 } })
  const on = async (day: string, until: string) => (await listMeetingsIn(world.as('paula'), filter(''), day, until)).length

  expect(await on('2026-11-25', '2026-11-26')).toBe(1)
  expect(await on('2026-11-26', '2026-11-27')).toBe(0)
  expect(await on('2026-11-23', '2026-11-24')).toBe(0)
})

test('a leader reaches only called meetings of their institution, in list, detail, search, count and calendar', async () => {
  const { as } = await agenda()
  const rosa = as('rosa')
  const foreign = (await listMeetings(as('paula'), filter('tipo=site_visit')))[0]!

  expect(titles(await listMeetings(rosa, filter('')))).toEqual(['Ronda de suelo'])
  expect(titles(await listMeetings(rosa, filter('q=bilateral')))).toEqual([])
  expect(await countMeetings(rosa, filter(''))).toBe(1)
  expect((await countViews(rosa, filter(''))).todas).toBe(1)
  expect(await findMeeting(rosa, foreign.folio)).toBeUndefined()
  expect(await findMeeting(rosa, foreign.id)).toBeUndefined()
  expect(titles(await listMeetingsIn(rosa, filter(''), '2026-01-01', '2027-01-01'))).toEqual(['Ronda de suelo'])
  expect(titles(await listMeetingsAfter(rosa, filter(''), { after: '', limit: 500 }))).toEqual(['Ronda de suelo'])
})

test('a page has fifty meetings', async () => {
  const world = await createWorld()
  for (let n = 0; n < 52; n++) await meetingWith(world, { title: `Mesa ${n}` })
  expect(await listMeetings(world.as('paula'), filter('orden=fecha'))).toHaveLength(50)
  expect(await listMeetings(world.as('paula'), filter('orden=fecha&pagina=2'))).toHaveLength(2)
})

test('a list costs the same queries however long it is', async () => {
  const world = await createWorld()
  let queries = 0
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      queries++
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const ctx = { ...world.as('paula'), db: world.raw.withPlugin(counter) }
  const cost = async () => {
    queries = 0
    const rows = await listMeetings(ctx, filter('vista=todas'))
    await listOutcomes(ctx, rows.map(({ id }) => id))
    await countViews(ctx, filter(''))
    return queries
  }
  await meetingWith(world)
  const one = await cost()
  for (let n = 0; n < 9; n++) await meetingWith(world)
  expect(await cost()).toBe(one)
})

test('a list tells who takes part in each meeting', async () => {
  const { as } = await agenda()
  const [draft] = await listMeetings(as('paula'), filter('estado=draft'))
  expect((await listOutcomes(as('paula'), [draft!.id])).get(draft!.id)).toEqual({
    institutions: ['SERVIU Metropolitano', 'Municipalidad de Cerrillos'], agreements: 0, open_commitments: 0,
  })
})

test('«los de siempre» are those of the last meeting held with that institution', async () => {
  const world = await createWorld()
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'])
  const { folio } = await meetingWith(world, { participants: [{ position_id: 'muni-13102:mayor' }, { position_id: 'serviu-13:serviu_director' }] })
  expect(await listUsual(world.as('paula'), 'muni-13102')).toEqual([])

  world.clock.now = new Date('2026-11-24T20:00:00.000Z')
  await changeState(world.as('paula'), folio, 'held')
  expect(await listUsual(world.as('paula'), 'muni-13102')).toEqual([
    { id: 'cargo:muni-13102:mayor', label: 'Rosa Sanhueza, Alcaldesa', detail: 'Municipalidad de Cerrillos' },
  ])
})

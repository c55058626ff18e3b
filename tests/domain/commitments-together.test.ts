import { expect, test } from 'vitest'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { moveCommitment } from '#app/domain/commitments/commands/move.server.ts'
import { moveTogether, reassignTogether, rescheduleTogether, together } from '#app/domain/commitments/commands/together.server.ts'
import { countGroups, findCommitment, listFolios } from '#app/domain/commitments/queries.server.ts'
import { boardStages, CARDS, countStages, listBoard } from '#app/domain/commitments/queries/board.server.ts'
import { listStandings } from '#app/domain/commitments/queries/by-institution.server.ts'
import { moveTo, stageOf } from '#app/domain/commitments/rules/stages.ts'
import { stages, type Answer, type Stage } from '#app/domain/commitments/terms.ts'
import { Conflict } from '#app/lib/errors.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const oficio = [{ kind: 'oficio' as const, number: 'ORD. 1', on: '2026-11-20' }]
const declare = ({ as }: World, folio: string, declared_state: Answer, evidence: typeof oficio = []) =>
  declareCommitment(as('paula'), folio, { declared_state, text: null, evidence })

/** One in each column, in the order of the board; what nobody sees as a column last. */
async function makeOneOfEach(world: World) {
  const made = []
  for (let n = 0; n < 6; n++) made.push((await makeCommitment(world)).folio)
  await declare(world, made[1]!, 'in_progress')
  await declare(world, made[2]!, 'delivered', oficio)
  await declare(world, made[3]!, 'not_ours')
  await fulfil(world, made[4]!)
  await dropCommitment(world.as('paula'), made[5]!, { reason: 'Se acordó otra cosa' })
  return made
}

const stageNow = async ({ as }: World, folio: string) => stageOf((await findCommitment(as('paula'), folio))!)

test('a move means an act: what the debtor says, or that the evidence is good', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  for (const stage of ['en-curso', 'pendiente', 'en-curso', 'por-validar'] as const) {
    await moveCommitment(world.as('paula'), folio, stage)
    expect(await stageNow(world, folio)).toBe(stage)
  }
  await expect(moveCommitment(world.as('paula'), folio, 'cumplido')).rejects.toThrow('Para darlo por cumplido falta la evidencia.')
  await declare(world, folio, 'delivered', oficio)
  await moveCommitment(world.as('paula'), folio, 'cumplido')
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({ evidence_state: 'verified', closed_on: '2026-11-24' })
})

test('a column that asks for more says which page asks for it', () => {
  const from = (declared_state: 'accepted' | 'delivered' | 'not_ours', more: object = {}) =>
    (stage: Stage) => moveTo({ declared_state, evidence_state: 'none', closed_on: null, ...more }, stage)
  expect(from('accepted')('cumplido')).toMatchObject({ ok: false, page: 'declaracion?respuesta=delivered' })
  expect(from('accepted')('sin-efecto')).toMatchObject({ ok: false, page: 'anulacion' })
  expect(from('accepted')('pendiente')).toEqual({ ok: false, problem: 'Ya está en «Pendiente».', page: undefined })
  expect(from('accepted', { evidence_state: 'partial' })('cumplido')).toEqual({ ok: true, declare: 'delivered', verify: true })
  expect(from('delivered')('cumplido')).toMatchObject({ ok: false, page: 'verificacion' })
  expect(from('delivered')('en-curso')).toMatchObject({ ok: false, page: 'verificacion' })
  expect(from('delivered', { evidence_state: 'partial' })('cumplido')).toEqual({ ok: true, verify: true })
  expect(from('not_ours', { evidence_state: 'partial' })('cumplido')).toMatchObject({ ok: false, page: 'verificacion' })
  expect(from('delivered', { evidence_state: 'verified', closed_on: '2026-11-01' })('pendiente')).toMatchObject({ ok: false, page: 'reapertura' })
})

test('the database puts every commitment in the column that the rules say, and each column leads to its list', async () => {
  const world = await createWorld()
  await makeOneOfEach(world)
  const ctx = world.as('paula')
  const counted = await countStages(ctx, {})
  expect(Object.fromEntries(Object.entries(counted).map(([stage, { total }]) => [stage, total]))).toEqual({
    'pendiente': 1, 'en-curso': 1, 'por-validar': 2, 'cumplido': 1, 'sin-efecto': 1,
  })
  for (const stage of Object.keys(stages) as Stage[]) {
    expect((await countGroups(ctx, { stage })).total, stage).toBe(counted[stage].total)
    for (const folio of await listFolios(ctx, { stage }, 9)) expect(await stageNow(world, folio)).toBe(stage)
  }
  const board = await listBoard(ctx, {})
  for (const stage of boardStages) expect(board.get(stage)!.map(stageOf)).toEqual(Array.from({ length: counted[stage].total }, () => stage))
})

test('a column shows what is due first, no more than fit, and tells how many are late', async () => {
  const world = await createWorld()
  for (let n = 0; n < CARDS + 2; n++) {
    await makeCommitment(world, n === 0 ? { due_rule: 'none', due_on: null } : { due_on: `2026-11-${String(30 - n).padStart(2, '0')}` })
  }
  const first = (await listBoard(world.as('paula'), {})).get('pendiente')!
  expect(first).toHaveLength(CARDS)
  expect(first.map((card) => card.due_on)).toEqual(first.map((card) => card.due_on).toSorted())
  expect((await countStages(world.as('paula'), {})).pendiente).toEqual({ total: CARDS + 2, overdue: 15 })
  expect((await listBoard(world.as('rosa'), {})).get('pendiente')).toHaveLength(CARDS)
  expect((await listBoard(world.as('ines'), {})).get('pendiente')).toEqual([])
})

test('each institution is told in both directions, and what is without effect counts for nobody', async () => {
  const world = await createWorld()
  await makeOneOfEach(world)
  await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102', 'muni-13120'], due_on: '2026-11-20' })
  const nothing = { total: 0, open: 0, overdue: 0, kept: 0 }

  expect((await listStandings(world.as('paula'), {})).map(({ institution_id, owes, receives }) => [institution_id, owes, receives])).toEqual([
    ['serviu-13', { total: 1, open: 1, overdue: 1, kept: 0 }, { total: 5, open: 4, overdue: 0, kept: 1 }],
    ['muni-13102', { total: 5, open: 4, overdue: 0, kept: 1 }, { total: 1, open: 1, overdue: 1, kept: 0 }],
    ['muni-13120', nothing, { total: 1, open: 1, overdue: 1, kept: 0 }],
  ])
  // Two that receive the same do not owe each other.
  expect((await listStandings(world.as('paula'), { institution_id: 'muni-13102' })).map((row) => row.institution_id)).toEqual(['serviu-13', 'muni-13102'])
  expect(await listStandings(world.as('ines'), {})).toEqual([])
})

test('what cannot be changed is told row by row, and the rest is done', async () => {
  const world = await createWorld()
  const made = await makeOneOfEach(world)
  const { changed, refused } = await moveTogether(world.as('paula'), [...made, 'C-1999-0001', made[0]!], 'cumplir')

  expect(changed).toEqual([made[0], made[1], made[2]])
  expect(refused.map(({ folio, why }) => [folio, why.slice(0, 33)])).toEqual([
    [made[3], 'Quien debe dice que no le corresp'],
    [made[4], 'Está cerrado; para cambiarlo hay '],
    [made[5], 'Está cerrado; para cambiarlo hay '],
    ['C-1999-0001', 'No existe o no está a su alcance.'],
  ])
  expect(await Promise.all(made.slice(0, 3).map((folio) => stageNow(world, folio)))).toEqual(['por-validar', 'por-validar', 'cumplido'])
})

test('a date and a follower for several keep each reason, each first date and each position', async () => {
  const world = await createWorld()
  const kept = await makeCommitment(world, { responsible_position_id: 'muni-13102:mayor' })
  const moved = await makeCommitment(world, { due_on: '2026-12-18' })
  const folios = [kept.folio, moved.folio]

  expect(await rescheduleTogether(world.as('paula'), folios, { to_due_on: '2026-12-18', reason: 'Feriado' })).toMatchObject({
    changed: [kept.folio], refused: [{ folio: moved.folio, why: 'Esa es la fecha que ya tiene.' }],
  })
  expect(await reassignTogether(world.as('paula'), folios, { follow_up_user_id: 'carolina', note: null })).toMatchObject({ changed: folios, refused: [] })
  expect(await findCommitment(world.as('paula'), kept.folio)).toMatchObject({
    due_on: '2026-12-18', baseline_due_on: '2026-12-04', follow_up_user_id: 'carolina', responsible_position_id: 'muni-13102:mayor',
  })
})

test('whoever only reads changes none of them, and half an act leaves nothing', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  expect(await moveTogether(world.as('lidia'), [folio], 'en-curso')).toMatchObject({ changed: [], refused: [{ folio }] })

  const half = await together(world.as('paula'), [folio], async (ctx, { id }) => {
    await moveCommitment(ctx, id, 'en-curso')
    throw new Conflict('Se arrepintió.')
  })
  expect(half).toMatchObject({ changed: [], refused: [{ folio, why: 'Se arrepintió.' }] })
  expect(await stageNow(world, folio)).toBe('pendiente')

  const many = Array.from({ length: 501 }, (_, n) => `C-2020-${n}`)
  await expect(moveTogether(world.as('paula'), many, 'en-curso')).rejects.toThrow('hasta 500')
})

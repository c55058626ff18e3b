import { expect, test } from 'vitest'

import { blockCommitment } from '#app/domain/commitments/commands/block.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import {
  countGroups, countViews, findCommitment, listCommitments, listCommitmentsAfter, listCommitmentsUnder, readCommitmentFilter,
  type Commitment,
} from '#app/domain/commitments/queries.server.ts'
import { dueGroupOf, hasNoNextStep, scheduleStateOf, statusOf } from '#app/domain/commitments/rules.ts'
import { waitOf } from '#app/domain/commitments/rules/dependencies.ts'
import { dueGroups, savedViews, stateFilters, type SavedView, type StateFilter, type StatusTone } from '#app/domain/commitments/terms.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const TODAY = '2026-11-24'
const facts = { declared_state: 'proposed', evidence_state: 'none', due_on: null, closed_on: null } as const

test('the badge says shape, word and colour of the first line that applies', () => {
  const word = (given: object) => statusOf({ ...facts, ...given }, TODAY).word
  expect(word({ due_on: '2026-11-20' })).toBe('Vencido hace 4 días')
  expect(word({ due_on: '2026-11-23' })).toBe('Vencido hace 1 día')
  expect(word({ due_on: '2026-11-24' })).toBe('Vence hoy')
  expect(word({ due_on: '2026-11-25' })).toBe('Vence mañana')
  expect(word({ due_on: '2026-12-01' })).toBe('Vence en 7 días')
  expect(word({ due_on: '2026-12-02' })).toBe('Pendiente')
  expect(word({ due_on: '2026-12-02', declared_state: 'in_progress' })).toBe('En curso')
  expect(word({ due_on: '2026-11-20', declared_state: 'in_progress' })).toBe('Vencido hace 4 días')
  expect(word({ due_on: '2026-11-20', declared_state: 'delivered' })).toBe('Por validar')
  expect(word({ declared_state: 'delivered', evidence_state: 'verified' })).toBe('Cumplido')
  expect(word({ due_on: '2026-11-20', declared_state: 'dropped' })).toBe('Sin efecto')
  expect(word({})).toBe('Pendiente')
})

test('what the calendar says does not depend on what the debtor says', () => {
  const says = (given: object) => scheduleStateOf({ ...facts, ...given }, TODAY)
  expect(says({})).toBe('undated')
  expect(says({ due_on: '2026-12-24' })).toBe('on_time')
  expect(says({ due_on: '2026-11-30' })).toBe('due_soon')
  expect(says({ due_on: '2026-11-20', declared_state: 'delivered' })).toBe('overdue')
  const kept = { declared_state: 'delivered', evidence_state: 'verified', closed_on: '2026-11-24' }
  expect(says({ ...kept, due_on: '2026-11-20', declared_at: '2026-11-21T02:30:00.000Z' })).toBe('kept_on_time')
  expect(says({ ...kept, due_on: '2026-11-20', declared_at: '2026-11-21T12:00:00.000Z' })).toBe('kept_late')
})

test('without a date, or thirty days still, there is no next step', () => {
  const still = (moved_at: string, due_on: string | null, closed_on: string | null = null) => hasNoNextStep({ moved_at, due_on, closed_on }, TODAY)
  expect(still('2026-11-23T12:00:00.000Z', null)).toBe(true)
  expect(still('2026-11-23T12:00:00.000Z', '2026-12-24')).toBe(false)
  expect(still('2026-10-25T12:00:00.000Z', '2026-12-24')).toBe(true)
  expect(still('2026-10-26T12:00:00.000Z', '2026-12-24')).toBe(false)
  expect(still('2026-10-25T12:00:00.000Z', null, '2026-11-01')).toBe(false)
})

test('the database answers every state and group as the rules do', async () => {
  const world = await createWorld()
  await makeMany(world)
  const all = await listCommitments(world.as('paula'))
  expect(all).toHaveLength(12)

  for (const state of Object.keys(stateFilters) as StateFilter[]) {
    const found = (await listCommitments(world.as('paula'), { state })).map((row) => row.id).toSorted()
    const expected = all.filter((row) => agrees(row, state)).map((row) => row.id).toSorted()
    expect(found, state).toEqual(expected)
  }
  const { groups, total } = await countGroups(world.as('paula'), {})
  expect(total).toBe(12)
  for (const group of Object.keys(dueGroups)) {
    expect(groups[group as keyof typeof groups] ?? 0, group).toBe(all.filter((row) => dueGroupOf(row, TODAY) === group).length)
  }
})

test('the list goes from overdue to undated and ends with what is closed', async () => {
  const world = await createWorld()
  await makeMany(world)
  const groups = (await listCommitments(world.as('paula'))).map((row) => dueGroupOf(row, TODAY))

  expect([...new Set(groups)]).toEqual(['overdue', 'delivered', 'today', 'week', 'later', 'undated', 'closed'])
})

test('the count of a saved view is the length of its list', async () => {
  const world = await createWorld()
  await makeMany(world)
  const views = Object.keys(savedViews) as SavedView[]
  const counts = await countViews(world.as('carolina'), views)

  for (const view of views) expect(counts[view], view).toBe((await listCommitments(world.as('carolina'), { view })).length)
  expect(counts.mios).toBe(1)
})

test('words find it in any order and spelling: text, folio, who owes, who receives', async () => {
  const world = await createWorld()
  await makeCommitment(world, { text: 'Informes de Ñuñoa', debtor_id: 'muni-13120', beneficiary_ids: ['serviu-08'] })
  const search = async (q: string) => (await listCommitments(world.as('paula'), { q })).length

  for (const q of ['nunoa', 'INFORMES ñuñoa', 'c-2026-0001', 'biobio informes', 'serviu']) expect(await search(q), q).toBe(1)
  for (const q of ['penco', '100%', '_', 'informes castro']) expect(await search(q), q).toBe(0)
})

test('filters narrow by region, institution and its side, and by day', async () => {
  const world = await createWorld()
  await makeCommitment(world, { due_on: '2026-12-04' })
  const count = async (filter: object) => (await listCommitments(world.as('paula'), filter)).length

  expect(await count({ region: '13' })).toBe(1)
  expect(await count({ region: '08' })).toBe(0)
  expect(await count({ institution_id: 'muni-13102' })).toBe(1)
  expect(await count({ institution_id: 'muni-13102', side: 'recibe' })).toBe(0)
  expect(await count({ institution_id: 'serviu-13', side: 'recibe' })).toBe(1)
  expect(await count({ due_before: '2026-12-04' })).toBe(0)
  expect(await count({ due_before: '2026-12-05' })).toBe(1)
})

test('an address is read with care: what it does not say narrows nothing', async () => {
  const world = await createWorld()
  const read = (query: string, who: 'paula' | 'lidia' = 'paula') => readCommitmentFilter(new URLSearchParams(query), world.as(who))

  expect(read('').view).toBe('mios')
  expect(read('', 'lidia').view).toBe('todos')
  expect(read('estado=vencido&region=08')).toMatchObject({ view: 'todos', state: 'vencido', region: '08' })
  expect(read('vista=semana&papel=debe&institucion=muni-13102&orden=-vence&pagina=3&vence_antes=2026-12-31&q= ñuñoa ')).toMatchObject({
    view: 'semana', side: 'debe', institution_id: 'muni-13102', sort: 'vence', descending: true, page: 3, due_before: '2026-12-31', q: 'ñuñoa',
  })
  expect(read('estado=__proto__&vence_antes=ayer&orden=x&pagina=-4&region=8&vista=toString')).toEqual({
    view: 'mios', sort: undefined, descending: false, page: 1, q: undefined, region: undefined, institution_id: undefined,
    side: undefined, due_before: undefined, state: undefined,
  })
})

test('a leader sees what their institution owes or receives, everywhere, and nothing else exists', async () => {
  const world = await createWorld()
  const { id: owed } = await makeCommitment(world, { text: 'Debe Cerrillos' })
  const { id: received } = await makeCommitment(world, { text: 'Recibe Cerrillos', debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  const { id: foreign } = await makeCommitment(world, { text: 'De Castro', debtor_id: 'muni-10201', beneficiary_ids: ['serviu-10'] })
  const rosa = world.as('rosa')

  expect((await listCommitments(rosa)).map((row) => row.id).toSorted()).toEqual([owed, received].toSorted())
  expect(await findCommitment(rosa, foreign)).toBeUndefined()
  expect(await countViews(rosa, ['todos'])).toEqual({ todos: 2 })
  expect((await countGroups(rosa, {})).total).toBe(2)
  expect(await listCommitments(rosa, { q: 'castro' })).toEqual([])
  expect(await listCommitmentsAfter(rosa, {}, { after: '', limit: 500 })).toHaveLength(2)
  expect(await listCommitments(world.as('ines'))).toMatchObject([{ id: foreign }])
})

test('what stands under an agreement is listed with it', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  await makeCommitment(world, { agreement_id })
  await makeCommitment(world)

  expect(await listCommitmentsUnder(world.as('paula'), { agreement_ids: [agreement_id] })).toHaveLength(1)
  expect(await listCommitmentsUnder(world.as('paula'), {})).toEqual([])
})

test('fifty a page, in pages that neither repeat nor skip', async () => {
  const world = await createWorld()
  for (let n = 0; n < 53; n++) await makeCommitment(world, { text: `Compromiso ${n}` })
  const pages = [await listCommitments(world.as('paula')), await listCommitments(world.as('paula'), { page: 2 })]

  expect(pages.map((page) => page.length)).toEqual([50, 3])
  expect(new Set(pages.flat().map((row) => row.id)).size).toBe(53)
})

function agrees(row: Commitment, state: StateFilter) {
  if (state === 'abiertos') return row.closed_on === null
  if (state === 'cerrados') return row.closed_on !== null
  if (state === 'abiertos-y-cumplidos') return row.closed_on === null || statusOf(row, TODAY).tone === 'cumplido'
  if (state === 'sin-proximo-paso') return hasNoNextStep(row, TODAY)
  if (state === 'esperan') return waitOf(row, TODAY)?.waits === true
  if (state === 'ya-no-esperan') return waitOf(row, TODAY)?.waits === false
  return statusOf(row, TODAY).tone === (state satisfies StatusTone)
}

/** One of each: dates around today, answers of every kind, closed ones, and one that carolina follows. */
async function makeMany(world: World) {
  for (const due_on of ['2026-11-10', '2026-11-23', '2026-11-24', '2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02']) {
    await makeCommitment(world, { text: due_on, due_on })
  }
  await makeCommitment(world, { due_rule: 'none', due_on: null, follow_up_user_id: 'carolina' })
  const answered = await makeCommitment(world, { due_on: '2026-11-20' })
  await declareCommitment(world.as('rosa'), answered.id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
  const working = await makeCommitment(world, { due_on: '2027-01-15' })
  await declareCommitment(world.as('rosa'), working.id, { declared_state: 'in_progress', text: null, evidence: [] })
  const dropped = await makeCommitment(world)
  await dropCommitment(world.as('paula'), dropped.id, { reason: 'Ya no aplica' })
  const done = await makeCommitment(world)
  await blockCommitment(world.as('paula'), working.id, { blocker: done.id, reason: null })
  await blockCommitment(world.as('paula'), answered.id, { blocker: working.id, reason: null })
  await fulfil(world, done.id)
}

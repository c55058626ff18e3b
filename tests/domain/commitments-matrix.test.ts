import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { pairParams, readPair, type Pair } from '#app/domain/commitments/rules/pairs.ts'
import { addDays } from '#app/lib/days.ts'
import { newId } from '#app/lib/ids.server.ts'
import { seedDemo } from '#db/seeds/demo.server.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { countQueries } from '#tests/support/directory.ts'
import { compareWithLists, readMatrix } from '#tests/support/matrix.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const TODAY = '2026-11-24'

test('the matrix says who owes what to whom, what we owe first; two that receive the same are two cells and one commitment', async () => {
  const world = await createWorld()
  await makeCommitment(world, { due_on: '2026-11-20' })
  await makeCommitment(world, { beneficiary_ids: ['serviu-13', 'red-municipios'] })
  await makeCommitment(world, { debtor_id: 'red-municipios', beneficiary_ids: ['muni-10201'] })
  await makeCommitment(world, { debtor_id: 'muni-10201', beneficiary_ids: [] })
  await dropCommitment(world.as('paula'), (await makeCommitment(world)).id, { reason: 'No aplica' })

  expect(await readMatrix(world.as('paula'))).toMatchObject({
    rows: ['Red de Municipios: 0 de 1', 'Municipalidad de Cerrillos: 1 de 2', 'Municipalidad de Castro: 0 de 1'],
    columns: ['Red de Municipios: 0 de 1', 'SERVIU Metropolitano: 1 de 2', 'Municipalidad de Castro: 0 de 1', 'Nadie nombrado: 0 de 1'],
    cells: [
      'Municipalidad de Castro → Nadie nombrado: 0 de 1',
      'Municipalidad de Cerrillos → Red de Municipios: 0 de 1',
      'Municipalidad de Cerrillos → SERVIU Metropolitano: 1 de 2',
      'Red de Municipios → Municipalidad de Castro: 0 de 1',
    ],
    total: '1 de 4',
  })
})

test('what is overdue is told of what is open, and what is kept of what was promised and still stands', async () => {
  const world = await createWorld()
  await fulfil(world, (await makeCommitment(world)).id)
  await makeCommitment(world, { due_on: '2026-11-20' })
  await makeCommitment(world, { debtor_id: 'muni-10201' })
  await dropCommitment(world.as('paula'), (await makeCommitment(world)).id, { reason: 'No aplica' })

  expect(await readMatrix(world.as('elena'), 'estado=vencido')).toMatchObject({
    rows: ['Municipalidad de Cerrillos: 1 de 1'], cells: ['Municipalidad de Cerrillos → SERVIU Metropolitano: 1 de 1'], total: '1 de 2',
  })
  expect(await readMatrix(world.as('elena'), 'estado=cumplido')).toMatchObject({
    rows: ['Municipalidad de Cerrillos: 1 de 2'], columns: ['SERVIU Metropolitano: 1 de 3'], total: '1 de 3',
  })
})

test('a filter by institution, region, kind or day leaves only the pairs it speaks of', async () => {
  const world = await createWorld()
  await makeCommitment(world, { debtor_id: 'serviu-10', beneficiary_ids: ['muni-10201', 'muni-13102'] })
  await makeCommitment(world, { due_on: '2027-01-15' })
  const cells = async (query: string) => (await readMatrix(world.as('paula'), query)).cells

  expect(await cells('institucion=muni-13102')).toEqual(['Municipalidad de Cerrillos → SERVIU Metropolitano: 0 de 1', 'SERVIU Los Lagos → Municipalidad de Cerrillos: 0 de 1'])
  expect(await cells('institucion=muni-13102&papel=debe')).toEqual(['Municipalidad de Cerrillos → SERVIU Metropolitano: 0 de 1'])
  expect(await cells('institucion=muni-13102&con=serviu-10')).toEqual(['SERVIU Los Lagos → Municipalidad de Cerrillos: 0 de 1'])
  expect(await cells('region=10&tipo=municipality')).toEqual(['SERVIU Los Lagos → Municipalidad de Castro: 0 de 1'])
  expect(await cells('vence_desde=2026-12-05')).toEqual(['Municipalidad de Cerrillos → SERVIU Metropolitano: 0 de 1'])
  expect(await cells('vence_desde=2026-12-05&vence_antes=2027-01-15')).toEqual([])
  expect(await cells('vence_desde=ayer&tipo=castillo&estado=raro')).toHaveLength(3)
})

test('what has no line of its own is summed, and the list behind the sum has exactly that', async () => {
  const world = await createWorld()
  await scatter(world, 60)
  const { rows, columns } = await readMatrix(world.as('paula'), '', 4)

  expect(rows).toHaveLength(4)
  expect(rows.at(-1)).toMatch(/^Otras \d instituciones: /)
  expect(columns.filter((line) => line.startsWith('Otras'))).toHaveLength(1)
  expect(await compareWithLists(world.as('paula'), '', 4)).toMatchObject({ wrong: [] })
})

test('whatever the filter, the figure of every cell, line and total is the length of its list', async () => {
  const world = await createWorld()
  await scatter(world, 80)
  const some = (...values: string[]) => fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...values) })
  const query = fc.record({
    estado: some('abiertos', 'vencido', 'cumplido'), region: some('13', '10', '08'), tipo: some('municipality', 'serviu', 'ngo'),
    institucion: some(...PLACES), papel: some('debe', 'recibe'), con: some(...PLACES), vence_desde: some('2026-11-01'), vence_antes: some('2026-12-10'), q: some('informe', 'serviu'),
  }).map((params) => new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString())

  let figures = 0
  await fc.assert(fc.asyncProperty(query, fc.integer({ min: 2, max: 9 }), async (query, most) => {
    const compared = await compareWithLists(world.as('paula'), query, most)
    expect(compared.wrong).toEqual([])
    figures += compared.figures
  }), { numRuns: 60, seed: 20_261_124 })
  expect(figures).toBeGreaterThan(500)
}, 60_000)

test('of the demonstration, the figure of every cell, line and total is the length of its list', async () => {
  const world = await createWorld()
  await seedDemo(world.raw, world.clock.now)
  const wrong: string[] = []
  const seen: Record<string, { figures: number; sides: number[] }> = {}
  for (const query of ['', 'estado=vencido', 'estado=cumplido', 'region=08&tipo=municipality']) {
    const { wrong: these, ...size } = await compareWithLists(world.as('paula'), query)
    wrong.push(...these)
    seen[query] = size
  }
  expect(wrong).toEqual([])
  expect(Object.values(seen).every(({ figures, sides }) => figures > 4 && sides.every((side) => side <= 27)), JSON.stringify(seen)).toBe(true)
}, 400_000)

test('a leader, or whoever has an errand, has no matrix at all', async () => {
  const world = await createWorld()
  await makeCommitment(world)
  expect(await readMatrix(world.as('rosa'))).toMatchObject({ rows: [], columns: [], cells: [], total: '0 de 0' })
})

test('reading it takes as many queries whatever its size', async () => {
  const world = await createWorld()
  const asked = () => countQueries(world, () => readMatrix(world.as('paula')))
  await makeCommitment(world)
  const few = await asked()
  await scatter(world, 60)
  expect([few, await asked()]).toEqual([4, 4])
})

test('an address says a pair and is read as the same one', () => {
  const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/).filter((text) => text !== 'alguien' && text !== 'nadie')
  const chosen = fc.option(fc.oneof(id.map((only) => ({ only })), fc.uniqueArray(id, { minLength: 1, maxLength: 24 }).map((except) => ({ except }))), { nil: undefined })
  fc.assert(fc.property(fc.record({ debtor: chosen, receiver: fc.oneof(chosen, fc.constant('nadie' as const)) }), (pair: Pair) => {
    const search = new URLSearchParams(Object.entries(pairParams(pair)).filter((entry): entry is [string, string] => entry[1] !== null))
    expect(readPair(search)).toEqual(pair)
  }))
  expect(readPair(new URLSearchParams('region=13'))).toBeUndefined()
})

const PLACES = ['muni-13102', 'muni-10201', 'muni-13120', 'serviu-13', 'serviu-10', 'serviu-08', 'gore-08', 'red-municipios', 'minvu'] as const

/** Commitments between nine institutions, of every state, with none to three that receive; the same each time. */
async function scatter(world: World, many: number) {
  const { id } = await makeCommitment(world)
  const row = await world.raw.selectFrom('commitments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const one = (seed: number) => PLACES[seed % PLACES.length]!
  const commitments = Array.from({ length: many }, (_, n) => ({
    ...row,
    id: newId(),
    folio: `C-2025-${String(n).padStart(4, '0')}`,
    debtor_id: one(Math.floor(n / 2) + n % 4),
    due_on: n % 7 === 0 ? null : addDays(TODAY, (n * 5) % 60 - 25),
    ...(n % 3 === 0 ? { declared_state: 'delivered' as const, evidence_state: 'verified' as const, closed_on: TODAY } : {}),
    ...(n % 11 === 1 ? { declared_state: 'dropped' as const, drop_reason: 'No aplica', closed_on: TODAY } : {}),
    ...(n % 5 === 4 ? { declared_state: 'delivered' as const } : {}),
  }))
  await world.raw.insertInto('commitments').values(commitments).execute()
  const parties = commitments.flatMap(({ id, debtor_id }, n) =>
    [...new Set(Array.from({ length: n % 4 }, (_, at) => one(n * 2 + at * at + 1)))]
      .filter((institution_id) => institution_id !== debtor_id)
      .map((institution_id) => ({ commitment_id: id, institution_id })))
  await world.raw.insertInto('commitment_beneficiaries').values(parties).execute()
}

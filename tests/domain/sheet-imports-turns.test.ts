import { expect, test } from 'vitest'

import { answerProblem, mendRow, setColumns, setHeader } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { readImport } from '#app/domain/sheet-imports/commands/read.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { guessSheet } from '#app/domain/sheet-imports/queries/guess.server.ts'
import { readReview } from '#app/routes/imports/readings.server.ts'
import { bringSheet } from '#tests/support/sheets.ts'
import { createWorld } from '#tests/support/world.ts'

import { watchTurns } from '../../scripts/bench/turns.ts'

/** Milliseconds of the processor in one go: what anybody else waits at most. */
const LONGEST = 100

test('a long sheet and a wide one keep nobody waiting at any step of their review', { timeout: 120_000 }, async () => {
  const world = await createWorld()
  const ctx = world.as('paula')
  const long = ['Nombre;Municipalidad;Cargo;Desde;Correo', ...Array.from({ length: 10_000 }, (_, n) => `Ana Prueba${n} Vera;${['Castro', 'Arica', 'Ñuñoa'][n % 3]};Encargada ${n % 7};0${1 + (n % 9)}-03-2024;ana${n}@x.ejemplo.cl`)]
  const wide = Array.from({ length: 2_000 }, (_, n) => Array.from({ length: 199 }, (_, column) => (n === 0 ? `Dato ${column}` : column % 2 ? `${n}/${1 + (column % 12)}/24` : `x ${n}`)).join(';'))
  const took: Record<string, number> = {}
  const watch = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const { answer, longest } = await watchTurns(work)
    took[what] = longest
    return answer
  }
  for (const [what, lines, name] of [['wide', wide, 'c0'], ['long', long, 'full_name']] as const) {
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
    const read = await watch(`${what}: read`, () => readImport(ctx, { kind: 'people', name: `${what}.csv`, bytes, pasted: '' }))
    if (!read.ok) throw new Error(read.problem)
    await setHeader(ctx, read.id, 0)
    const { columns } = await watch(`${what}: guessed`, () => guessSheet(ctx, read.id))
    if (name === 'c0') continue
    await watch('columns chosen', () => setColumns(ctx, read.id, { columns: Object.fromEntries(columns.map(({ column, field }) => [column, field])), days: { 3: 'dmy' } }))
    await watch('a row mended', () => mendRow(ctx, read.id, 5, { fixed: { full_name: 'Otra Prueba Vera' }, skipped: false }))
    await watch('a question answered', () => answerProblem(ctx, read.id, 'all:position', { does: 'create' }))
    await watch('the page', async () => readReview(ctx, (await findImport(ctx, read.id))!, new URLSearchParams()))
  }
  expect(Object.entries(took).filter(([, ms]) => ms > LONGEST)).toEqual([])
  expect(Object.keys(took)).toHaveLength(8)
})

test('what is decided while a sheet is still reviewed holds: the review before it stops', async () => {
  const world = await createWorld()
  const ctx = world.as('paula')
  const id = await bringSheet(world, `Nombre;Municipio;Cargo;Desde\n${Array.from({ length: 600 }, (_, n) => `Ana Prueba${n} Vera;Castro;Encargada de Sueños ${n};01-01-2025`).join('\n')}\n`)
  await Promise.all([answerProblem(ctx, id, 'all:position', { does: 'create' }), answerProblem(ctx, id, 'rest:position', { does: 'create' }), answerProblem(ctx, id, 'all:position', { does: 'skip' })])
  const { totals } = await countOutcomes(ctx, id)
  await mendRow(ctx, id, 0, { fixed: {}, skipped: false })
  expect((await countOutcomes(ctx, id)).totals).toEqual(totals)
})

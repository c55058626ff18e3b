import { expect, test } from 'vitest'

import { answerProblem } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { readImport } from '#app/domain/sheet-imports/commands/read.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes } from '#app/domain/sheet-imports/queries.server.ts'
import { readProblems } from '#app/domain/sheet-imports/queries/review.server.ts'
import { messySheet } from '#tests/support/messy-sheet.ts'
import { applyAll, hashesOf, takeGuesses } from '#tests/support/sheets.ts'
import { createWorld } from '#tests/support/world.ts'

const sum = (totals: Record<string, number>) => Object.values(totals).reduce((total, count) => total + count, 0)

test.each(['csv', 'xlsx'] as const)('a messy list of a thousand rows (%s) is imported with totals equal to its rows; again it changes nothing; undone, all is as before', { timeout: 120_000 }, async (format) => {
  const world = await createWorld()
  const ctx = world.as('paula')
  const sheet = messySheet()
  const bytes = format === 'csv' ? sheet.csv('mixed') : sheet.xlsx()
  const name = `quién es quién.${format}`
  const before = await hashesOf(world)

  const read = await readImport(ctx, { kind: 'people', name, bytes, pasted: '' })
  if (!read.ok) throw new Error(read.problem)
  await takeGuesses(world, read.id)
  for (const [kind, does] of [['clash', 'adjust'], ['clash', 'create'], ['position', 'create'], ['person', 'new']] as const) {
    await answerProblem(ctx, read.id, `all:${kind}`, { does })
  }
  const review = await countOutcomes(ctx, read.id)
  expect(review.total).toBe(sheet.rows.length)
  expect(sum(review.totals)).toBe(sheet.rows.length)
  const faulty = sheet.rows.filter(({ faults }) => faults.length > 0)
  expect([...new Set((await readProblems(ctx, read.id)).problems.map(({ kind }) => kind))].toSorted()).toEqual(['detail', 'institution', 'invalid', 'missing'])
  expect(review.totals.failed).toBe(faulty.length)
  expect(await hashesOf(world)).toEqual(before)

  await applyAll(world, read.id)
  const result = await countOutcomes(ctx, read.id)
  expect(result).toEqual({ total: sheet.rows.length, done: sheet.rows.length, totals: review.totals })

  const after = await hashesOf(world)
  const again = await readImport(ctx, { kind: 'people', name, bytes, pasted: '' })
  if (!again.ok) throw new Error(again.problem)
  expect((await countOutcomes(ctx, again.id)).totals).toMatchObject({ created: 0, updated: 0, failed: faulty.length })
  await applyAll(world, again.id)
  expect(await hashesOf(world)).toEqual(after)

  expect(await undoImport(ctx, read.id)).toBe(0)
  expect(await hashesOf(world)).toEqual(before)
})

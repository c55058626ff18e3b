import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { parseCsv } from '#db/catalog/csv.server.ts'
import { told } from '#tests/support/readings.ts'

import { scoreOf } from '../../scripts/minutes/score.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, `../fixtures/minutes/${name}.csv`), 'utf8')

type Column = 'n' | 'reference_date' | 'line' | 'kind' | 'debtors' | 'due' | 'note'

test.each(parseCsv<Column>(fixture('public_lines')))('public line $n: $line', ({ reference_date, line, kind, debtors, due }) => {
  const who = debtors.split(';').join(', ') || 'nadie'
  const expected = { acuerdo: 'acuerdo', nota: 'nota', incompleto: `incompleto · ${who}`, compromiso: `compromiso · ${who} · ${due || 'próxima sesión'}` }
  expect(told(line, reference_date)).toBe(expected[kind as keyof typeof expected])
})

test('of hundreds of labelled lines, none is understood with confidence and wrongly', () => {
  expect(scoreOf(fixture('dev_lines')).confidentlyWrong).toEqual([])
})

test('hundreds of labelled lines are read as people labelled them', () => {
  const { fields, lines, exact } = scoreOf(fixture('dev_lines'))
  const rates = Object.values(fields).flatMap(({ right, given, wanted }) => [right / given, right / wanted])
  // A person without institution owes nothing, and is not kept as responsible: three labels ask for it.
  expect(exact / lines).toBeGreaterThan(0.99)
  expect(Math.min(...rates.slice(0, 6))).toBeGreaterThan(0.995)
})

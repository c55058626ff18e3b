import ts from 'typescript'
import { expect, test } from 'vitest'

import { lineOf, sources, visit } from '#tests/support/static.ts'

const literals = sources('app/**', 'db/**', 'bin/**', 'server.ts').flatMap((file) => {
  const found: { place: string; pattern: string; flags: string }[] = []
  visit(file.tree, (node) => {
    if (!ts.isRegularExpressionLiteral(node)) return
    const end = node.text.lastIndexOf('/')
    found.push({
      place: `${file.path}:${lineOf(file, node)} → ${node.text}`,
      pattern: node.text.slice(1, end),
      flags: node.text.slice(end + 1),
    })
  })
  return found
})

test('no regular expression repeats a repetition', () => {
  const nested = literals.filter(({ pattern }) => repeatsRepetition(pattern))
  expect(nested.map(({ place }) => place)).toEqual([])
})

test('no regular expression takes long on a long text made to tire it', () => {
  const slow = literals.filter(({ pattern, flags }) => !repeatsRepetition(pattern) && millisecondsOf(pattern, flags) > LIMIT_MS)
  expect(slow.map(({ place }) => place)).toEqual([])
})

test('the checker tells a dangerous expression from a harmless one', () => {
  expect(['(a+)+', '^(\\+?\\d+[\\s-]?)+$', '((a|b)*c?){2,}', '(?:x*)*'].filter(repeatsRepetition)).toHaveLength(4)
  expect(['(ab)+', '[(+]+\\(+', '(\\d{1,2})+', 'a+b*', '(a+)?', '(?<year>\\d+)-(\\d+)', '(;[a-z]+)*'].filter(repeatsRepetition)).toEqual([])
  expect(millisecondsOf('\\s+$', '')).toBeGreaterThan(LIMIT_MS)
})

const LIMIT_MS = 150
const LENGTH = 20_000
/** One character over and over, and something at the end that fits nothing. */
const tiring = ['a', '0', ' ', '-', '.', '"', ',', 'á', 'a ', '0.', '\n'].map((part) => `${part.repeat(LENGTH / part.length)}\u0000`)

function millisecondsOf(pattern: string, flags: string) {
  const expression = new RegExp(pattern, flags.replace('y', ''))
  const times = tiring.map((text) => {
    const began = performance.now()
    expression.lastIndex = 0
    text.search(expression)
    return performance.now() - began
  })
  return Math.max(...times)
}

/**
 * Whether a group that repeats without limit contains something that does: the time may grow as 2 to the length.
 * A group is harmless when it begins with a sign that appears nowhere else in it, as in `(;[a-z]+)*`.
 */
function repeatsRepetition(pattern: string) {
  // What is escaped, and what stands between brackets, is a single character here.
  const simple = pattern.replace(/\\[.;,/|:@-]/g, ';').replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  const open: { repeats: boolean; from: number }[] = [{ repeats: false, from: 0 }]
  for (const [index, character] of [...simple].entries()) {
    if (character === '(') open.push({ repeats: false, from: index + 1 })
    const endless = /^([*+]|\{\d+,\})/.test(simple.slice(index + 1))
    const group = character === ')' ? open.pop() : undefined
    if (group && endless && group.repeats && !isFenced(simple.slice(group.from, index))) return true
    if (endless || group?.repeats) open.at(-1)!.repeats = true
  }
  return false
}

function isFenced(body: string) {
  const [fence = '', rest = ''] = [body.replace(/^\?:/, '')[0], body.replace(/^\?:/, '').slice(1)]
  return /[;,/|:@=&\s-]/.test(fence) && !/^[*+?{]/.test(rest) && !rest.includes(fence) && !/\.[*+]/.test(rest)
}

import { existsSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

type Proof = { file: string; title: string }
type Check = { code: string; proofs: Proof[]; pending: string[]; reasons: string[]; strange: string[] }

/** Letters, and how many checks each has: none may be left out of the page. */
const LETTERS = { A: 7, B: 6, C: 7, D: 6, E: 8, F: 5, G: 5, H: 4 }

const checks = readChecks(readFileSync('docs/calendar-checks.md', 'utf8'))

test('every check of calendars is on the page once', () => {
  const expected = Object.entries(LETTERS).flatMap(([letter, count]) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`))
  expect(checks.map(({ code }) => code)).toEqual(expected)
  expect(checks.flatMap(({ code, strange }) => strange.map((text) => `${code}: ${text}`))).toEqual([])
})

test('every check names a test, says why it has none, or is pending', () => {
  const silent = checks.filter(({ proofs, pending, reasons }) => proofs.length + pending.length + reasons.length === 0)
  expect(silent.map(({ code }) => code)).toEqual([])
})

test('every test that the page names stands in its file, and is not skipped', () => {
  const missing = checks.flatMap(({ code, proofs }) => proofs.filter((proof) => !stands(proof)).map(({ file, title }) => `${code}: ${file} has no test «${title}»`))
  expect(missing).toEqual([])
})

test('a test that was renamed, skipped or only mentioned does not stand', () => {
  const source = `test('uno', () => {})\ntest.skip('dos', () => {})\n// test('tres')\n  test('it’s «four»', MINUTES, () => {})\ntest.for(rows)('%s five', () => {})\n`
  expect(['uno', 'dos', 'tres', 'it’s «four»', '%s five', 'un'].map((title) => isIn(source, title))).toEqual([true, false, false, true, true, false])
})

for (const { code, pending } of checks) for (const what of pending) test.todo(`check ${code}: ${what}`)

function stands({ file, title }: Proof) {
  return existsSync(file) && isIn(readFileSync(file, 'utf8'), title)
}

function isIn(source: string, title: string) {
  const rows = source.split('\n').map((row) => row.trimStart().replace(/^test\.(for|each)\(\w+\)/, 'test'))
  return rows.some((row) => row.startsWith(`test('${title}',`) || row.startsWith(`test(\`${title}\`,`))
}

function readChecks(page: string): Check[] {
  const found: Check[] = []
  for (const row of page.split('\n')) {
    const [, code] = /^\* ([A-H]\d) /.exec(row) ?? []
    if (code) found.push({ code, proofs: [], pending: [], reasons: [], strange: [] })
    const [, item] = /^ {2}\* (.+)$/.exec(row) ?? []
    const check = found.at(-1)
    if (!item || !check) continue
    const [, file, title] = /^`([^`]+)` (.+)$/.exec(item) ?? []
    const [, pending] = /^pending: (.+)$/.exec(item) ?? []
    if (file && title) check.proofs.push({ file, title })
    else if (pending) check.pending.push(pending)
    else if (item.startsWith('Not here: ')) check.reasons.push(item)
    else check.strange.push(item)
  }
  return found
}

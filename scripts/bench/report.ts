import { availableParallelism, cpus } from 'node:os'

import type { Weight } from './first-load.ts'
import type { Timing } from './measure.ts'
import type { Page } from './pages.ts'

export type Result = { page: Omit<Page, 'who'>; timing: Timing; bytes: number; weight?: Weight }
export type Verdict = { name: string; what: string; value: number; goal: number; unit: 'ms' | 'kB' | '×'; kept: boolean }

const kB = (bytes: number) => bytes / 1000

export const isSlow = ({ page, timing }: Result) => page.goal !== undefined && timing.alone_p95 > page.goal

/** Every goal against what was measured. Waiting for a processor that another program had is noise, and is left out. */
export function judge(results: Result[]): Verdict[] {
  return results.flatMap(({ page, timing, weight }) => [
    ...timed(page.name, 'p95', timing.alone_p95, page.goal, 'ms'),
    ...timed(page.name, 'CPU', timing.cpu, page.cpu, 'ms'),
    ...timed(page.name, 'to bare', timing.trip_p50 / timing.bare_p50, page.toBare, '×'),
    ...(weight ? weighed(page, weight) : []),
  ])
}

const timed = (name: string, what: string, value: number, goal: number | undefined, unit: Verdict['unit']): Verdict[] =>
  goal === undefined ? [] : [{ name, what, value, goal, unit, kept: value <= goal }]

function weighed({ name, js, css, all, laterJs }: Result['page'], weight: Weight): Verdict[] {
  const laterOwn = laterJs === undefined ? 0 : weight.later.js
  const sizes: [what: string, bytes: number, goal: number | undefined][] = [
    ['JS', weight.js + weight.later.js - laterOwn, js],
    ['later JS', weight.later.js, laterJs],
    ['CSS', weight.css + weight.later.css, css],
    ['first load', weight.all + weight.later.js - laterOwn + weight.later.css, all],
  ]
  return sizes.flatMap(([what, bytes, goal]) =>
    goal === undefined ? [] : [{ name, what, value: kB(bytes), goal, unit: 'kB' as const, kept: kB(bytes) <= goal }])
}

/** Two tables of Markdown: times, and weights of a first load. */
export function tablesOf(results: Result[], verdicts: Verdict[]) {
  const missed = (name: string, ...whats: string[]) => verdicts.some((verdict) => !verdict.kept && verdict.name === name && whats.includes(verdict.what))
  const times = results.map(({ page, timing, bytes }) => [
    page.name, ms(timing.alone_p50), ms(timing.alone_p95), ms(timing.p50), ms(timing.p95), ms(timing.cpu), String(timing.queries),
    kB(bytes).toFixed(1), `${ratio(timing)} ×`, goalsOf(page), goalsOf(page) ? (missed(page.name, 'p95', 'CPU', 'to bare') ? 'FAIL' : 'PASS') : '',
  ])
  const weights = results.flatMap(({ page, weight }) => {
    if (!weight || page.js === undefined) return []
    const { js, css, html, other, all, later } = weight
    const plus = (own: number, more: number) => kB(own).toFixed(1) + (more ? ` + ${kB(more).toFixed(1)}` : '')
    return [[
      page.name, plus(js, later.js), plus(css, later.css), kB(html).toFixed(1), kB(other).toFixed(1),
      kB(all + later.js + later.css).toFixed(0), `≤ ${[page.js, page.css, page.all ?? '–'].join(', ')}`, missed(page.name, 'JS', 'later JS', 'CSS', 'first load') ? 'FAIL' : 'PASS',
    ]]
  })
  return [
    table(['Page', 'p50 ms', 'p95 ms', 'with waits p50', 'p95', 'CPU ms', 'queries', 'kB', 'to bare', 'goal', ''], times),
    ...(weights.length > 0 ? [table(['First load, gzip kB', 'JS', 'CSS', 'HTML', 'font, icons', 'all', 'goal JS, CSS, all', ''], weights)] : []),
  ].join('\n\n')
}

const ratio = ({ trip_p50, bare_p50 }: Timing) => (trip_p50 / bare_p50).toFixed(trip_p50 < 10 * bare_p50 ? 1 : 0)

const goalsOf = ({ goal, cpu, toBare }: Result['page']) =>
  [goal && `p95 ≤ ${goal}`, cpu && `CPU ≤ ${cpu}`, toBare && `≤ ${toBare} ×`].filter(Boolean).join(', ')

const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0)

function table(head: string[], rows: string[][]) {
  const widths = head.map((title, at) => Math.max(title.length, 3, ...rows.map((row) => row[at]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(' | ')} |`
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

/** What ran, without names of machines. */
export const machine = (engine: string) => `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, ${engine}`

import type { MinutesContent } from './content.ts'

export type Change = { text: string; kind: 'same' | 'added' | 'removed' }
export type PointChange = { title: string | null; lines: Change[] }

/** What a version says that the former did not, and what it no longer says, by points; those with no words in either are left out. */
export function changesBetween(before: MinutesContent, after: MinutesContent): PointChange[] {
  const titles = [...new Set([...after.points, ...before.points].map(({ title }) => title))]
  const linesOf = (content: MinutesContent, title: string | null) =>
    content.points.filter((point) => point.title === title).flatMap(({ entries }) => entries.map(({ text }) => text))
  return titles.map((title) => ({ title, lines: diff(linesOf(before, title), linesOf(after, title)) })).filter(({ lines }) => lines.length > 0)
}

/** More than this is compared as a whole: the table of comparisons grows with the square. */
const MOST = 1_500

/** Lines in the order they are read: a removed line stands where it was. By the longest common run of lines. */
export function diff(before: string[], after: string[]): Change[] {
  let [from, until] = [0, 0]
  while (from < Math.min(before.length, after.length) && before[from] === after[from]) from++
  while (until < Math.min(before.length, after.length) - from && before.at(-1 - until) === after.at(-1 - until)) until++
  const same = (lines: string[]) => lines.map((text) => ({ text, kind: 'same' as const }))
  const [was, is] = [before.slice(from, before.length - until), after.slice(from, after.length - until)]
  return [...same(after.slice(0, from)), ...different(was, is), ...same(after.slice(after.length - until))]
}

function different(before: string[], after: string[]): Change[] {
  if (before.length > MOST || after.length > MOST) {
    return [...before.map((text) => ({ text, kind: 'removed' as const })), ...after.map((text) => ({ text, kind: 'added' as const }))]
  }
  const common = commonLengths(before, after)
  const lines: Change[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ text: after[j]!, kind: 'same' })
      i++
      j++
    } else if (j >= after.length || (i < before.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ text: before[i++]!, kind: 'removed' })
    } else lines.push({ text: after[j++]!, kind: 'added' })
  }
  return lines
}

/** How many lines the rests of both share, from each pair of places. */
function commonLengths(before: string[], after: string[]) {
  const lengths = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i]![j] = before[i] === after[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  return lengths
}

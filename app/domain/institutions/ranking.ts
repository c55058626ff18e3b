import { fold, sortKey } from '#app/lib/text.ts'

/** `aliases` as stored: split by `|`. */
export type Rankable = { id: string; name: string; short_name: string; aliases: string }

/** The rows that have every word of the query in their names, the likeliest first; all of them when it has no words. */
export function rank<Row extends Rankable>(query: string, rows: readonly Row[]): Row[] {
  const asked = wordsOf(fold(query))
  if (asked.all.length === 0) return [...rows]
  return rows
    .flatMap((row) => {
      const match = bestMatch(asked, row)
      return match ? [{ row, ...match }] : []
    })
    .toSorted((a, b) => a.distance - b.distance || a.length - b.length || byName(a.row, b.row))
    .map(({ row }) => row)
}

type Words = { all: string[]; telling: string[] }

const FAR = 6
const CONNECTORS = new Set(['de', 'del', 'la', 'las', 'el', 'los', 'y', 'e'])

function bestMatch(asked: Words, { name, short_name, aliases }: Rankable) {
  const everything = fold(`${short_name}|${name}|${aliases}`)
  if (!asked.telling.every((word) => everything.includes(word)) && !everything.includes(asked.telling.join(''))) return
  const matches = everything.split('|').map(wordsOf)
    .map((label) => ({ distance: distanceOf(asked, label), length: label.telling.length }))
  return matches.reduce((best, match) =>
    match.distance < best.distance || (match.distance === best.distance && match.length < best.length) ? match : best)
}

/** 0 the same text; 1 the same but for connectors; 2 or for spaces; then beginnings, whole words, beginnings of words. */
function distanceOf(asked: Words, label: Words) {
  const [question, answer] = [asked.telling.join(' '), label.telling.join(' ')]
  if (asked.all.join(' ') === label.all.join(' ')) return 0
  if (question === answer) return 1
  if (asked.telling.join('') === label.telling.join('')) return 2
  if (answer.startsWith(question)) return 3
  if (asked.telling.every((word) => label.telling.includes(word))) return 4
  if (asked.telling.every((word) => label.telling.some((part) => part.startsWith(word)))) return 5
  return FAR
}

/** `telling` leaves out connectors, unless there is nothing else. */
function wordsOf(folded: string): Words {
  const all = folded.split(/[^a-z0-9]+/).filter(Boolean)
  const telling = all.filter((word) => !CONNECTORS.has(word))
  return { all, telling: telling.length > 0 ? telling : all }
}

function byName(a: Rankable, b: Rankable) {
  const [first, second] = [`${sortKey(a.short_name)} ${a.id}`, `${sortKey(b.short_name)} ${b.id}`]
  return first < second ? -1 : first > second ? 1 : 0
}

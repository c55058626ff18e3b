import { fold } from '../text.ts'
import { textOf } from './cells.ts'
import { SAMPLE } from './content.ts'
import type { Header } from './header.ts'
import type { Cell, Row } from './reading.ts'

/** What a column may be taken as. `words` are other names of it; `content` says from 0 to 1 how much cells look like it (content.ts). */
export type Field<Key extends string = string> = { key: Key; words: string[]; content?: (cells: Cell[]) => number }

/** One per column of the sheet, in its order. `samples` are up to three different values, as a person reads them. */
export type Guess<Key extends string = string> = {
  column: number
  name: string
  field: Key | null
  confidence: 'sure' | 'likely' | 'none'
  samples: string[]
}

const LONGEST_SAMPLE = 60
/** Cells that are looked at in all, and in each column at least: everybody waits meanwhile. */
const MOST_LOOKED_AT = 10_000
const LEAST_SAMPLE = 40
/** Under it a column is nothing we know: what it holds must say what its name does not. */
const LEAST = 0.35
const SURE = 0.7

/** Guesses what each column is from its name and from what it holds. A field is given to one column at most. */
export function guessColumns<Key extends string>(rows: Row[], header: Header, fields: Field<Key>[]): Guess<Key>[] {
  const most = Math.max(LEAST_SAMPLE, Math.min(SAMPLE, Math.floor(MOST_LOOKED_AT / Math.max(1, header.names.length))))
  const columns = header.names.map((name, column) => ({ name, cells: sampleBelow(rows, header, column, most) }))
  const scores = columns.flatMap(({ name, cells }, column) => fields.map((field) => ({ column, key: field.key, score: scoreOf(field, header.row === null ? '' : name, cells) })))
  const given = new Map<number, { key: Key; score: number }>()
  const taken = new Set<Key>()
  for (const { column, key, score } of scores.toSorted((a, b) => b.score - a.score)) {
    if (score < LEAST || given.has(column) || taken.has(key)) continue
    given.set(column, { key, score })
    taken.add(key)
  }
  return columns.map(({ name }, column) => {
    const found = given.get(column)
    return { column, name, field: found?.key ?? null, confidence: !found ? 'none' : found.score >= SURE ? 'sure' : 'likely', samples: samplesOf(rows, header, column) }
  })
}

/** The name weighs more; what is in the column confirms it, or speaks against it. */
function scoreOf<Key extends string>({ words, content }: Field<Key>, name: string, cells: Cell[]) {
  const named = Math.max(0, ...words.map((word) => likeness(tokensOf(name), tokensOf(word))))
  if (!content) return named * 0.8
  const held = content(cells)
  return cells.length === 0 ? named * 0.6 : named * 0.6 + held * 0.4
}

/** 1 for the same words; less for a name that has them among others. */
function likeness(name: string[], words: string[]) {
  if (words.length === 0 || name.length < words.length) return 0
  if (!words.every((word) => name.some((one) => isSame(one, word)))) return 0
  return words.length === name.length ? 1 : 0.55 + 0.35 * (words.length / name.length)
}

/** «nombres» is «nombre», «correos» is «correo». */
const isSame = (one: string, other: string) => one === other || one === `${other}s` || `${one}s` === other

const FILLERS = new Set(['de', 'del', 'la', 'el', 'los', 'las', 'y', 'o', 'en', 'a', 'n', 'no', 'nº'])
const tokensOf = (text: string) => {
  const tokens = fold(text).replaceAll('.', '').replace(/e-mail/g, 'email').split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const telling = tokens.filter((token) => !FILLERS.has(token))
  return telling.length > 0 ? telling : tokens
}

/** The first cells with something, as many as tell what a column holds. */
function sampleBelow(rows: Row[], { first }: Header, column: number, most: number) {
  const sample: Cell[] = []
  for (let row = first; row < rows.length && sample.length < most; row++) {
    const cell = rows[row]![column] ?? null
    if (textOf(cell) !== '') sample.push(cell)
  }
  return sample
}

function samplesOf(rows: Row[], { first }: Header, column: number) {
  const samples = new Set<string>()
  for (let row = first; row < rows.length; row++) {
    const text = textOf(rows[row]![column]).replace(/\s+/g, ' ')
    if (text) samples.add(text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE).toWellFormed()}…` : text)
    if (samples.size === 3) break
  }
  return [...samples]
}

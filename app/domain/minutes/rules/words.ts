import { fold } from '#app/lib/text.ts'

/** A word, a number, a mention («@tome.secpla») or a sign of a line, and where it stands in it. */
export type Word = {
  text: string
  folded: string
  start: number
  end: number
  sort: 'word' | 'number' | 'mention' | 'sign'
  capital: boolean
  /** Nothing stands between it and the one before. */
  glued: boolean
}

/** More words than a line of minutes has: what comes after them is kept, and not read. */
const MOST_WORDS = 300

const PIECES = /@[\p{L}\p{M}\p{N}_.-]+|[\p{L}\p{M}]+|\p{N}+|\S/gu

type Shape = Pick<Word, 'folded' | 'sort' | 'capital'>

/** What minutes say, they say again: a word is taken apart once. */
const shapes = new Map<string, Shape>()
const MOST_SHAPES = 5000

function shapeOf(text: string): Shape {
  const known = shapes.get(text)
  if (known) return known
  const sort = /^@./u.test(text) ? 'mention' : /^\p{N}/u.test(text) ? 'number' : /^[\p{L}\p{M}]/u.test(text) ? 'word' : 'sign'
  const shape: Shape = { folded: folded(text), sort, capital: /^\p{Lu}/u.test(text) }
  if (shapes.size >= MOST_SHAPES) shapes.clear()
  shapes.set(text, shape)
  return shape
}

export function wordsOf(line: string, from = 0): Word[] {
  const words: Word[] = []
  let end = -1
  PIECES.lastIndex = from
  for (let piece = PIECES.exec(line); piece && words.length < MOST_WORDS; piece = PIECES.exec(line)) {
    const text = piece[0].startsWith('@') ? piece[0].replace(/[.-]$/, '') : piece[0]
    const { index: start } = piece
    PIECES.lastIndex = start + text.length
    const { folded, sort, capital } = shapeOf(text)
    words.push({ text, folded, start, end: start + text.length, sort, capital, glued: end === start })
    end = start + text.length
  }
  return words
}

/** The words of a name as the index knows them: «O'Higgins» and «ohiggins» are two, «Llay-Llay» is «llay llay». */
export const tokensOf = (name: string) =>
  wordsOf(name).filter(({ sort }) => sort === 'word' || sort === 'number').map(({ folded }) => folded)

/** Words people cut short, in names and in haste. */
const SHORT: Record<string, string> = {
  pto: 'puerto', sta: 'santa', sto: 'santo', stgo: 'santiago', gral: 'general', min: 'ministerio', q: 'que', tb: 'tambien', tmb: 'tambien', sgte: 'siguiente',
}

function folded(text: string) {
  // In capitals it is the tenth region.
  if (text === 'x') return 'por'
  const plain = /^[a-z0-9]+$/.test(text) ? text : fold(text)
  return Object.hasOwn(SHORT, plain) ? SHORT[plain]! : plain
}

export const setOf = (words: string) => new Set(words.split(' '))

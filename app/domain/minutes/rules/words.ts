import { fold } from '#app/lib/text.ts'

import { GIVEN } from './given.ts'

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
  return words.some(({ sort }) => sort === 'mention') ? withSurnames(line, words) : words
}

/** «@Juan Pérez mandará…»: whoever types a name after «@» goes on with its surname, and it is one mention. */
function withSurnames(line: string, words: Word[]): Word[] {
  const joined: Word[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    let to = at + 1
    if (word.sort === 'mention' && GIVEN.has(word.folded.slice(1))) {
      while (to < at + 3 && words[to]?.sort === 'word' && words[to]!.capital) to++
      if (!endsName(words[to])) to = at + 1
    }
    joined.push(to === at + 1 ? word : { ...word, text: line.slice(word.start, words[to - 1]!.end), folded: words.slice(at, to).map(({ folded }) => folded).join('.'), end: words[to - 1]!.end })
    at = to - 1
  }
  return joined
}

/** After a whole name comes a verb, a sign, a day or nothing. */
const endsName = (word: Word | undefined) =>
  !word || word.sort !== 'word' || /(ra|ran)$/.test(word.folded) || /^(va|van|queda|quedan|quedo|debe|deben|tiene|se|le|les|el|en|vie|lun|mar|mie|jue)$/.test(word.folded)

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

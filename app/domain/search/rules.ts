import { fold } from '#app/lib/text.ts'

/** A piece of a text; `hit` when it is what was looked for. */
export type Piece = { text: string; hit?: true }

const MOST_WORDS = 8
const LONGEST_WORD = 60
const AROUND = 70

/** The words of a query as the index knows them: folded, of two letters or figures at least, at most eight. */
export function searchTokens(query: string): string[] {
  const words = fold(query).split(/[^a-z0-9\u00df-\u00f6\u00f8-\u024f]+/).filter((word) => word.length > 1)
  return [...new Set(words.map((word) => word.slice(0, LONGEST_WORD)))].slice(0, MOST_WORDS)
}

/** Whether one of the words begins a word: «o'higgins» begins with «hig» and with «ohi». */
export function isHit(word: string, tokens: readonly string[]) {
  const folded = fold(word)
  const readings = [folded.replaceAll("'", ''), ...folded.split("'")]
  return tokens.some((token) => readings.some((reading) => reading.startsWith(token)))
}

/** The text in pieces, every word that begins with one of the tokens apart. */
export function piecesOf(text: string, tokens: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!isHit(word, tokens)) continue
    if (index > from) pieces.push({ text: text.slice(from, index) })
    pieces.push({ text: word, hit: true })
    from = index + word.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

/** Some words before and after the first that was looked for; undefined when the text has none of them. */
export function excerptOf(text: string, tokens: readonly string[]): string | undefined {
  const plain = text.replace(/\s+/g, ' ').trim()
  const first = [...plain.matchAll(WORD)].find(({ 0: word }) => isHit(word, tokens))
  if (!first) return undefined
  const start = first.index <= AROUND ? 0 : plain.indexOf(' ', first.index - AROUND) + 1
  const far = first.index + first[0].length + AROUND
  const end = plain.length <= far ? plain.length : Math.max(plain.lastIndexOf(' ', far), first.index + first[0].length)
  return `${start > 0 ? '… ' : ''}${plain.slice(start, end)}${end < plain.length ? ' …' : ''}`
}

const WORD = /[\p{L}\p{N}\p{M}'‘’´`]+/gu

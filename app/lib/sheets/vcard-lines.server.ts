import { decode } from './encoding.ts'

/** One property of a card; `types` in capitals («CELL», «WORK», «PREF»). The value is decoded, and still has its bars. */
export type CardLine = { name: string; types: string[]; value: string }

const LONGEST = 100_000

/** The properties of vCards of any version: folded lines joined, «=C3=B1» of old phones and their charsets read. */
export function* cardLines(bytes: Uint8Array): Generator<CardLine> {
  const lines = linesIn(decode(bytes).text)
  let next = lines.next().value
  while (next !== undefined) {
    const isQuoted = /^[^:]{0,200};(?:encoding=)?quoted-printable/i.test(next)
    let text = next
    next = lines.next().value
    while (next !== undefined && goesOn(text, next, isQuoted)) {
      // What is too long is read to its end, and not kept.
      if (text.length <= LONGEST) text = isQuoted && text.endsWith('=') ? text.slice(0, -1) + next : text + next.slice(1)
      next = lines.next().value
    }
    const line = lineIn(text, isQuoted)
    if (line) yield line
  }
}

/** The first blank says that the line goes on; those after it are of the value, which may be cut before a space of its own. */
const goesOn = (text: string, next: string, isQuoted: boolean) => (isQuoted && text.endsWith('=')) || /^[ \t]/.test(next)

function* linesIn(text: string): Generator<string, undefined> {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  for (let from = 0; from < plain.length; ) {
    const found = plain.indexOf('\n', from)
    const end = found < 0 ? plain.length : found
    yield plain.slice(from, end)
    from = end + 1
  }
  return undefined
}

/** Photographs and keys are long, and none of ours. */
function lineIn(text: string, isQuoted: boolean): CardLine | undefined {
  if (text.length > LONGEST) return undefined
  const colon = colonOf(text)
  if (colon <= 0) return undefined
  const [named = '', ...params] = text.slice(0, colon).toUpperCase().split(';')
  const name = named.slice(named.lastIndexOf('.') + 1).trim()
  const types = params.flatMap((param) => (param.startsWith('PREF=') ? ['PREF'] : param.replace(/^TYPE=/, '').replaceAll('"', '').split(',')))
  const charset = params.find((param) => param.startsWith('CHARSET='))?.slice(8)
  const value = text.slice(colon + 1)
  return { name, types, value: isQuoted ? unquoted(value, charset) : value }
}

function colonOf(text: string) {
  let isInside = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isInside = !isInside
    else if (text[at] === ':' && !isInside) return at
  }
  return -1
}

/** RFC 2045 §6.7. What is beyond ASCII without a code is kept. */
function unquoted(text: string, charset: string | undefined) {
  const octets = Buffer.from(text.replace(/[^\u0000-\u007f]/g, (letter) => encodeURIComponent(letter.toWellFormed()).replaceAll('%', '=')), 'latin1').toString('latin1')
  const bytes = Buffer.from(octets.replace(/=([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))), 'latin1')
  if (charset && /^(ISO-8859-1|WINDOWS-1252|LATIN1)$/.test(charset)) return new TextDecoder('windows-1252').decode(bytes)
  return decode(bytes).text
}

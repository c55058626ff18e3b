import { decode } from './encoding.ts'

/** One property of a card; `types` in capitals («CELL», «WORK», «PREF»). The value is decoded, and still has its bars. */
export type CardLine = { name: string; types: string[]; value: string }

const LONGEST = 100_000

/** The properties of vCards of any version: folded lines joined, «=C3=B1» of old phones and their charsets read. */
export function* cardLines(bytes: Uint8Array): Generator<CardLine> {
  const lines = decode(bytes).text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  for (let at = 0; at < lines.length; at++) {
    const pieces = [lines[at]!]
    const isQuoted = /^[^:]{0,200};(?:encoding=)?quoted-printable/i.test(lines[at]!)
    if (isQuoted) while (pieces.at(-1)!.endsWith('=') && at + 1 < lines.length) pieces.push(lines[++at]!)
    while (/^[ \t]\S/.test(lines[at + 1] ?? '')) pieces.push(lines[++at]!.slice(1))
    const line = lineIn(isQuoted ? pieces.map((piece) => piece.replace(/=$/, '')).join('') : pieces.join(''), isQuoted)
    if (line) yield line
  }
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

import type { Encoding } from './reading.ts'

export type Decoded = { text: string; encoding: Encoding; isMixed: boolean }

const utf8 = new TextDecoder('utf-8', { fatal: true })
const windows = new TextDecoder('windows-1252')

/**
 * Octets → text. A byte order mark decides, then zeros in every other octet; what is no UTF-8 is Windows-1252, line by
 * line, since lists that several people filled mix both.
 */
export function decode(bytes: Uint8Array): Decoded {
  const wide = wideOf(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16', isMixed: false }
  const text = fromUtf8(bytes)
  return text === undefined ? byLines(bytes) : { text, encoding: 'UTF-8', isMixed: false }
}

function wideOf(bytes: Uint8Array) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 1000)
  const zeros = (odd: number) => sample.filter((octet, at) => octet === 0 && at % 2 === odd).length / (sample.length / 2)
  if (sample.length < 4 || zeros(0) > 0.4 === zeros(1) > 0.4) return undefined
  return zeros(1) > 0.4 ? 'utf-16le' : 'utf-16be'
}

function fromUtf8(bytes: Uint8Array) {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

function byLines(bytes: Uint8Array): Decoded {
  const lines: string[] = []
  let isMixed = false
  for (let from = 0; from <= bytes.length; ) {
    const found = bytes.indexOf(0x0a, from)
    const end = found < 0 ? bytes.length : found
    const line = bytes.subarray(from, end)
    const text = fromUtf8(line)
    if (text !== undefined && text.length < line.length) isMixed = true
    lines.push(text ?? windows.decode(line))
    from = end + 1
  }
  return { text: lines.join('\n'), encoding: 'Windows-1252', isMixed }
}

/** What Windows-1252 writes for an octet, and back. */
const octets = new Map(Array.from({ length: 256 }, (_, octet) => [windows.decode(Uint8Array.of(octet)), octet]))
const MOJIBAKE = /[ÃÂ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]/

/** «MuÃ±oz» → «Muñoz»: UTF-8 that somebody read as Windows-1252 and saved. Anything else stays as it is. */
export function repaired(text: string) {
  if (!MOJIBAKE.test(text)) return text
  const found = [...text].map((character) => octets.get(character))
  if (found.includes(undefined)) return text
  return fromUtf8(Uint8Array.from(found as number[])) ?? text
}

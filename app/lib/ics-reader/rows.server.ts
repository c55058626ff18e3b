import type { Encoding } from './reading.server.ts'

/** One property, unfolded, and the line of the file on which it begins. */
export type Row = { line: number; text: string }

export type Rows = { ok: true; rows: Row[]; encoding: Encoding; dropped: number[] } | { ok: false; problem: string }

const LONGEST_ROW = 64 * 1024
const [TAB, LF, CR, SPACE] = [9, 10, 13, 32]

/**
 * Unfolds octets and then decodes, since a fold may cut a letter in two. Lines end in CRLF, LF or CR. Without a byte
 * order mark it is UTF-8, else Windows-1252, as old programs of Windows write.
 */
export function rowsOf(bytes: Uint8Array): Rows {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  const octets = wide ? Buffer.from(new TextDecoder(wide).decode(bytes)) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!wide && octets.subarray(0, 64).filter((octet) => octet === 0).length > 8) {
    return { ok: false, problem: 'No es texto, o está en UTF-16 sin marca. Guárdelo como UTF-8 y súbalo otra vez.' }
  }
  const start = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf ? 3 : 0
  const { unfolded, lines } = unfold(octets.subarray(start))
  const { text, encoding } = decoded(unfolded)
  const dropped: number[] = []
  const rows = text.split('\n').flatMap((text, at) => {
    if (!text.trim()) return []
    const line = lines[at]!
    if (text.length <= LONGEST_ROW) return [{ line, text }]
    dropped.push(line)
    return []
  })
  return { ok: true, rows, encoding: wide ? 'UTF-16' : encoding, dropped }
}

function unfold(octets: Buffer) {
  const out = Buffer.alloc(octets.length)
  const lines = [1]
  let size = 0
  let line = 1
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at]!
    if (octet !== CR && octet !== LF) {
      out[size++] = octet
      continue
    }
    if (octet === CR && octets[at + 1] === LF) at++
    line++
    const next = octets[at + 1]
    if (next === SPACE || next === TAB) at++
    else {
      out[size++] = LF
      lines.push(line)
    }
  }
  return { unfolded: out.subarray(0, size), lines }
}

function decoded(octets: Buffer): { text: string; encoding: Encoding } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(octets), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(octets), encoding: 'Windows-1252' }
  }
}

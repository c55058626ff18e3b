import { randomBytes } from 'node:crypto'

let counter = 0

/**
 * UUIDv7 (RFC 9562 §5.7, with the counter of §6.2): ids made in order sort in order, also those of the same
 * millisecond, so that ordering by id tells what came first. The counter never starts again: one request's clock stands
 * still while others' go on.
 */
export function newId(now = Date.now()): string {
  counter = (counter + 1) & 0x3ffffff
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = 0x70 | (counter >>> 22)
  bytes[7] = (counter >>> 14) & 0xff
  bytes[8] = 0x80 | ((counter >>> 8) & 0x3f)
  bytes[9] = counter & 0xff
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What every id made from that millisecond on is greater than. */
export function firstIdOf(time: number): string {
  const hex = time.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}

/** The rows of these ids in their order; an id without a row leaves no gap. */
export function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const known = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

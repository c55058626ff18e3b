import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { Version } from './ics-http.server.ts'

type Bytes = Buffer<ArrayBuffer>
type Copies = { plain: Bytes; packed?: Bytes; size: number }

/** Bytes ready to be sent, by tag: the tag is a hash of them, so that a copy is never old. The least asked for leave. */
const MOST_BYTES = 48 * 1024 * 1024
const held = new Map<string, Copies>()
const pack = promisify(gzip)

/** The bytes of a version, read and compressed once while they are asked for; with the version they are of. */
export async function bytesOf({ etag, changed_at }: Version, withGzip: boolean, read: () => Promise<Version & { body: string }>) {
  const known = held.get(etag)
  const { body, ...version } = known ? { body: '', etag, changed_at } : await read()
  const copies = known ?? { plain: Buffer.from(body), size: 0 }
  if (withGzip) copies.packed ??= Buffer.from(await pack(copies.plain))

  hold(version.etag, copies)
  return { version, bytes: withGzip ? copies.packed! : copies.plain }
}

function hold(etag: string, copies: Copies) {
  held.delete(etag)
  held.set(etag, { ...copies, size: copies.plain.length + (copies.packed?.length ?? 0) })
  let total = 0
  for (const { size } of held.values()) total += size
  for (const [oldest, { size }] of held) {
    if (total <= MOST_BYTES) return
    held.delete(oldest)
    total -= size
  }
}

import { createHash } from 'node:crypto'

/** A strong tag of exactly these bytes. */
export const etagOf = (bytes: string | Uint8Array) => `"${createHash('sha256').update(bytes).digest('base64url')}"`

/** Whether the reader says that it has what this tag is of (RFC 9110 §13.1.2); undefined when it says nothing about tags. */
export function hasTag(headers: Headers, etag: string): boolean | undefined {
  const tags = headers.get('If-None-Match')
  return tags === null ? undefined : tags.trim() === '*' || tagsIn(tags).includes(opaque(etag))
}

const tagsIn = (list: string) => (list.match(/(?:W\/)?"[^"]*"/g) ?? []).map(opaque)

/** A tag without what weakens it or says that it travelled compressed, here or in a proxy. */
const opaque = (tag: string) => tag.replace(/^W\//, '').replace(/[-;]gzip"$/, '"')

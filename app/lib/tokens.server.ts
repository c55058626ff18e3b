import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const digest = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** 256 random bits, for cookies and links. */
export const newSecret = () => randomBytes(32).toString('base64url')

/**
 * A token in two halves: the public id finds the row, the secret is stored only as its SHA-256. An id never begins with a
 * dash: on a command line it would be taken for an option.
 */
export function newToken() {
  const id = randomBytes(9).toString('base64url').replace(/^-/, 'x')
  const secret = newSecret()
  return { id, hash: digest(secret), shownOnce: `${id}.${secret}` }
}

/** Splits `<id>.<secret>`; undefined when the shape is wrong. */
export function readToken(text: string | undefined): { id: string; secret: string } | undefined {
  const [, id, secret] = /^([\w-]{12})\.([\w-]{43})$/.exec(text ?? '') ?? []
  return id && secret ? { id, secret } : undefined
}

/** Compares in constant time, also when there is no row. */
export function isSecret(secret: string, hash: string | undefined) {
  const expected = Buffer.from(hash ?? digest('no such token'), 'hex')
  return timingSafeEqual(Buffer.from(digest(secret), 'hex'), expected) && hash !== undefined
}

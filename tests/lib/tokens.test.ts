import { expect, test } from 'vitest'

import { isSecret, newToken, readToken } from '#app/lib/tokens.server.ts'

test('a token is read back in its halves, and its id is never taken for an option of a command', () => {
  for (let times = 0; times < 2_000; times++) {
    const { id, hash, shownOnce } = newToken()
    expect(id).not.toMatch(/^-/)
    expect(readToken(shownOnce)).toMatchObject({ id })
    expect(isSecret(readToken(shownOnce)!.secret, hash)).toBe(true)
  }
})

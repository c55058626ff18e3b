import { tokenScopes, type TokenScope } from './terms.ts'

/** Stored as words; what no longer exists opens nothing. */
export const scopesOf = (stored: string): TokenScope[] => stored.split(' ').filter((word): word is TokenScope => Object.hasOwn(tokenScopes, word))

/** The instant at which a key of so many months ends; on a day that month lacks, the first of the next. */
export function expiryIn(months: number, now: Date): string {
  const expires = new Date(now)
  expires.setUTCMonth(expires.getUTCMonth() + months)
  return expires.toISOString()
}

/** How long a claimed job belongs to its worker (ms): longer than any may last. */
export const LEASE_MS = 150_000

/** Attempts after which somebody must look at it, as with mail. */
export { MOST_ATTEMPTS } from '#app/domain/outbox/rules.ts'

/** Counts what arrives at an address that is its own key. In memory: a restart forgives, and a stranger's guesses cost nothing. */

const MOST_KEYS = 10_000

const counts = new Map<string, { from: number; count: number }>()

/** The seconds to wait when `key` was used more than `limit` times in so many seconds; 0 while it may go on. */
export function waitFor(key: string, { limit, seconds }: { limit: number; seconds: number }, now: Date): number {
  const at = now.getTime()
  const known = counts.get(key)
  const window = known && at - known.from < seconds * 1000 && at >= known.from ? known : { from: at, count: 0 }
  window.count++
  if (counts.size >= MOST_KEYS) counts.clear()
  counts.set(key, window)
  return window.count > limit ? Math.ceil((window.from - at) / 1000 + seconds) : 0
}

import { setImmediate as others } from 'node:timers/promises'

/** For long loops: await what this answers at each round, and others are served whenever so many milliseconds went by. */
export function takingTurns(ms = 25): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < ms) return
    await others()
    since = performance.now()
  }
}

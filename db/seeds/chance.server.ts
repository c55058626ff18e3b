/** Chance that always falls the same way, so that two demonstrations of one day are alike. */
export function chance(seed: number) {
  let state = seed >>> 0
  /** A number from 0 to 1 (mulberry32). */
  function next() {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    /** A whole number, both ends included. */
    between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    one: <T>(options: readonly T[]): T => options[Math.floor(next() * options.length)]!,
    happens: (probability: number) => next() < probability,
    some<T>(options: readonly T[], count: number): T[] {
      const rest = [...options]
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(Math.floor(next() * rest.length), 1)[0]!)
    },
  }
}

export type Chance = ReturnType<typeof chance>

import { Conflict } from '#app/lib/errors.ts'

/** What a series refuses with a sentence is said in the form that asked, which keeps what was typed. */
export async function attempt<T>(work: () => Promise<T>): Promise<{ ok: true; value: T } | { ok: false; problem: string }> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof Conflict) return { ok: false, problem: error.message }
    throw error
  }
}

import type { Context } from './context.server.ts'
import { Conflict, Forbidden, NotFound } from './errors.ts'
import { apart } from './transaction.server.ts'

/** Does one of several acts of a transaction. Answers the sentence of whatever the domain refuses; null when it was done. */
export async function refusalOf<C extends Context>(ctx: C, act: (ctx: C) => Promise<unknown>): Promise<string | null> {
  try {
    await apart(ctx, act)
    return null
  } catch (error) {
    if (error instanceof Conflict || error instanceof Forbidden || error instanceof NotFound) return error.message
    throw error
  }
}

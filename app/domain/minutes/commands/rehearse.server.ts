import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { Draft } from '../queries.server.ts'
import { composeContent } from '../queries/content.server.ts'
import type { MinutesContent } from '../rules/content.ts'
import type { Plan } from '../rules/plan.ts'
import { registerEntries } from './register.server.ts'

export type Rehearsal = { content: MinutesContent; problem: null } | { content: null; problem: string }

/** Carries the outcome out of a transaction that must leave no trace. */
class Rehearsed extends Error {
  readonly content: MinutesContent

  constructor(content: MinutesContent) {
    super('rehearsed')
    this.content = content
  }
}

/**
 * What closing would write and send, found out by doing it and taking everything back: what is shown beforehand is
 * made by the same code. For minutes in which nothing is missing; what closing would refuse is told.
 */
export async function rehearseClosing(ctx: Context, meeting: Meeting, plan: Plan, draft: Draft | undefined): Promise<Rehearsal> {
  try {
    await atomically(ctx, async (ctx) => {
      const { number, reason } = draft ?? { number: 1, reason: null }
      await registerEntries(ctx, meeting, plan, number)
      throw new Rehearsed(await composeContent(ctx, meeting, { number, reason }))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return { content: error.content, problem: null }
    if (error instanceof Conflict) return { content: null, problem: error.message }
    throw error
  }
  throw new Error('A rehearsal always ends by being taken back.')
}

import type { ConnectionRequest, RequestStep } from '#app/domain/connection-requests/queries.server.ts'
import { daysText, standingSteps, stretchesOf } from '#app/domain/connection-requests/rules.ts'
import { requestStates } from '#app/domain/connection-requests/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

import type { Stage } from './stages.tsx'

/** The states a request went through, in words: since when, for how long, who said so and what they wrote. */
export function stagesOf(ctx: Context, request: ConnectionRequest, steps: RequestStep[]): Stage[] {
  const standing = standingSteps(steps)
  return stretchesOf(request, steps, today(ctx)).map(({ state, from, until, days }) => {
    const own = standing.filter((step) => step.state === state)
    return {
      state,
      word: requestStates[state],
      from: { on: from, text: formatDay(from) },
      days: until === null && request.closed_on ? null : until === null ? `lleva ${daysText(days)}` : daysText(days),
      by: own[0]!.author_name,
      text: own.findLast(({ text }) => text)?.text ?? null,
    }
  })
}

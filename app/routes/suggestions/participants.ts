import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { suggestPeople } from '#app/domain/people/queries.server.ts'
import { suggestPositions } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { answer, askedOf } from './answer.ts'

const MOST = 8

export const loader = signedIn(network, async (ctx, { request }) => answer(await suggestParticipants(ctx, askedOf(request).q)))

type Option = { id: string; label: string; detail?: string }

/** Whoever may come to a meeting: positions with their holder of today, people, institutions as such. */
async function suggestParticipants(ctx: Context, q: string) {
  const kinds = [
    named('cargo', await suggestPositions(ctx, q, { limit: MOST })),
    named('persona', await suggestPeople(ctx, q, MOST)),
    named('institucion', await suggestInstitutions(ctx, q, q ? 3 : 0)),
  ]
  return inTurns(kinds).slice(0, MOST)
}

const named = (prefix: string, options: Option[]) => options.map((option) => ({ ...option, id: `${prefix}:${option.id}` }))

/** The first of each kind, then the second of each: no kind hides another. */
function inTurns(kinds: Option[][]): Option[] {
  const longest = Math.max(...kinds.map((options) => options.length))
  return Array.from({ length: longest }, (_, at) => kinds.flatMap((options) => options[at] ?? [])).flat()
}

import { record } from '#app/domain/activity/commands.server.ts'
import { nameOf, type Named } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { newId } from '#app/lib/ids.server.ts'
import { isRefusedBy } from '#db/dialect.server.ts'

import { IN_USE } from '../rules.ts'
import type { TenureKind } from '../terms.ts'

/** Why a form was refused, by field. */
export type Errors = Record<string, string[]>

type Post = { id: string; title: string; institution_id: string }
type Start = { kind: TenureKind; starts_on: string; ends_on: string | null; source: string | null }

/** Registers that somebody takes a position over. The caller found both, checked `clashProblem`, and is in a transaction. */
export async function startTenure(ctx: Context, position: Post, person: Named & { id: string }, start: Start) {
  const id = newId(ctx.now.getTime())
  const at = ctx.now.toISOString()
  await ctx.db
    .insertInto('tenures')
    .values({
      id, position_id: position.id, person_id: person.id, ...start,
      created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
    })
    .execute()
  const tenure = { id, position_id: position.id, person_id: person.id, institution_id: position.institution_id }
  await record(ctx, 'tenure.started', subjectsOf(tenure), {
    name: nameOf(person),
    title: position.title,
    on: formatDay(start.starts_on),
  })
  return id
}

/** Two people may write at once: what only the database then sees is said beside the same field. */
export async function refusedByField<T>(work: () => Promise<T>): Promise<T | { errors: Errors }> {
  try {
    return await work()
  } catch (error) {
    if (isRefusedBy(error, 'tenures_one_titular')) return { errors: { starts_on: [IN_USE] } }
    throw error
  }
}

/** Whose history a tenure belongs to. */
export const subjectsOf = (tenure: { id: string; position_id: string; person_id: string; institution_id: string }) => [
  { type: 'tenure' as const, id: tenure.id },
  { type: 'position' as const, id: tenure.position_id },
  { type: 'person' as const, id: tenure.person_id },
  { type: 'institution' as const, id: tenure.institution_id },
]

import { record } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { RelationInput } from './forms.server.ts'
import { findRelation, listRelations, type Relation } from './queries.server.ts'
import { relationVerbs } from './terms.ts'

/** Writes down that one institution is a member of another, or associated with it. Answers its id. */
export async function addRelation(ctx: Context, from_id: string, { operation_id, ...input }: RelationInput): Promise<string> {
  return atomically(ctx, async (ctx) => {
    const origin = found(await findInstitution(ctx, from_id))
    const target = found(await findInstitution(ctx, input.to_id))
    permit(canEditDirectory(ctx.viewer))
    return once(ctx, operation_id, async () => {
      const problem = await relationProblem(ctx, from_id, input)
      if (problem) throw new Conflict(problem)

      const id = newId(ctx.now.getTime())
      await ctx.db.insertInto('institution_relations').values({ id, from_id, ...input, created_at: ctx.now.toISOString(), created_by: ctx.viewer.id }).execute()
      await tell(ctx, 'relation.added', { from_id, to_id: input.to_id, kind: input.kind, from_name: origin.short_name, to_name: target.short_name })
      return id
    })
  })
}

/** Its last day. It stays in the record, folded. */
export async function endRelation(ctx: Context, id: string, ends_on: string) {
  await change(ctx, id, async (ctx, relation) => {
    if (relation.ended_at) throw new Conflict('Esta relación ya había terminado.')
    const problem = endProblem(relation, ends_on, today(ctx))
    if (problem) throw new Conflict(problem)
    await ctx.db.updateTable('institution_relations').set({ ends_on, ended_at: ctx.now.toISOString(), ended_by: ctx.viewer.id }).where('id', '=', id).execute()
    await tell(ctx, 'relation.ended', relation, formatDay(ends_on))
  })
}

/**
 * «Deshacer»: an end is taken back; a relation in force, which should not have been written, is taken away. `ended` is what
 * whoever pressed saw: pressing twice does not take away what the first press brought back.
 */
export async function undoRelation(ctx: Context, id: string, { ended }: { ended: boolean }) {
  await change(ctx, id, async (ctx, relation) => {
    if ((relation.ended_at !== null) !== ended) throw new Conflict('Esta relación cambió recién: revise cómo quedó.')
    if (ended) {
      const problem = await relationProblem(ctx, relation.from_id, relation)
      if (problem) throw new Conflict(problem)
      await ctx.db.updateTable('institution_relations').set({ ends_on: null, ended_at: null, ended_by: null }).where('id', '=', id).execute()
      return tell(ctx, 'relation.resumed', relation)
    }
    await ctx.db.deleteFrom('institution_relations').where('id', '=', id).execute()
    await tell(ctx, 'relation.removed', relation)
  })
}

/** Why two institutions cannot be related so, or null: with itself, or twice at once; being associated has no direction. */
export async function relationProblem(ctx: Context, from_id: string, { to_id, kind }: Pick<RelationInput, 'to_id' | 'kind'>): Promise<string | null> {
  if (from_id === to_id) return 'Una institución no se relaciona consigo misma.'
  const same = (await listRelations(ctx, from_id)).find((relation) => relation.ended_at === null && relation.kind === kind &&
    (relation.to_id === to_id || (kind === 'associated_with' && relation.from_id === to_id)))
  return same ? `Ya está anotado que ${same.from_name} ${relationVerbs[kind]} ${same.to_name}.` : null
}

/** Why a relation cannot end on a day, or null. */
export function endProblem({ starts_on }: Pick<Relation, 'starts_on'>, ends_on: string, today: string): string | null {
  if (ends_on > today) return 'Ese día todavía no llega: anote el término cuando ocurra.'
  if (starts_on && ends_on < starts_on) return `Empezó el ${formatDay(starts_on)}: no puede terminar antes.`
  return null
}

async function change(ctx: Context, id: string, work: (ctx: Context, relation: Relation) => Promise<void>) {
  await atomically(ctx, async (ctx) => {
    const relation = found(await findRelation(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    await work(ctx, relation)
  })
}

type Told = Pick<Relation, 'from_id' | 'to_id' | 'kind' | 'from_name' | 'to_name'>

const tell = (ctx: Context, action: Action, { from_id, to_id, kind, from_name, to_name }: Told, on: string | null = null) =>
  record(ctx, action, [{ type: 'institution', id: from_id }, { type: 'institution', id: to_id }], { from: from_name, to: to_name, kind: relationVerbs[kind], on })

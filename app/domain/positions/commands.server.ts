import { record } from '#app/domain/activity/commands.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { listHoldersOn } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { bothGenders, searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { NewPositionInput, PositionInput } from './forms.server.ts'
import { findPosition, type Position } from './queries.server.ts'

/** Adds a position to an institution, after those it has. Answers its id. */
export async function createPosition(ctx: Context, institution_id: string, { operation_id, ...input }: NewPositionInput): Promise<string> {
  return atomically(ctx, async (ctx) => {
    const institution = found(await findInstitution(ctx, institution_id))
    permit(canEditDirectory(ctx.viewer))
    return once(ctx, operation_id, async () => {
      await findSuperior(ctx, institution_id, input.reports_to_id)
      const last = await ctx.db
        .selectFrom('positions')
        .select((eb) => eb.fn.max('sort').as('sort'))
        .where('institution_id', '=', institution_id)
        .executeTakeFirst()

      const id = newId(ctx.now.getTime())
      const at = ctx.now.toISOString()
      await ctx.db
        .insertInto('positions')
        .values({
          id, institution_id, kind: 'other', ...facts(input), sort: Number(last?.sort ?? 0) + 10,
          created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
        })
        .execute()
      const subjects = [{ type: 'position', id }, { type: 'institution', id: institution.id }] as const
      await record(ctx, 'position.created', [...subjects], { title: input.title })
      return id
    })
  })
}

export type PositionEdited = { stale?: Position; errors?: Record<string, string[]> }

/**
 * Changes a position. `stale` is the position as it stands when somebody else had changed it meanwhile; `errors`, by
 * field, why it was refused. In both cases nothing is written.
 */
export async function editPosition(ctx: Context, id: string, input: PositionInput): Promise<PositionEdited> {
  return atomically(ctx, async (ctx): Promise<PositionEdited> => {
    const position = found(await findPosition(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    if (input.reports_to_id === id) return { errors: { reports_to_id: ['Un cargo no puede depender de sí mismo.'] } }
    await findSuperior(ctx, position.institution_id, input.reports_to_id)
    const [holder] = input.abolished_on ? await listHoldersOn(ctx, [id], input.abolished_on) : []
    if (holder) {
      return { errors: { abolished_on: [`${shownName(holder)} ocupa el cargo ese día. Anote primero su último día.`] } }
    }

    const { numUpdatedRows } = await ctx.db
      .updateTable('positions')
      .set({ ...facts(input), abolished_on: input.abolished_on, version: input.version + 1 })
      .set({ updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', id)
      .where('version', '=', input.version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { stale: position }

    const subjects = [{ type: 'position', id }, { type: 'institution', id: position.institution_id }] as const
    await record(ctx, 'position.edited', [...subjects], { title: input.title })
    return {}
  })
}

/** The post above must exist in the same institution. */
async function findSuperior(ctx: Context, institution_id: string, id: string | null) {
  if (!id) return
  const superior = found(await findPosition(ctx, id))
  found(superior.institution_id === institution_id ? superior : undefined)
}

/** A year and a link belong to a resolution, and to nothing else. */
function facts({ title, unit, reports_to_id, lobby_status, lobby_year, lobby_url }: Omit<NewPositionInput, 'operation_id'>) {
  const resolved = lobby_status === 'by_resolution'
  return {
    title, unit, reports_to_id, lobby_status,
    lobby_year: resolved ? lobby_year : null,
    lobby_url: resolved ? lobby_url : null,
    search_text: searchText(bothGenders(title), unit),
  }
}

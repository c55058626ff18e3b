import { record } from '#app/domain/activity/commands.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { TenureInput } from '../forms.server.ts'
import { findTenure, listTenuresOf, type Tenure } from '../queries.server.ts'
import { clashProblem } from '../rules.ts'
import { refusedByField, subjectsOf, type Errors } from './start.server.ts'

export type TenureCorrected = { stale?: Tenure; errors?: Errors }

/**
 * Mends a period that was written wrong. `stale` is the period as it stands when somebody else had changed it
 * meanwhile; `errors`, by field, why it was refused. In both cases nothing is written.
 */
export async function correctTenure(ctx: Context, id: string, input: TenureInput): Promise<TenureCorrected> {
  return refusedByField(() =>
    atomically(ctx, async (ctx): Promise<TenureCorrected> => {
      const tenure = found(await findTenure(ctx, id))
      permit(canEditDirectory(ctx.viewer))
      const { version, kind, starts_on, ends_on, source } = input
      if (ends_on && ends_on < starts_on) return { errors: { ends_on: ['El último día no puede ser anterior al primero.'] } }
      const problem = clashProblem(await listTenuresOf(ctx, tenure.position_id), { id, person_id: tenure.person_id, kind, starts_on, ends_on })
      if (problem) return { errors: { starts_on: [problem] } }

      const { numUpdatedRows } = await ctx.db
        .updateTable('tenures')
        .set({ kind, starts_on, ends_on, source, end_reason: ends_on ? input.end_reason : null, version: version + 1 })
        .set({ updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return { stale: tenure }

      await record(ctx, 'tenure.edited', subjectsOf(tenure), { name: nameOf(tenure), title: tenure.title })
      return {}
    }),
  )
}

import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditDirectory } from '../policy.ts'
import { findInstitution } from '../queries.server.ts'

/** Who looks after an institution in the network; null when nobody does. */
export async function assignCoordinator(ctx: Context, id: string, coordinator_id: string | null) {
  await atomically(ctx, async (ctx) => {
    const institution = found(await findInstitution(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    if (institution.coordinator_id === coordinator_id) throw new Conflict('Ya estaba así.')
    const coordinator = coordinator_id
      ? found(await ctx.db.selectFrom('users').select('name').where('id', '=', coordinator_id).executeTakeFirst()).name
      : null

    await ctx.db
      .updateTable('institutions')
      .set({ coordinator_id, version: institution.version + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', id)
      .execute()
    await record(ctx, 'institution.coordinator_set', { type: 'institution', id }, { name: institution.short_name, coordinator })
  })
}

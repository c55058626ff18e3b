import { record } from '#app/domain/activity/commands.server.ts'
import type { Folder } from '#app/domain/welcome/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeReach } from '../policy.ts'

/** Leaves a trace that the folder of a new authority was taken away as a file. */
export async function exportWelcome(ctx: Context, { position, institution }: Folder, format: 'PDF' | 'zip') {
  permit(canTakeReach(ctx.viewer))
  const { id, title, institution_id } = position
  await atomically(ctx, async (ctx) => {
    await record(ctx, 'data.welcome_made', [{ type: 'position', id }, { type: 'institution', id: institution_id }], { name: `${title}, ${institution.name}`, format })
  })
}

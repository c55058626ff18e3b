import { record } from '#app/domain/activity/commands.server.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
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

/** The same for many at once: each post and its institution tell it in their history. */
export async function exportWelcomes(ctx: Context, position_ids: string[]) {
  permit(canTakeReach(ctx.viewer))
  await atomically(ctx, async (ctx) => {
    for (const id of position_ids) {
      const position = await findPosition(ctx, id)
      if (!position) continue
      const { title, institution_id, institution_name } = position
      await record(ctx, 'data.welcome_made', [{ type: 'position', id }, { type: 'institution', id: institution_id }], { name: `${title}, ${institution_name}`, format: 'zip' })
    }
  })
}

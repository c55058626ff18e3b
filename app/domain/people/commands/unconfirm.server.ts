import { record } from '#app/domain/activity/commands.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findPerson } from '../queries.server.ts'
import { nameOf } from '../rules.ts'

/** «Deshacer» of a confirmation: confirmed when they were before. */
export async function unconfirmPerson(ctx: Context, id: string, verified_on: string | null) {
  await atomically(ctx, async (ctx) => {
    const person = found(await findPerson(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    await ctx.db.updateTable('people').set({ verified_on }).where('id', '=', id).execute()
    await record(ctx, 'person.unconfirmed', { type: 'person', id }, { name: nameOf(person) })
  })
}

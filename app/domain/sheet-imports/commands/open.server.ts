import type { Context } from '#app/lib/context.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

/**
 * For work on the rows of an import that takes many transactions: one of them. What is being written or was discarded, and
 * what its author has decided anew meanwhile (another version), is not worked on: then nothing is done, and false is answered.
 */
export async function whileOpen(ctx: Context, { import_id, version }: { import_id: string; version: number }, work: (ctx: Context) => Promise<unknown>): Promise<boolean> {
  return atomically(ctx, async (ctx) => {
    const open = await ctx.db
      .selectFrom('sheet_imports')
      .select('id')
      .where('id', '=', import_id)
      .where('version', '=', version)
      .where('state', 'in', ['uploaded', 'reviewed'])
      .executeTakeFirst()
    if (open) await work(ctx)
    return open !== undefined
  })
}

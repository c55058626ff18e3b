import type { Context } from './context.server.ts'
import { Conflict } from './errors.ts'

/**
 * Does `work` once per operation id: the second time it answers what the first one answered.
 * Call it inside `atomically`. `work` returns where the person goes next.
 */
export async function once(ctx: Context, operation_id: string | undefined, work: () => Promise<string>): Promise<string> {
  if (!operation_id) return work()
  const done = await findDone(ctx, operation_id)
  if (done !== undefined) return done

  const result = await work()
  await ctx.db
    .insertInto('operations')
    .values({ id: operation_id, user_id: ctx.viewer.id, result, done_at: ctx.now.toISOString() })
    .execute()
  return result
}

/** What this operation answered when it was done; undefined while it has not been. One of another account is refused. */
export async function findDone(ctx: Context, operation_id: string | undefined): Promise<string | undefined> {
  if (!operation_id) return undefined
  const done = await ctx.db
    .selectFrom('operations')
    .select(['result', 'user_id'])
    .where('id', '=', operation_id)
    .executeTakeFirst()
  if (done && done.user_id !== ctx.viewer.id) throw new Conflict('Este formulario se envió desde otra cuenta: vuelva a abrirlo.')
  return done?.result
}

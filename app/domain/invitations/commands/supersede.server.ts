import type { Context } from '#app/lib/context.server.ts'

/**
 * What still waits in the outbox for a guest is old news once there is newer: it is withdrawn. Answers whether the newer
 * one should leave: whoever never heard of a meeting need not hear that it was cancelled.
 */
export async function supersede({ db }: Context, invitation_id: string, method: 'REQUEST' | 'CANCEL'): Promise<boolean> {
  const { numUpdatedRows: withdrawn } = await db
    .updateTable('outbox')
    .set({ state: 'withdrawn' })
    .where('invitation_id', '=', invitation_id)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (method === 'REQUEST' || withdrawn === 0n) return true
  const left = await db
    .selectFrom('outbox')
    .select('id')
    .where('invitation_id', '=', invitation_id)
    .where('state', 'not in', ['withdrawn', 'late'])
    .executeTakeFirst()
  return left !== undefined
}

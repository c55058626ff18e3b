import type { Context } from '#app/lib/context.server.ts'

/** What still waits in the outbox for a guest, or failed, is old news once there is newer: it is withdrawn. */
export async function supersede({ db }: Context, invitation_id: string) {
  await db.updateTable('outbox').set({ state: 'withdrawn' }).where('invitation_id', '=', invitation_id).where('state', 'in', ['queued', 'failed']).execute()
}

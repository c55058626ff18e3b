import type { Context } from '#app/lib/context.server.ts'

/**
 * A change that guests must hear of raises the one number that the series and all its dates print. Called inside the
 * transaction of that change; the number never falls.
 */
export async function touchSeries({ db, now, viewer }: Context, series_id: string) {
  const at = now.toISOString()
  await db
    .updateTable('meeting_series')
    .set((eb) => ({ sequence: eb('sequence', '+', 1), changed_at: at, updated_at: at, updated_by: viewer.id }))
    .where('id', '=', series_id)
    .execute()
}

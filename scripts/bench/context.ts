import type { Context } from '#app/lib/context.server.ts'

/** Whoever coordinates in the demonstration, now. */
export async function contextOf(db: Context['db']): Promise<Context> {
  const user = await db.selectFrom('users').select(['id', 'name', 'email', 'role', 'institution_id']).where('role', '=', 'coordinator').orderBy('id').executeTakeFirstOrThrow()
  return { db, viewer: { ...user, zone: 'America/Santiago' }, now: new Date() }
}

import type { Context } from '#app/lib/context.server.ts'

/** Why an import that is under way does not go on; null while it does. */
export async function findStop({ db }: Context, id: string): Promise<string | null> {
  const job = await db
    .selectFrom('jobs')
    .select(['last_error'])
    .where('key', 'like', `sheet-import:${id}:%`)
    .where('state', '=', 'failed')
    .orderBy('run_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return job ? (job.last_error ?? 'Falló.') : null
}

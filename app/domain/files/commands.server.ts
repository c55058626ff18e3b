import type { Context } from '#app/lib/context.server.ts'
import { listOldFiles, removeOldFile, removeUnfinished } from '#app/lib/stale-files.server.ts'

/**
 * Removes what was sent with a form that was then refused, a day later: a file is kept for the evidence that names it, and
 * for nothing else. Evidence that was withdrawn still does.
 */
export async function sweepFiles({ db, now }: Context): Promise<number> {
  const unfinished = await removeUnfinished(now)
  const old = await listOldFiles(now)
  if (old.length === 0) return unfinished
  const named = new Set((await db.selectFrom('files').select('sha256').where('sha256', 'in', old).execute()).map(({ sha256 }) => sha256))
  const removed = await Promise.all(old.filter((sha256) => !named.has(sha256)).map((sha256) => removeOldFile(sha256, now)))
  return unfinished + removed.filter(Boolean).length
}

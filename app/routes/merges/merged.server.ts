import { redirect } from '@remix-run/node'

import { addressOf, findCandidate } from '#app/domain/merges/queries/candidate.server.ts'
import { findMergedInto } from '#app/domain/merges/queries/former.server.ts'
import { listUndoable } from '#app/domain/merges/queries/merge.server.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'

/** The record; or, when it became part of another that the viewer may see, the way there. */
export async function foundOrMerged<T>(ctx: Context, kind: MergeKind, id: string, record: T | undefined): Promise<T> {
  if (record) return record
  const current = await findMergedInto(ctx, kind, id)
  if (current && (await findCandidate(ctx, kind, current))) throw redirect(addressOf(kind, current))
  return found(record)
}

/** What became part of this record and can still be taken apart. */
export const loadMerged = async (ctx: Context, kind: MergeKind, id: string) =>
  (await listUndoable(ctx, kind, id)).map((merge) => ({ id: merge.id, name: merge.name, at: formatInstant(merge.created_at, ctx.viewer.zone) }))

import { isConstraint } from '#db/dialect.server.ts'

import type { Context } from './context.server.ts'
import { imageOf, isSameImage, putBack, type RowImage, type RowKey, type TableName } from './row-images.server.ts'
import { apart } from './transaction.server.ts'

/** What was done to a row: as it was before (undefined when it was made), and as it was left (undefined when it was taken away). */
export type RowWrite = { table: TableName; key: RowKey; before?: RowImage; after?: RowImage }

/** A write of a row that is still there, as a table of writes keeps it. */
export type StoredWrite = { table_name: string; record_id: string; before: string | null; after: string }
export type KeptWrite = { table: TableName; id: string; before?: RowImage; after: RowImage }

export const storedWrite = ({ table, id, before, after }: KeptWrite): StoredWrite => ({
  table_name: table, record_id: id, before: before ? JSON.stringify(before) : null, after: JSON.stringify(after),
})

export const keptWrite = ({ table_name, record_id, before, after }: StoredWrite): KeptWrite => ({
  // What was written is a table of ours.
  table: table_name as TableName,
  id: record_id,
  before: before === null ? undefined : (JSON.parse(before) as RowImage),
  after: JSON.parse(after) as RowImage,
})

/**
 * Takes writes back, the last first, all or none of them. Answers why they stay: `changed` when somebody wrote over one
 * since, `held` when the database refuses, because something names a row or is where it was; null when they are undone.
 */
export async function takeBack(ctx: Context, writes: RowWrite[]): Promise<'changed' | 'held' | null> {
  for (const { table, key, after } of writes) {
    if (!isSameImage(await imageOf(ctx.db, table, key), after)) return 'changed'
  }
  const isBack = await isAllowed(ctx, async ({ db }) => {
    for (const { table, key, before } of writes.toReversed()) await putBack(db, table, key, before)
  })
  return isBack ? null : 'held'
}

/** Does a part of a transaction, or none of it where the database refuses. */
export async function isAllowed(ctx: Context, work: (ctx: Context) => Promise<unknown>): Promise<boolean> {
  try {
    await apart(ctx, work)
    return true
  } catch (error) {
    if (!isConstraint(error)) throw error
    return false
  }
}

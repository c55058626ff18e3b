import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { newId } from '#app/lib/ids.server.ts'
import type { StoredFile } from '#app/lib/uploads.server.ts'

export type NewEvidence =
  | { kind: 'oficio'; number: string; on: string }
  | { kind: 'link'; url: string }
  | { kind: 'file'; file: StoredFile }
  | { kind: 'statement'; note: string }

/**
 * Adds what proves a commitment. The caller has permitted it, is in a transaction, and tells it in the activity.
 * A file row is written only here, beside the evidence that gives it a parent. Answers their ids.
 */
export async function addEvidence(ctx: Context, commitment_id: string, items: readonly NewEvidence[]): Promise<string[]> {
  const at = ctx.now.toISOString()
  const ids: string[] = []
  for (const item of items) {
    const file_id = item.kind === 'file' ? await addFile(ctx, item.file) : null
    const id = newId(ctx.now.getTime())
    ids.push(id)
    await ctx.db
      .insertInto('evidence')
      .values({
        id,
        commitment_id,
        kind: item.kind,
        oficio_number: item.kind === 'oficio' ? item.number : null,
        oficio_on: item.kind === 'oficio' ? item.on : null,
        url: item.kind === 'link' ? item.url : null,
        note: item.kind === 'statement' ? item.note : null,
        file_id,
        provided_by: ctx.viewer.id,
        provided_at: at,
      })
      .execute()
  }
  return ids
}

/** It no longer proves anything, nor is shown or served; that it was there stays in the history. */
export async function withdrawEvidence({ db, viewer, now }: Context, ids: readonly string[]) {
  if (ids.length === 0) return
  await db.updateTable('evidence').set({ withdrawn_at: now.toISOString(), withdrawn_by: viewer.id }).where('id', 'in', ids).execute()
}

/** «oficio N° 1.482 del 20-11-2026», «archivo CIP.pdf». */
export function tellEvidence(item: NewEvidence): string {
  switch (item.kind) {
    case 'oficio':
      return `oficio ${item.number} del ${formatDay(item.on)}`
    case 'link':
      return `enlace ${item.url}`
    case 'file':
      return `archivo ${item.file.name}`
    case 'statement':
      return 'declaración'
  }
}

async function addFile(ctx: Context, { sha256, name, media_type, size }: StoredFile) {
  const id = newId(ctx.now.getTime())
  await ctx.db
    .insertInto('files')
    .values({ id, sha256, name, media_type, size, uploaded_by: ctx.viewer.id, uploaded_at: ctx.now.toISOString() })
    .execute()
  return id
}

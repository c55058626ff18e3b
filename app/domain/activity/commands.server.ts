import { createHash, randomBytes } from 'node:crypto'

import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { Action } from './terms.ts'

export type SubjectType =
  | 'institution' | 'position' | 'person' | 'tenure' | 'meeting' | 'agreement' | 'commitment' | 'user' | 'feed' | 'mail' | 'calendar_import'
  | 'connection_request' | 'indicator' | 'sheet_import' | 'handover' | 'saved_view'
export type Subject = { type: SubjectType; id: string }
export type Detail = Record<string, string | number | null>

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

/** Keys in order, so that the same facts always give the same bytes. */
const canonical = (value: Record<string, unknown>) =>
  JSON.stringify(Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))))

/**
 * Writes what happened, last in the transaction of the change it tells. The row is chained to the one before it by
 * hash; the chain covers the salted hash of the detail, so a person's data can be erased and the chain still holds.
 * `detail` is read by everybody in the network: never internal text.
 */
export async function record(ctx: Context, action: Action, subjects: Subject | Subject[], detail: Detail = {}) {
  if (!ctx.db.isTransaction) throw new Error(`record(${action}) outside a transaction.`)
  const head = await ctx.db
    .updateTable('activity_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()

  const salt = randomBytes(16).toString('hex')
  const text = canonical(detail)
  const row = {
    seq: head.seq,
    id: newId(ctx.now.getTime()),
    action,
    actor_id: ctx.viewer.id,
    at: ctx.now.toISOString(),
    detail_hash: sha(salt + text),
  }
  const hash = sha(head.hash + canonical(row))
  await ctx.db.insertInto('activity').values({ ...row, hash }).execute()
  await ctx.db.insertInto('activity_details').values({ seq: row.seq, detail: text, salt }).execute()
  const unique = new Map([subjects].flat().map((subject) => [`${subject.type}:${subject.id}`, subject]))
  await ctx.db
    .insertInto('activity_subjects')
    .values([...unique.values()].map(({ type, id }) => ({ seq: row.seq, subject_type: type, subject_id: id })))
    .execute()
  await ctx.db.updateTable('activity_head').set({ hash }).where('id', '=', 1).execute()
}

export type Event = { action: Action; subjects: Subject[]; detail?: Detail }

const CHUNK = 300

/** As `record`, for what many rows of one change tell: a handful of statements, however many events. */
export async function recordAll(ctx: Context, events: Event[]) {
  if (!ctx.db.isTransaction) throw new Error('recordAll() outside a transaction.')
  if (events.length === 0) return
  const head = await ctx.db
    .updateTable('activity_head')
    .set((eb) => ({ seq: eb('seq', '+', events.length) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()

  let hash = head.hash
  const rows = events.map(({ action, subjects, detail = {} }, at) => {
    const salt = randomBytes(16).toString('hex')
    const text = canonical(detail)
    const row = {
      seq: head.seq - events.length + at + 1,
      id: newId(ctx.now.getTime()),
      action,
      actor_id: ctx.viewer.id,
      at: ctx.now.toISOString(),
      detail_hash: sha(salt + text),
    }
    hash = sha(hash + canonical(row))
    const unique = new Map(subjects.map((subject) => [`${subject.type}:${subject.id}`, subject]))
    return { row: { ...row, hash }, told: { seq: row.seq, detail: text, salt }, subjects: [...unique.values()].map(({ type, id }) => ({ seq: row.seq, subject_type: type, subject_id: id })) }
  })
  const subjects = rows.flatMap((one) => one.subjects)
  for (let at = 0; at < rows.length; at += CHUNK) {
    const some = rows.slice(at, at + CHUNK)
    await ctx.db.insertInto('activity').values(some.map(({ row }) => row)).execute()
    await ctx.db.insertInto('activity_details').values(some.map(({ told }) => told)).execute()
  }
  for (let at = 0; at < subjects.length; at += CHUNK) await ctx.db.insertInto('activity_subjects').values(subjects.slice(at, at + CHUNK)).execute()
  await ctx.db.updateTable('activity_head').set({ hash }).where('id', '=', 1).execute()
}

/** Walks the chain from its first row; answers the first sequence number that does not fit, or null. */
export async function findBrokenLink({ db }: Pick<Context, 'db'>): Promise<number | null> {
  let hash = ''
  let seq = 0
  for (;;) {
    const rows = await db.selectFrom('activity').selectAll().where('seq', '>', seq).orderBy('seq').limit(500).execute()
    for (const { hash: stored, ...row } of rows) {
      hash = sha(hash + canonical(row))
      if (row.seq !== ++seq || hash !== stored) return row.seq
    }
    if (rows.length < 500) break
  }
  const head = await db.selectFrom('activity_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
  return head.seq === seq && head.hash === hash ? null : seq + 1
}

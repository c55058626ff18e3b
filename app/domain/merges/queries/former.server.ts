import type { Context } from '#app/lib/context.server.ts'

import { renamed } from '../rules/journal.ts'
import type { MergeKind } from '../terms.ts'

/** Merges that stand, whichever record is asked about. */
const standing = ({ db }: Pick<Context, 'db'>, kind: MergeKind) => db.selectFrom('merges').where('kind', '=', kind).where('undone_at', 'is', null)

/** The record that one became part of, through however many merges; undefined when it was not merged. */
export async function findMergedInto(ctx: Pick<Context, 'db'>, kind: MergeKind, id: string): Promise<string | undefined> {
  let current: string | undefined
  for (let next: string | undefined = id; next !== undefined;) {
    const merge: { kept_id: string } | undefined = await standing(ctx, kind).select('kept_id').where('gone_id', '=', next).executeTakeFirst()
    next = merge?.kept_id
    current = next ?? current
  }
  return current
}

/** The records that became part of one. */
export async function listFormerIds(ctx: Pick<Context, 'db'>, kind: MergeKind, id: string): Promise<string[]> {
  const former: string[] = []
  for (let generation = [id]; generation.length > 0;) {
    const merges = await standing(ctx, kind).select('gone_id').where('kept_id', 'in', generation).orderBy('id').execute()
    generation = merges.map(({ gone_id }) => gone_id)
    former.push(...generation)
  }
  return former
}

/** JSON written before a merge, which nobody may write again, read as of today: it names the institutions that there are. */
export async function withInstitutionsOfToday(ctx: Pick<Context, 'db'>, json: string): Promise<string> {
  const merges = await standing(ctx, 'institution').select(['gone_id', 'kept_id']).orderBy('id').execute()
  return merges.reduce((text, { gone_id, kept_id }) => renamed(text, 'json', gone_id, kept_id), json)
}

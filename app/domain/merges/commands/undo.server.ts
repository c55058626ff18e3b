import { sql } from 'kysely'

import { record } from '#app/domain/activity/commands.server.ts'
import { addObligedParty } from '#app/domain/agreements/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { dependsOn } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { imageOf, isRow, isSameImage, putBack, type RowImage, type TableName } from '#app/lib/row-images.server.ts'
import { takeBack } from '#app/lib/row-writes.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canMerge } from '../policy.ts'
import { tableOf } from '../queries/candidate.server.ts'
import { findMergedInto } from '../queries/former.server.ts'
import { findMerge, isWhole, PAST_UNDOING, undoProblem, type WholeMerge } from '../queries/merge.server.ts'
import { ofSubject } from '../queries/moves.server.ts'
import { fields, keysOf } from '../rules/fields.ts'
import type { MovedLink, Rewritten } from '../rules/journal.ts'
import { links } from '../rules/references.ts'
import type { MergeKind } from '../terms.ts'
import type { Pair } from './move.server.ts'

export type Unmerged = {
  /** Labels of what somebody changed since in the kept record: it stays as they left it. */
  edited: string[]
  /** How many links were changed or taken away since by somebody else, and stay so. */
  changed: number
}

/**
 * Takes a merge back: both records and every link as they were, byte for byte. What was linked to the kept record since
 * stays with it, among the parties of agreements too; what somebody changed since is not written over, and the answer says so. Refused with a sentence after
 * 30 days, and while a later merge of either stands.
 */
export async function undoMerge(ctx: Context, id: string): Promise<Unmerged> {
  return atomically(ctx, async (ctx) => {
    const merge = found(await findMerge(ctx, id))
    permit(canMerge(ctx.viewer))
    const problem = await undoProblem(ctx, merge)
    if (problem !== null) throw new Conflict(problem)
    if (!isWhole(merge)) throw new Conflict(PAST_UNDOING)

    const { kind, kept_id, gone_id, images, journal } = merge
    const edited = await restoreKept(ctx, merge)
    const gone = await asCanBe(ctx, kind, images.gone)
    await putBack(ctx.db, tableOf(kind), { id: gone_id }, gone)
    let changed = 0
    for (const row of journal.texts.toReversed()) changed += await unwrite(ctx, row)
    for (const link of journal.links.toReversed()) changed += await moveBack(ctx, merge, link)
    for (const row of journal.twins.toReversed()) changed += await unwrite(ctx, row)
    await keepDebtors(ctx, merge)
    edited.push(...(await cutCircles(ctx, merge)))
    await followPosts(ctx, merge)

    await ctx.db.updateTable('merges').set({ undone_at: ctx.now.toISOString(), undone_by: ctx.viewer.id }).where('id', '=', id).execute()
    await bumpAgenda(ctx)
    await record(ctx, `${kind}.unmerged`, [{ type: kind, id: kept_id }, { type: kind, id: gone_id }], { name: merge.kept_name, other: merge.gone_name })
    return { edited: [...new Set([...edited, ...labelsOf(kind, images.gone, gone)])], changed }
  })
}

/** The kept record as it was; where somebody changed a field since, theirs stays and its label is answered. */
async function restoreKept(ctx: Context, { kind, kept_id, images: { before, after } }: WholeMerge): Promise<string[]> {
  const table = tableOf(kind)
  const now = found(await imageOf(ctx.db, table, { id: kept_id }))
  if (isSameImage(now, after)) {
    const image = await asCanBe(ctx, kind, before)
    await putBack(ctx.db, table, { id: kept_id }, image)
    return labelsOf(kind, before, image)
  }
  const mine = (column: string) => after[column] !== before[column]
  const untouched = Object.keys(before).filter((column) => !STAMPS.includes(column) && mine(column) && now[column] === after[column])
  const wanted = { ...now, ...Object.fromEntries(untouched.map((column) => [column, before[column]!])) }
  const restored = await asCanBe(ctx, kind, wanted)
  const stamps = { version: Number(now.version) + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id }
  await putBack(ctx.db, table, { id: kept_id }, { ...restored, ...keysOf(kind, restored), ...stamps })
  return [...labelsOf(kind, now, after), ...labelsOf(kind, wanted, restored)]
}

const STAMPS = ['version', 'updated_at', 'updated_by', 'search_text', 'sort_text']

/** A row as it can be by now: a RUT that is another's is left out, and what it depended on is what that was merged into. */
async function asCanBe(ctx: Context, kind: MergeKind, image: RowImage): Promise<RowImage> {
  const changes: RowImage = {}
  if (image.rut) {
    const other = await ctx.db.selectFrom(tableOf(kind)).select('id').where('rut', '=', String(image.rut)).where('id', '<>', String(image.id)).executeTakeFirst()
    if (other) changes.rut = null
  }
  if (kind === 'institution' && image.parent_id) {
    const parent_id = String(image.parent_id)
    if (!(await imageOf(ctx.db, 'institutions', { id: parent_id }))) changes.parent_id = (await findMergedInto(ctx, kind, parent_id)) ?? null
  }
  return { ...image, ...changes }
}

/** What was put below one of the two since may be what it depended on before: then it depends on nothing, and the label is answered. */
async function cutCircles(ctx: Context, { kind, kept_id, gone_id }: Pair): Promise<string[]> {
  if (kind !== 'institution') return []
  const cut: string[] = []
  for (const id of [kept_id, gone_id]) {
    const { parent_id } = await ctx.db.selectFrom('institutions').select('parent_id').where('id', '=', id).executeTakeFirstOrThrow()
    if (!parent_id || !(await dependsOn(ctx, parent_id, id))) continue
    await ctx.db.updateTable('institutions').set({ parent_id: null }).where('id', '=', id).execute()
    cut.push(...labelsOf(kind, { parent_id }, { parent_id: null }))
  }
  return cut
}

/** Labels of what differs between two rows. */
const labelsOf = (kind: MergeKind, one: RowImage, other: RowImage) =>
  fields[kind].filter(({ column }) => one[column] !== other[column]).map(({ label }) => label)

/** Rows that still name the kept record name the other again. Answers how many no longer did. */
async function moveBack(ctx: Context, { kind, kept_id, gone_id }: WholeMerge, { table, column, moved }: MovedLink): Promise<number> {
  const link = links[kind].find((one) => one.table === table && one.column === column)
  let missing = 0
  for (const key of moved) {
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${gone_id}
      where ${isRow(key)} and ${sql.ref(column)} = ${kept_id} ${ofSubject(link?.subject)}`.execute(ctx.db)
    if (numAffectedRows !== 1n) missing++
  }
  return missing
}

/** Whoever owes under an agreement is one of its parties, whatever was promised, edited or answered since the merge. */
async function keepDebtors(ctx: Context, { kind, kept_id, gone_id }: Pair) {
  if (kind !== 'institution') return
  const owed = await ctx.db
    .selectFrom('commitments')
    .select(['agreement_id', 'debtor_id'])
    .distinct()
    .where('debtor_id', 'in', [kept_id, gone_id])
    .where('agreement_id', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(
      selectFrom('agreement_parties as party')
        .select('party.role')
        .whereRef('party.agreement_id', '=', 'commitments.agreement_id')
        .whereRef('party.institution_id', '=', 'commitments.debtor_id'),
    )))
    .orderBy('agreement_id')
    .orderBy('debtor_id')
    .execute()
  for (const { agreement_id, debtor_id } of owed) await addObligedParty(ctx, agreement_id!, debtor_id)
}

/** An account that lives with a post is of the institution that has the post: one made since goes back with it, and sees the other no more. */
async function followPosts({ db }: Context, { kind, kept_id, gone_id }: WholeMerge) {
  if (kind !== 'institution') return
  const posts = db.selectFrom('positions').select('positions.id').where('positions.institution_id', '=', gone_id)
  const tenures = db.selectFrom('tenures').select('tenures.id').where('tenures.position_id', 'in', posts)
  await db
    .updateTable('users')
    .set({ institution_id: gone_id })
    .where('institution_id', '=', kept_id)
    .where((eb) => eb.or([eb('position_id', 'in', posts), eb('tenure_id', 'in', tenures)]))
    .execute()
}

/** A row that was written over or taken away is what it was, unless somebody changed it since or what it belongs to is gone. */
async function unwrite(ctx: Context, { table, key, before, after }: Rewritten): Promise<number> {
  const problem = await takeBack(ctx, [{ table: table as TableName, key, before, after: after ?? undefined }])
  return problem ? 1 : 0
}

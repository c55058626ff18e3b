import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { WEEKLY_DAYS } from '../rules.ts'

/** What is still with whoever owes it. */
const WITH_DEBTOR = ['proposed', 'accepted', 'in_progress'] as const

/** Members of the network of which a weekly digest has something to tell. Two queries. */
export async function listWithSomething(ctx: Context, day: string): Promise<string[]> {
  const owing = await owed(ctx, day).select('commitments.debtor_id as id').distinct().where('debtor.network_status', '=', 'member').execute()
  const waiting = await owedTo(ctx, day)
    .innerJoin('institutions as receiver', 'receiver.id', 'party.institution_id')
    .select('receiver.id')
    .distinct()
    .where('receiver.network_status', '=', 'member')
    .execute()
  return [...new Set([...owing, ...waiting].map(({ id }) => id))].toSorted()
}

const columns = ['commitments.id', 'commitments.folio', 'commitments.text', 'commitments.due_on', 'debtor.short_name as debtor_name'] as const

/** What an institution owes that is past its day or will be soon; the viewer is whoever leads it. Two queries. */
export async function listOwed(ctx: Context, institution_id: string, day: string, except: string[], limit: number) {
  const query = owed(ctx, day)
    .where('commitments.debtor_id', '=', institution_id)
    .$if(except.length > 0, (rest) => rest.where('commitments.id', 'not in', except))
  return paged(query, limit)
}

/** What others owe an institution past its day; the viewer is whoever leads it. Two queries. */
export const listOwedTo = (ctx: Context, institution_id: string, day: string, limit: number) =>
  paged(owedTo(ctx, day).where('party.institution_id', '=', institution_id), limit)

const owed = (ctx: Context, day: string) =>
  visibleCommitments(ctx)
    .where('commitments.closed_on', 'is', null)
    .where('commitments.declared_state', 'in', [...WITH_DEBTOR])
    .where('commitments.due_on', '<=', addDays(day, WEEKLY_DAYS))

const owedTo = (ctx: Context, day: string) =>
  visibleCommitments(ctx)
    .innerJoin('commitment_beneficiaries as party', 'party.commitment_id', 'commitments.id')
    .where('commitments.closed_on', 'is', null)
    .where('commitments.declared_state', 'in', [...WITH_DEBTOR])
    .where('commitments.due_on', '<', day)
    .whereRef('party.institution_id', '<>', 'commitments.debtor_id')

async function paged(query: ReturnType<typeof owed>, limit: number) {
  const rows = await query.select([...columns]).orderBy('commitments.due_on').orderBy('commitments.id').limit(limit).execute()
  if (rows.length < limit) return { rows, total: rows.length }
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total: Number(total) }
}

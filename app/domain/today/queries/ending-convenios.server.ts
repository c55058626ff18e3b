import { visibleConvenios } from '#app/domain/convenios/queries.server.ts'
import { asksRenewal, effectiveStages } from '#app/domain/convenios/rules.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { isOwn } from '../queries.server.ts'

/** The longest notice that a convenio may ask for. */
const LONGEST = 365
const CANDIDATES = 200

/**
 * Convenios in effect that end within the notice they ask for, or ended and nobody said so, the first to end before: those of the
 * institutions that the viewer coordinates, or that the viewer wrote down. Two queries.
 */
export async function listEndingConvenios(ctx: Context, limit: number) {
  const day = today(ctx)
  const rows = await visibleConvenios(ctx)
    .select(['agreements.id', 'agreements.folio', 'agreements.text', 'agreements.valid_until_on', 'convenios.stage', 'convenios.renewal_notice_days'])
    .where('convenios.stage', 'in', effectiveStages)
    .where('agreements.valid_until_on', '<=', addDays(day, LONGEST))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('convenios as extension').select('extension.agreement_id').whereRef('extension.extends_id', '=', 'agreements.id').where('extension.stage', 'in', effectiveStages))))
    .$if(isOwn(ctx), (query) =>
      query.where((eb) =>
        eb.or([
          eb('agreements.created_by', '=', ctx.viewer.id),
          eb.exists(
            eb
              .selectFrom('agreement_parties as party')
              .innerJoin('institutions', 'institutions.id', 'party.institution_id')
              .select('party.institution_id')
              .whereRef('party.agreement_id', '=', 'agreements.id')
              .where('institutions.coordinator_id', '=', ctx.viewer.id),
          ),
        ])))
    .orderBy('agreements.valid_until_on')
    .orderBy('agreements.id')
    .limit(CANDIDATES)
    .execute()
  const ending = rows.flatMap(({ valid_until_on, ...row }) => (valid_until_on !== null && asksRenewal({ ...row, valid_until_on }, day) ? [{ ...row, valid_until_on }] : [])).slice(0, limit)
  const open = await countOpenUnder(ctx, ending.map(({ id }) => id))
  return ending.map((row) => ({ ...row, open: open.get(row.id) ?? 0 }))
}

async function countOpenUnder(ctx: Context, agreement_ids: string[]): Promise<Map<string, number>> {
  if (agreement_ids.length === 0) return new Map()
  const rows = await visibleCommitments(ctx)
    .select((eb) => ['commitments.agreement_id', eb.fn.countAll<number>().as('total')])
    .where('commitments.agreement_id', 'in', agreement_ids)
    .where('commitments.closed_on', 'is', null)
    .groupBy('commitments.agreement_id')
    .execute()
  return new Map(rows.map(({ agreement_id, total }) => [agreement_id ?? '', Number(total)]))
}

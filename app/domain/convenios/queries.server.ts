import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { findUtm } from '#app/domain/indicators/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { nextStages } from './rules.ts'
import { councilNeedOf, councilReason, type CouncilFacts } from './rules/council.ts'
import type { ConvenioStage } from './terms.ts'

/** The convenios among the agreements the viewer may see. Every read below starts here. */
export const visibleConvenios = (ctx: Context) =>
  visibleAgreements(ctx).innerJoin('convenios', 'convenios.agreement_id', 'agreements.id').where('agreements.kind', '=', 'convenio')

const FACTS = [
  'convenios.agreement_id', 'convenios.stage', 'convenios.convenio_type', 'convenios.amount_clp', 'convenios.amount_utm',
  'convenios.starts_on', 'convenios.signed_on', 'convenios.council_number', 'convenios.council_on', 'convenios.council_for',
  'convenios.council_against', 'convenios.council_abstained', 'convenios.legal_opinion', 'convenios.decree_number',
  'convenios.decree_on', 'convenios.renewal_notice_days', 'convenios.extends_id', 'agreements.folio', 'agreements.text',
  'agreements.valid_until_on', 'agreements.version',
] as const

export type Convenio = NonNullable<Awaited<ReturnType<typeof findConvenio>>>

const findRow = (ctx: Context, agreement_id: string) =>
  visibleConvenios(ctx)
    .leftJoin('agreements as extended', 'extended.id', 'convenios.extends_id')
    .select([...FACTS, 'extended.folio as extends_folio'])
    .where('agreements.id', '=', agreement_id)
    .executeTakeFirst()

/** What a convenio says, what the concejo has to do with it, where it has been and where it may go. Five queries. */
export async function findConvenio(ctx: Context, agreement_id: string) {
  const row = await findRow(ctx, agreement_id)
  if (!row) return undefined
  const parties = await ctx.db.selectFrom('agreement_parties').select('institution_id').where('agreement_id', '=', agreement_id).execute()
  const facts = await readCouncilFacts(ctx, parties.map(({ institution_id }) => institution_id), row)
  const stages = await listStages(ctx, agreement_id)
  const need = councilNeedOf(facts)
  const previous = stages.at(-2)?.stage ?? null
  return { ...row, need, reason: councilReason(facts), utm: facts.utm, stages, previous, next: nextStages(row.stage, need, row) }
}

type Amounts = Pick<CouncilFacts, 'amount_clp' | 'amount_utm' | 'valid_until_on'> & { signed_on: string | null }

/** What the rule of the concejo reads of a convenio between these institutions, seen or not; unsigned, as of today. Two queries. */
export async function readCouncilFacts(ctx: Context, institution_ids: string[], amounts: Amounts): Promise<CouncilFacts> {
  const municipality = await ctx.db
    .selectFrom('institutions')
    .select('id')
    .where('id', 'in', institution_ids.length > 0 ? institution_ids : [''])
    .where('kind', '=', 'municipality')
    .limit(1)
    .executeTakeFirst()
  const { amount_clp, amount_utm, valid_until_on } = amounts
  const signed_on = amounts.signed_on ?? today(ctx)
  const utm = (await findUtm(ctx, [signed_on])).get(signed_on) ?? null
  return { municipal: municipality !== undefined, amount_clp, amount_utm, utm, signed_on, valid_until_on }
}

/** Every stage it came to, from the first. The caller has found the convenio. */
async function listStages({ db }: Context, agreement_id: string) {
  const rows = await db
    .selectFrom('convenio_stages')
    .innerJoin('users as author', 'author.id', 'convenio_stages.author_id')
    .select(['convenio_stages.id', 'convenio_stages.stage', 'convenio_stages.text', 'convenio_stages.created_at', 'author.name as author_name'])
    .where('convenio_stages.agreement_id', '=', agreement_id)
    .orderBy('convenio_stages.created_at')
    .orderBy('convenio_stages.id')
    .execute()
  return rows.map((row) => ({ ...row, stage: row.stage as ConvenioStage }))
}

/** The stage of each of these agreements that is a convenio with its own. One query. */
export async function listStagesOf(ctx: Context, agreement_ids: string[]): Promise<Map<string, ConvenioStage>> {
  if (agreement_ids.length === 0) return new Map()
  const rows = await visibleConvenios(ctx).select(['agreements.id', 'convenios.stage']).where('agreements.id', 'in', agreement_ids).execute()
  return new Map(rows.map(({ id, stage }) => [id, stage]))
}

/** Convenios that extend this one, in the order in which they were written down. */
export const listExtensions = (ctx: Context, agreement_id: string) =>
  visibleConvenios(ctx)
    .select(['agreements.folio', 'agreements.text', 'convenios.stage'])
    .where('convenios.extends_id', '=', agreement_id)
    .orderBy('agreements.created_at')
    .orderBy('agreements.id')
    .execute()

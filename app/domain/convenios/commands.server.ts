import { record } from '#app/domain/activity/commands.server.ts'
import { findAgreement, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { ConvenioFacts, ConvenioInput, StageInput } from './forms.server.ts'
import { canEditConvenio } from './policy.ts'
import { findConvenio, readCouncilFacts } from './queries.server.ts'
import { asksWords, pairProblems, stageProblem, type StageProblem } from './rules.ts'
import { councilNeedOf } from './rules/council.ts'
import { convenioStages, type ConvenioStage } from './terms.ts'

/**
 * Writes down what a convenio says; the first time, also where it stands, and which convenio it extends. What is in effect
 * cannot be left without what its effect required.
 */
export async function describeConvenio(ctx: Context, agreement_id: string, { stage, ...facts }: ConvenioInput, extends_id: string | null = null) {
  await atomically(ctx, async (ctx) => {
    const agreement = found(await findAgreement(ctx, agreement_id))
    permit(canEditConvenio(ctx.viewer))
    const known = await findConvenio(ctx, agreement_id)
    const now = known?.stage ?? stage ?? 'draft'
    refuse(await findStageProblem(ctx, agreement, now, facts))
    refusePairs({ ...facts, valid_until_on: agreement.valid_until_on })
    if (extends_id) found(await findAgreement(ctx, extends_id))

    if (known) await ctx.db.updateTable('convenios').set(facts).where('agreement_id', '=', agreement_id).execute()
    else {
      await ctx.db.insertInto('convenios').values({ agreement_id, stage: now, ...facts, extends_id }).execute()
      await addStage(ctx, agreement_id, now, null)
    }
    await record(ctx, 'convenio.described', subjectsOf(agreement), { text: agreement.text })
  })
}

/**
 * Takes a convenio to another stage, with the papers that it asks for. Answers the agreement as it stands when somebody
 * else had changed it meanwhile; nothing is written then.
 */
export async function stageConvenio(ctx: Context, folioOrId: string, { stage, text, version, ...papers }: StageInput): Promise<Agreement | undefined> {
  return atomically(ctx, async (ctx) => {
    const agreement = found(await findAgreement(ctx, folioOrId))
    permit(canEditConvenio(ctx.viewer))
    const convenio = found(await findConvenio(ctx, agreement.id))
    if (agreement.version !== version) return agreement
    refuse(await findMoveProblem(ctx, agreement, { stage, text, ...papers }))
    refusePairs({ ...papers, valid_until_on: agreement.valid_until_on })

    const { numUpdatedRows } = await ctx.db
      .updateTable('agreements')
      .set({ version: version + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', agreement.id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return agreement
    await ctx.db.updateTable('convenios').set({ stage, ...papers }).where('agreement_id', '=', agreement.id).execute()
    await addStage(ctx, agreement.id, stage, text)
    await record(ctx, 'convenio.staged', subjectsOf(agreement), { from: convenioStages[convenio.stage], to: convenioStages[stage], reason: text })
    return undefined
  })
}

/** Why a convenio with these facts may not stand in a stage, for the field it is about; null when it may. */
export async function findStageProblem(
  ctx: Context,
  { parties, valid_until_on }: { parties: { institution_id: string }[]; valid_until_on: string | null },
  stage: ConvenioStage,
  facts: ConvenioFacts,
): Promise<StageProblem | null> {
  const council = await readCouncilFacts(ctx, parties.map((party) => party.institution_id), { ...facts, valid_until_on })
  return stageProblem(stage, councilNeedOf(council), { ...facts, valid_until_on }, today(ctx))
}

/** The same for a change of stage: that it may go there from where it is, and that it says what it must. */
export async function findMoveProblem(ctx: Context, agreement: Agreement, { stage, text, ...papers }: Omit<StageInput, 'version'>): Promise<StageProblem | null> {
  const convenio = found(await findConvenio(ctx, agreement.id))
  const back = stage === convenio.previous && !convenio.next.includes(stage)
  if (!back && !convenio.next.includes(stage)) {
    return { field: 'stage', sentence: `De «${convenioStages[convenio.stage]}» no se pasa a «${convenioStages[stage]}».` }
  }
  if ((back || asksWords(stage)) && text === null) return { field: 'text', sentence: back ? 'Escriba por qué vuelve atrás.' : 'Escriba qué pasó.' }
  return findStageProblem(ctx, agreement, stage, { ...convenio, ...papers })
}

function refusePairs(facts: Parameters<typeof pairProblems>[0]) {
  const [sentence] = Object.values(pairProblems(facts)).flat()
  if (sentence) throw new Conflict(sentence)
}

const refuse = (problem: StageProblem | null) => {
  if (problem) throw new Conflict(problem.sentence)
}

const addStage = ({ db, viewer, now }: Context, agreement_id: string, stage: ConvenioStage, text: string | null) =>
  db
    .insertInto('convenio_stages')
    .values({ id: newId(now.getTime()), agreement_id, stage, text, author_id: viewer.id, created_at: now.toISOString() })
    .execute()

const subjectsOf = ({ id, parties }: Agreement) => [
  { type: 'agreement' as const, id },
  ...parties.map((party) => ({ type: 'institution' as const, id: party.institution_id })),
]

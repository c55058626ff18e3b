import { agreementEditForm, agreementForm } from '#app/domain/agreements/forms.server.ts'
import { findStageProblem } from '#app/domain/convenios/commands.server.ts'
import { convenioFields, type ConvenioInput } from '#app/domain/convenios/forms.server.ts'
import type { Convenio } from '#app/domain/convenios/queries.server.ts'
import { pairProblems } from '#app/domain/convenios/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatNumber } from '#app/lib/text.ts'

import type { StartedConvenio } from './convenio-fields.tsx'

/** The forms of an agreement with what is asked of a convenio. */
export const newForm = agreementForm.extend(convenioFields)
export const editForm = agreementEditForm.extend(convenioFields)

/** What the fields start from. */
export const startedConvenio = (convenio?: Convenio): StartedConvenio => ({
  convenio_type: convenio?.convenio_type ?? null,
  amount_clp: convenio?.amount_clp ? formatNumber(convenio.amount_clp) : '',
  amount_utm: convenio?.amount_utm ? formatNumber(convenio.amount_utm / 100) : '',
  starts_on: convenio?.starts_on ?? null,
  renewal_notice_days: convenio?.renewal_notice_days ?? null,
  stage: convenio ? null : 'draft',
  ...startedPapers(convenio),
})

/** Signature, concejo and decree alone. */
export const startedPapers = (convenio?: Convenio) => ({
  signed_on: convenio?.signed_on ?? null,
  council_number: convenio?.council_number ?? null,
  council_on: convenio?.council_on ?? null,
  council_for: convenio?.council_for ?? null,
  council_against: convenio?.council_against ?? null,
  council_abstained: convenio?.council_abstained ?? null,
  legal_opinion: convenio?.legal_opinion ?? null,
  decree_number: convenio?.decree_number ?? null,
  decree_on: convenio?.decree_on ?? null,
})

/** The part of a form that is of the convenio. */
export function convenioOf(input: ConvenioInput): ConvenioInput {
  const { stage, convenio_type, amount_clp, amount_utm, starts_on, renewal_notice_days, signed_on, council_number, council_on } = input
  const { council_for, council_against, council_abstained, legal_opinion, decree_number, decree_on } = input
  return {
    stage, convenio_type, amount_clp, amount_utm, starts_on, renewal_notice_days, signed_on, council_number, council_on,
    council_for, council_against, council_abstained, legal_opinion, decree_number, decree_on,
  }
}

type Agreed = { kind: string; valid_until_on: string | null; parties: { institution_id: string }[] }

/** Why a convenio cannot be saved as it was typed, by field; nothing of any other agreement. */
export async function refuseConvenio(ctx: Context, agreed: Agreed, input: ConvenioInput, known?: Convenio): Promise<Record<string, string[]> | null> {
  if (agreed.kind !== 'convenio') return null
  const pairs = pairProblems({ ...input, valid_until_on: agreed.valid_until_on })
  if (Object.keys(pairs).length > 0) return pairs
  const problem = await findStageProblem(ctx, agreed, known?.stage ?? input.stage ?? 'draft', input)
  return problem && { [problem.field]: [problem.sentence] }
}

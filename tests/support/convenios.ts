import { describeConvenio, stageConvenio } from '#app/domain/convenios/commands.server.ts'
import type { ConvenioInput, StageInput } from '#app/domain/convenios/forms.server.ts'
import { findConvenio } from '#app/domain/convenios/queries.server.ts'
import { setUtm } from '#app/domain/indicators/commands.server.ts'
import type { NewAgreement } from '#app/domain/agreements/commands.server.ts'

import { makeAgreement } from './agreements.ts'
import type { Name } from './cast.ts'
import type { World } from './world.ts'

export const noFacts: ConvenioInput = {
  stage: null, convenio_type: null, amount_clp: null, amount_utm: null, starts_on: null, signed_on: null, council_number: null, council_on: null,
  council_for: null, council_against: null, council_abstained: null, legal_opinion: null, decree_number: null, decree_on: null,
  renewal_notice_days: null,
}

/** A convenio of Cerrillos with SERVIU Metropolitano until 31 March 2027, a draft without amount unless told otherwise. */
export async function makeConvenio(world: World, facts: Partial<ConvenioInput> = {}, agreement: Partial<NewAgreement> = {}, who: Name = 'paula') {
  const made = await makeAgreement(world, { kind: 'convenio', text: 'Convenio de colaboración', valid_until_on: '2027-03-31', ...agreement }, who)
  await describeConvenio(world.as(who), made.id, { ...noFacts, ...facts })
  return made
}

/** Takes it on, keeping the papers that it has unless others are given. */
export async function moveConvenio(world: World, id: string, stage: StageInput['stage'], papers: Partial<StageInput> = {}, who: Name = 'paula') {
  const ctx = world.as(who)
  const known = (await findConvenio(ctx, id))!
  const { council_number, council_on, council_for, council_against, council_abstained, legal_opinion, signed_on, decree_number, decree_on, version } = known
  const kept = { council_number, council_on, council_for, council_against, council_abstained, legal_opinion, signed_on, decree_number, decree_on, version }
  return stageConvenio(ctx, id, { stage, text: null, ...kept, ...papers })
}

/** The UTM of a month; invented, round. */
export const utm = (world: World, period: string, value = 70_000) => setUtm(world.as('alma'), { period, value, source: 'prueba' })

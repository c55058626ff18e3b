import { record } from '#app/domain/activity/commands.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { nextFolio } from '#app/lib/folios.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { AcceptanceInput, AgreementEdit, OverrideInput } from './forms.server.ts'
import { canCreateAgreement, canEditAgreement, canOverrideState, canRecordAcceptance } from './policy.ts'
import { findAgreement, listDebtors, type Agreement } from './queries.server.ts'
import { partiesProblem } from './rules.ts'
import { acceptances, agreementStates, type Acceptance, type AgreementKind, type PartyRole } from './terms.ts'

export type NewAgreement = {
  kind: AgreementKind
  text: string
  meeting_id: string | null
  entry_id?: string | null
  /** YYYY-MM-DD. */
  agreed_on: string
  valid_until_on: string | null
  parties: { institution_id: string; role: PartyRole; acceptance?: Acceptance }[]
}

/**
 * Registers an agreement with its parties. Whoever took part in the meeting of a meeting agreement accepted it there;
 * every other party is still to be asked, unless the caller says otherwise.
 */
export async function createAgreement(ctx: Context, input: NewAgreement): Promise<{ id: string; folio: string }> {
  return atomically(ctx, async (ctx) => {
    permit(canCreateAgreement(ctx.viewer))
    refuse(partiesProblem(input.parties))
    await refuseStrangers(ctx, input)
    const present = input.kind === 'meeting_agreement' ? await listPresent(ctx, input.meeting_id) : []

    const id = newId(ctx.now.getTime())
    const folio = await nextFolio(ctx, 'A')
    const at = ctx.now.toISOString()
    const { kind, text, meeting_id, entry_id = null, agreed_on, valid_until_on } = input
    await ctx.db
      .insertInto('agreements')
      .values({
        id, folio, kind, text, meeting_id, entry_id, agreed_on, valid_until_on,
        search_text: searchText(folio, text),
        created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
      })
      .execute()
    await insertParties(
      ctx,
      id,
      input.parties.map((party) => {
        const acceptance = party.acceptance ?? (present.includes(party.institution_id) ? 'accepted' : 'pending')
        return { ...party, acceptance, answered_at: acceptance === 'pending' ? null : at }
      }),
    )
    await record(ctx, 'agreement.created', subjectsOf({ id, meeting_id, parties: input.parties }), { text, folio })
    return { id, folio }
  })
}

/** Answers the agreement as it stands when somebody else had changed it meanwhile; nothing is written then. */
export async function editAgreement(ctx: Context, folioOrId: string, input: AgreementEdit): Promise<Agreement | undefined> {
  return atomically(ctx, async (ctx) => {
    const agreement = found(await findAgreement(ctx, folioOrId))
    permit(canEditAgreement(ctx.viewer))
    refuse(partiesProblem(input.parties))
    await refuseStrangers(ctx, input)
    await refuseOrphans(ctx, agreement, input.parties)

    const { version, parties, kind, text, agreed_on, valid_until_on } = input
    const { numUpdatedRows } = await ctx.db
      .updateTable('agreements')
      .set({ kind, text, agreed_on, valid_until_on, search_text: searchText(agreement.folio, text), ...touched(ctx, version) })
      .where('id', '=', agreement.id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return agreement

    await ctx.db.deleteFrom('agreement_parties').where('agreement_id', '=', agreement.id).execute()
    await insertParties(ctx, agreement.id, parties.map((party) => ({ ...party, ...answerBefore(agreement, party) })))
    const concerned = [...agreement.parties, ...parties]
    await record(ctx, 'agreement.edited', subjectsOf({ ...agreement, parties: concerned }), { text })
    return undefined
  })
}

/** Gives the agreement a state by hand, with a reason; null gives back the derived one. */
export async function overrideState(ctx: Context, folioOrId: string, { override_state, reason }: OverrideInput) {
  await atomically(ctx, async (ctx) => {
    const agreement = found(await findAgreement(ctx, folioOrId))
    permit(canOverrideState(ctx.viewer))
    if (override_state === null && agreement.override_state === null) throw new Conflict('El estado ya es el que resulta de sus compromisos.')

    const by = override_state ? { override_reason: reason, override_by: ctx.viewer.id, override_at: ctx.now.toISOString() } : NO_OVERRIDE
    await ctx.db
      .updateTable('agreements')
      .set({ override_state, ...by, ...touched(ctx, agreement.version) })
      .where('id', '=', agreement.id)
      .execute()
    const state = override_state ? agreementStates[override_state] : `${agreementStates[agreement.derived_state]} (según sus compromisos)`
    await record(ctx, 'agreement.overridden', subjectsOf(agreement), { text: agreement.text, state, reason })
  })
}

/** What a party answered, in every role it has. */
export async function recordAcceptance(ctx: Context, folioOrId: string, { institution_id, acceptance }: AcceptanceInput) {
  await atomically(ctx, async (ctx) => {
    const agreement = found(await findAgreement(ctx, folioOrId))
    permit(canRecordAcceptance(ctx.viewer))
    const party = found(agreement.parties.find((candidate) => candidate.institution_id === institution_id))

    await ctx.db
      .updateTable('agreement_parties')
      .set({ acceptance, answered_at: acceptance === 'pending' ? null : ctx.now.toISOString() })
      .where('agreement_id', '=', agreement.id)
      .where('institution_id', '=', institution_id)
      .execute()
    await touch(ctx, agreement)
    await record(ctx, 'agreement.answered', subjectsOf(agreement), { name: party.name, answer: acceptances[acceptance] })
  })
}

/** Makes an institution a party that is obliged, as a commitment of its own under the agreement requires. */
export async function addObligedParty(ctx: Context, agreement_id: string, institution_id: string) {
  await atomically(ctx, async (ctx) => {
    const agreement = found(await findAgreement(ctx, agreement_id))
    permit(canEditAgreement(ctx.viewer))
    if (agreement.parties.some((party) => party.institution_id === institution_id)) return

    await ctx.db
      .insertInto('agreement_parties')
      .values({ agreement_id: agreement.id, institution_id, role: 'obliged', acceptance: 'pending', sort: agreement.parties.length })
      .execute()
    await touch(ctx, agreement)
    const concerned = [...agreement.parties, { institution_id }]
    await record(ctx, 'agreement.edited', subjectsOf({ ...agreement, parties: concerned }), { text: agreement.text })
  })
}

const NO_OVERRIDE = { override_reason: null, override_by: null, override_at: null }

const refuse = (problem: string | null) => {
  if (problem) throw new Conflict(problem)
}

const touched = (ctx: Context, version: number) => ({
  version: version + 1,
  updated_at: ctx.now.toISOString(),
  updated_by: ctx.viewer.id,
})

const touch = (ctx: Context, { id, version }: Agreement) =>
  ctx.db.updateTable('agreements').set(touched(ctx, version)).where('id', '=', id).execute()

type Answered = NewAgreement['parties'][number] & { answered_at?: string | null }

async function insertParties(ctx: Context, agreement_id: string, parties: Answered[]) {
  const unique = new Map(parties.map((party) => [`${party.institution_id} ${party.role}`, party]))
  await ctx.db
    .insertInto('agreement_parties')
    .values([...unique.values()].map((party, sort) => ({ agreement_id, sort, ...party })))
    .execute()
}

/** A party that stays keeps its answer, also when its role changes. */
function answerBefore({ parties }: Agreement, { institution_id }: { institution_id: string }) {
  const before = parties.find((party) => party.institution_id === institution_id)
  return { acceptance: before?.acceptance ?? 'pending', answered_at: before?.answered_at ?? null }
}

/** Every institution named, and the meeting, exist. */
async function refuseStrangers(ctx: Context, { parties, meeting_id }: { parties: { institution_id: string }[]; meeting_id?: string | null }) {
  const ids = [...new Set(parties.map((party) => party.institution_id))]
  const known = await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', 'in', ids).execute()
  for (const id of ids) found(known.find((institution) => institution.id === id))
  if (meeting_id) found(await ctx.db.selectFrom('meetings').select('id').where('id', '=', meeting_id).executeTakeFirst())
}

/** A party that owes something under the agreement cannot leave it. */
async function refuseOrphans(ctx: Context, agreement: Agreement, parties: NewAgreement['parties']) {
  const owing = await listDebtors(ctx, agreement.id)
  const orphan = owing.find(({ id }) => !parties.some((party) => party.institution_id === id))
  if (orphan) throw new Conflict(`${orphan.name} debe un compromiso de este acuerdo: no puede dejar de ser parte.`)
}

async function listPresent({ db }: Context, meeting_id: string | null): Promise<string[]> {
  if (!meeting_id) return []
  const rows = await db
    .selectFrom('participants')
    .leftJoin('positions', 'positions.id', 'participants.position_id')
    .select((eb) => eb.fn.coalesce('participants.institution_id', 'positions.institution_id').as('institution_id'))
    .where('participants.meeting_id', '=', meeting_id)
    .where('participants.attended', 'not in', ['excused', 'absent'])
    .execute()
  return rows.flatMap(({ institution_id }) => (institution_id ? [institution_id] : []))
}

type Concerned = { id: string; meeting_id: string | null; parties: { institution_id: string }[] }

const subjectsOf = ({ id, meeting_id, parties }: Concerned) => [
  { type: 'agreement' as const, id },
  ...(meeting_id ? [{ type: 'meeting' as const, id: meeting_id }] : []),
  ...parties.map((party) => ({ type: 'institution' as const, id: party.institution_id })),
]

import { listAgreementsOf, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { partyRoles } from '#app/domain/agreements/terms.ts'
import { listCommitmentsUnder, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { dueText } from '#app/domain/commitments/rules.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { meetingKinds, modalities } from '#app/domain/meetings/terms.ts'
import { withInstitutionsOfToday } from '#app/domain/merges/queries/former.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { ContentAgreement, ContentCommitment, MinutesContent } from '../rules/content.ts'
import { listSharedEntries } from './entries.server.ts'

/**
 * What this version of the minutes says to everybody, from its shared lines and what they registered. What was
 * withdrawn before closing is left out. A correction keeps what the former version said of each record, for later
 * changes of a term are not what was agreed that day, and takes in nothing that was registered afterwards elsewhere.
 * Call it inside the transaction that freezes it.
 */
export async function composeContent(ctx: Context, meeting: Meeting, { number, reason }: { number: number; reason: string | null }): Promise<MinutesContent> {
  const agenda = await listAgenda(ctx, meeting.id)
  const entries = await listSharedEntries(ctx, meeting.id, number)
  const former = number > 1 ? await findFormer(ctx, meeting.id, number) : undefined
  const said = new Set(entries.flatMap(({ folios }) => folios))
  const belongs = ({ folio }: { folio: string }) => !former || said.has(folio) || former.beside.has(folio)
  const agreements = (await listAgreementsOf(ctx, [meeting.id])).filter(({ state }) => state !== 'withdrawn').filter(belongs)
  const commitments = (await listCommitmentsUnder(ctx, { meeting_ids: [meeting.id] })).filter(({ declared_state }) => declared_state !== 'dropped').filter(belongs)
  const of = (point: string | null) =>
    entries.filter(({ agenda_item_id }) => agenda_item_id === point).map(({ kind, text, folios }) => ({ kind, text, folios }))
  const loose = of(null)
  return {
    meeting: {
      folio: meeting.folio,
      title: meeting.title,
      kind: meetingKinds[meeting.kind],
      on: startDay(meeting),
      when: whenText(meeting, meeting.zone),
      place: [meeting.place, meeting.commune_name].filter(Boolean).join(', ') || null,
      modality: modalities[meeting.modality],
      organiser: meeting.organiser_name,
    },
    number,
    reason,
    attendance: (await listParticipants(ctx, meeting)).map(({ name, title, institution, attended }) => ({ name, title, institution, attended })),
    points: [
      ...agenda.map(({ id, title, deferred_at }, at) => ({ number: at + 1, title: deferred_at ? `${title} (queda para otra reunión)` : title, entries: of(id) })),
      ...(loose.length > 0 ? [{ number: null, title: null, entries: loose }] : []),
    ],
    agreements: agreements.map((agreement) => former?.agreements.get(agreement.folio) ?? agreementOf(agreement)),
    commitments: commitments.map((commitment) => former?.commitments.get(commitment.folio) ?? commitmentOf(commitment, startDay(meeting))),
    closed_at: ctx.now.toISOString(),
    closed_by: ctx.viewer.name,
  }
}

/** What the version before says of each record; `beside`: those that no line of it names. */
async function findFormer(ctx: Context, meeting_id: string, number: number) {
  const row = await ctx.db.selectFrom('minutes').select('content').where('meeting_id', '=', meeting_id).where('number', '=', number - 1).executeTakeFirstOrThrow()
  const { points, agreements, commitments } = JSON.parse(await withInstitutionsOfToday(ctx, row.content!)) as MinutesContent
  const named = new Set(points.flatMap(({ entries }) => entries.flatMap(({ folios }) => folios)))
  return {
    agreements: new Map(agreements.map((agreement) => [agreement.folio, agreement])),
    commitments: new Map(commitments.map((commitment) => [commitment.folio, commitment])),
    beside: new Set([...agreements, ...commitments].map(({ folio }) => folio).filter((folio) => !named.has(folio))),
  }
}

const agreementOf = ({ folio, text, parties }: Agreement): ContentAgreement => ({
  folio,
  text,
  parties: parties.map(({ institution_id, name, role }) => ({ institution_id, name, role: partyRoles[role] })),
})

/** The term as it was agreed: read from the day of the meeting, so that nothing «venció» in minutes. */
const commitmentOf = (commitment: Commitment, on: string): ContentCommitment => ({
  folio: commitment.folio,
  text: commitment.text,
  agreement: commitment.agreement_folio,
  debtor: { institution_id: commitment.debtor_id, name: commitment.debtor_name, responsible: commitment.responsible_title },
  beneficiaries: commitment.beneficiaries.map(({ institution_id, name }) => ({ institution_id, name })),
  due_on: commitment.due_on,
  due: dueText(commitment, on),
  due_why: commitment.due_why,
})

import { createAgreement } from '#app/domain/agreements/commands.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, permit } from '#app/lib/errors.ts'
import { once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canCreateMeeting } from '../policy.ts'
import { startDay } from '../rules.ts'
import type { ParticipantInput } from '../rules/participants.ts'
import { instantsOf, type Local } from '../rules/times.ts'
import type { Audience, MeetingKind, QuickTerm } from '../terms.ts'
import { insertMeeting } from './insert.server.ts'
import { insertEntry } from './note.server.ts'
import { addInstitutions, writeSnapshot } from './participants.server.ts'

/** A past meeting told in one breath. */
export type MeetingLog = {
  /** With whom: at least one. They are obliged by the agreements. */
  institution_ids: string[]
  when: Local
  title: string
  kind: MeetingKind
  participants: ParticipantInput[]
  note: { text: string; audience: Audience } | null
  agreements: { text: string }[]
  commitments: {
    text: string
    debtor_id: string
    /** Nobody named: the team that logs it, or, when the team owes, whoever it met. */
    beneficiary_ids: string[]
    responsible_position_id: string | null
    term: QuickTerm
    n: number | null
    due_on: string | null
    /** Place in `agreements` of the one it comes from, from 0. */
    agreement: number | null
  }[]
  operation_id?: string
}

/**
 * Writes a meeting that was held, who came, what was said, agreed and promised: all of it or nothing, and once for
 * each operation. Answers the folio of the meeting.
 */
export async function logMeeting(ctx: Context, log: MeetingLog): Promise<string> {
  return atomically(ctx, (ctx) => once(ctx, log.operation_id, () => write(ctx, log)))
}

async function write(ctx: Context, log: MeetingLog) {
  permit(canCreateMeeting(ctx.viewer))
  const { when, title, kind, participants, note } = log
  if (instantsOf(when).starts_at > ctx.now.toISOString()) throw new Conflict('Esa reunión todavía no ocurre: agéndela.')

  const own = ctx.viewer.institution_id
  const meeting = await insertMeeting(
    ctx,
    { title, kind, modality: kind === 'call' ? 'phone' : 'in_person', when, organiser_id: own, participants: present(participants) },
    { state: 'held', action: 'meeting.logged' },
  )
  await addInstitutions(ctx, { ...meeting, ...when }, log.institution_ids)
  await writeSnapshot(ctx, { ...meeting, ...when })
  if (note) await insertEntry(ctx, meeting.id, { kind: 'note', ...note })
  const agreement_ids = await writeAgreements(ctx, meeting.id, log)
  await writeCommitments(ctx, meeting.id, log, agreement_ids)
  return meeting.folio
}

const present = (inputs: ParticipantInput[]) => inputs.map((input) => ({ attended: 'present', ...input }) as const)

async function writeAgreements(ctx: Context, meeting_id: string, { institution_ids, agreements, commitments, when }: MeetingLog) {
  const ids: string[] = []
  for (const [at, { text }] of agreements.entries()) {
    const entry_id = await insertEntry(ctx, meeting_id, { kind: 'agreement', audience: 'shared', text })
    const debtors = commitments.filter(({ agreement }) => agreement === at).map(({ debtor_id }) => debtor_id)
    const { id } = await createAgreement(ctx, {
      kind: 'meeting_agreement',
      text,
      meeting_id,
      entry_id,
      agreed_on: startDay(when),
      valid_until_on: null,
      parties: partiesOf(ctx.viewer.institution_id, institution_ids, debtors),
    })
    ids.push(id)
  }
  return ids
}

/** Whoever was met, and whoever owes under the agreement, is obliged; the team that logs it facilitates. */
function partiesOf(own: string | null, met: string[], debtors: string[]) {
  const obliged = [...new Set([...met, ...debtors])].map((institution_id) => ({ institution_id, role: 'obliged' as const }))
  if (!own || obliged.some(({ institution_id }) => institution_id === own)) return obliged
  return [...obliged, { institution_id: own, role: 'facilitator' as const, acceptance: 'accepted' as const }]
}

async function writeCommitments(ctx: Context, meeting_id: string, log: MeetingLog, agreement_ids: string[]) {
  const own = ctx.viewer.institution_id
  for (const { term, n, agreement, beneficiary_ids, ...commitment } of log.commitments) {
    await insertEntry(ctx, meeting_id, { kind: 'commitment', audience: 'shared', text: commitment.text })
    const others = own && own !== commitment.debtor_id ? [own] : log.institution_ids.filter((id) => id !== commitment.debtor_id)
    await createCommitment(ctx, {
      ...commitment,
      meeting_id,
      agreement_id: agreement === null ? null : agreement_ids[agreement]!,
      beneficiary_ids: beneficiary_ids.length > 0 ? beneficiary_ids : others,
      follow_up_user_id: null,
      due_rule: term,
      due_n: n,
      due_from_on: startDay(log.when),
    })
  }
}

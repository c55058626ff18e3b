import { createAgreement } from '#app/domain/agreements/commands.server.ts'
import { listAgreementsOf } from '#app/domain/agreements/queries.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { insertEntry, lastPlace } from '#app/domain/meetings/commands/entry.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listMet } from '#app/domain/meetings/queries/participants.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'

import { knownIds, type Plan, type PlannedEntry } from '../rules/plan.ts'
import type { Debtor, DueReading, Reading } from '../rules/reading.ts'

export type Registered = { agreements: number; commitments: number }

/**
 * Writes the lines of the minutes, and what they agree and promise with its folios. Call it inside the transaction
 * that closes them, once nothing is missing.
 */
export async function registerEntries(ctx: Context, meeting: Meeting, { entries }: Plan, minutes_number = 1): Promise<Registered> {
  const met = await listMet(ctx, meeting.id)
  const known = new Map((await listAgreementsOf(ctx, [meeting.id])).map(({ id, folio }) => [folio, id]))
  const first = (await lastPlace(ctx, meeting.id)) + 1
  const agreement_ids = new Map<number, string>()
  const registered = { agreements: 0, commitments: 0 }
  for (const [at, entry] of entries.entries()) {
    const { reading } = entry
    const line = { ...lineOf(entry), minutes_number, sort: first + at }
    if (reading.kind === 'note' || reading.folios.length > 0) {
      await insertEntry(ctx, meeting.id, { ...line, folios: reading.folios })
      const agreement_id = known.get(reading.folios[0] ?? '')
      if (agreement_id) agreement_ids.set(at, agreement_id)
    } else if (reading.kind === 'agreement') {
      const { id, entry_id, folio } = await registerAgreement(ctx, meeting, line, partiesOf(ctx.viewer.institution_id, met, debtorsUnder(entries, at)))
      agreement_ids.set(at, id)
      await ctx.db.updateTable('minutes_entries').set({ folios: folio }).where('id', '=', entry_id).execute()
      registered.agreements += 1
    } else {
      const agreement_id = entry.under === null ? null : (agreement_ids.get(entry.under) ?? null)
      const folios = await registerCommitments(ctx, meeting, reading, agreement_id, met)
      await insertEntry(ctx, meeting.id, { ...line, folios })
      registered.commitments += folios.length
    }
  }
  return registered
}

/** A marked line loses its mark; a sentence stays as its author wrote it. */
function lineOf({ key, reading }: PlannedEntry) {
  const text = reading.marked || reading.folios.length > 0 ? reading.text : reading.line.trim()
  return { kind: reading.kind, audience: reading.audience, text, agenda_item_id: key || null }
}

async function registerAgreement(ctx: Context, meeting: Meeting, line: ReturnType<typeof lineOf> & { minutes_number: number; sort: number }, parties: Parties) {
  if (new Set(parties.map(({ institution_id }) => institution_id)).size < 2) {
    throw new Conflict('Un acuerdo necesita dos instituciones: agregue a la reunión la otra parte.')
  }
  const entry_id = await insertEntry(ctx, meeting.id, line)
  const agreement = await createAgreement(ctx, {
    kind: 'meeting_agreement',
    text: line.text,
    meeting_id: meeting.id,
    entry_id,
    agreed_on: startDay(meeting),
    valid_until_on: null,
    parties,
  })
  return { ...agreement, entry_id }
}

type Parties = ReturnType<typeof partiesOf>

const debtorsUnder = (entries: PlannedEntry[], at: number) =>
  entries.filter(({ under }) => under === at).flatMap(({ reading }) => knownIds(reading.debtors))

/** Whoever was met, and whoever owes under the agreement, is obliged; the team that takes the minutes facilitates. */
function partiesOf(own: string | null, met: string[], debtors: string[]) {
  const obliged = [...new Set([...met, ...debtors])]
    .filter((institution_id) => institution_id !== own || debtors.includes(institution_id))
    .map((institution_id) => ({ institution_id, role: 'obliged' as const }))
  if (!own || obliged.some(({ institution_id }) => institution_id === own)) return obliged
  return [...obliged, { institution_id: own, role: 'facilitator' as const, acceptance: 'accepted' as const }]
}

/** One commitment for each debtor, each on its own calendar. */
async function registerCommitments(ctx: Context, meeting: Meeting, reading: Reading, agreement_id: string | null, met: string[]) {
  const folios: string[] = []
  for (const debtor of reading.debtors) {
    const debtor_id = debtor.institution_id!
    const { folio } = await createCommitment(ctx, {
      text: reading.text,
      agreement_id,
      meeting_id: meeting.id,
      debtor_id,
      responsible_position_id: debtor.responsible?.position_id ?? null,
      beneficiary_ids: receiversOf(ctx.viewer.institution_id, reading, debtor_id, met),
      follow_up_user_id: meeting.owner_id,
      ...dueOf(debtor, reading.due!, startDay(meeting)),
      add_party: true,
    })
    folios.push(folio)
  }
  return folios
}

/** Whoever the line names; nobody named: the team, or, when the team owes, whoever it met. */
function receiversOf(own: string | null, { beneficiaries }: Pick<Reading, 'beneficiaries'>, debtor_id: string, met: string[]) {
  const named = knownIds(beneficiaries).filter((id) => id !== debtor_id)
  if (named.length > 0) return named
  return own && own !== debtor_id ? [own] : met.filter((id) => id !== debtor_id)
}

/** A counted term keeps its rule and is counted again on the debtor's calendar; any other is its day. */
const dueOf = (debtor: Pick<Debtor, 'due_on'>, { due_rule, n }: DueReading, on: string) => ({
  due_rule,
  due_n: n,
  due_from_on: on,
  due_on: debtor.due_on,
})

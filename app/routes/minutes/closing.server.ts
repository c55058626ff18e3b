import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { labelOf, listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { refuseUnready, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { rehearseClosing } from '#app/domain/minutes/commands/rehearse.server.ts'
import { mailOf } from '#app/domain/minutes/mail.ts'
import { canTakeMinutes } from '#app/domain/minutes/policy.ts'
import { findDraft, type Draft } from '#app/domain/minutes/queries.server.ts'
import { readDraft } from '#app/domain/minutes/queries/reading.server.ts'
import { listSharedEntries } from '#app/domain/minutes/queries/entries.server.ts'
import { listRecipients, type Recipient } from '#app/domain/minutes/queries/recipients.server.ts'
import { concernedBy, type MinutesContent } from '#app/domain/minutes/rules/content.ts'
import type { Plan, PlannedEntry } from '#app/domain/minutes/rules/plan.ts'
import type { Question, Reading } from '#app/domain/minutes/rules/reading.ts'
import type { Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'

import { shortDay } from './short-day.ts'

export type ShownGap = { key: string; at: number; version: number; line: string; questions: Question[] }
export type ShownEntry = {
  kind: PlannedEntry['reading']['kind']
  internal: boolean
  text: string
  folios: string[]
  facts: string | null
  under: boolean
  warnings: string[]
}
export type Receiver = Recipient & { subject: string; body: string }

/** Everything the page that closes shows, read by the server: it is this reading that would be registered. */
export async function findClosing(ctx: Context, meeting: Meeting) {
  permit(canTakeMinutes(ctx.viewer))
  const draft = await findDraft(ctx, meeting.id)
  refuseUnready(meeting, draft)
  const plan: Plan = draft ? await readDraft(ctx, meeting, draft) : { entries: [], gaps: [] }
  // While something is missing nobody receives anything, and nobody else should wait for a rehearsal.
  const { content, problem } = plan.gaps.length > 0 ? { content: null, problem: null } : await rehearseClosing(ctx, meeting, plan, draft)
  const kept = await keptTerms(ctx, meeting, draft, content)
  const written = new Set(plan.entries.map(({ key }) => key))
  const unsaid = draft ? draft.points.filter(({ key, title, deferred }) => title && !deferred && !written.has(key)).map(({ title }) => title!) : []
  return {
    folio: meeting.folio,
    title: meeting.title,
    number: draft?.number ?? 1,
    /** What would be refused, whatever is completed. */
    problem,
    draft: draft?.id ?? '',
    gaps: plan.gaps.map(({ key, at, reading, questions }): ShownGap => ({ key, at, version: versionOf(draft, key), line: reading.line, questions })),
    entries: draft ? draft.points.map(({ key, title }) => ({ title, lines: plan.entries.filter((entry) => entry.key === key).map((entry) => shownOf(entry, kept)) })) : savedOf(content),
    internal: plan.entries.filter(({ reading }) => reading.audience === 'internal').length,
    unsaid: draft ? unsaid : await unsaidOf(ctx, meeting, content),
    unknown: (await listParticipants(ctx, meeting)).filter(({ attended }) => attended === 'unknown').map(labelOf),
    receivers: content ? (await listRecipients(ctx, meeting, concernedBy(content))).map((recipient): Receiver => ({ ...recipient, ...mailOf(content, recipient) })) : [],
    seen: versionsOf(draft),
  }
}

const versionOf = (draft: Draft | undefined, key: string) => draft?.points.find((point) => point.key === key)?.version ?? 0

function shownOf({ reading, under }: PlannedEntry, kept: (reading: Reading) => string[]): ShownEntry {
  const { kind, audience, text, line, marked, folios, debtors, beneficiaries, due, warnings } = reading
  const days = [...new Set(debtors.map(({ due_on }) => due_on ?? due?.on))].flatMap((day) => (day ? shortDay(day) : []))
  const facts = [
    debtors.length > 0 && `Debe ${debtors.map(({ written, responsible }) => [written, responsible?.written].filter(Boolean).join(', ')).join(' · ')}`,
    beneficiaries.length > 0 && `recibe ${beneficiaries.map(({ written }) => written).join(', ')}`,
    due && (days.length > 0 ? `vence ${days.join(' · ')} (${due.said})` : `vence: ${due.said}`),
  ]
  return {
    kind, folios,
    warnings: [...warnings, ...kept(reading)],
    internal: audience === 'internal',
    text: marked || folios.length > 0 ? text : line.trim(),
    facts: kind === 'commitment' && folios.length === 0 ? facts.filter(Boolean).join('; ') || null : null,
    under: under !== null,
  }
}

/** A correction changes words; who owes and until when stay as they were registered, and a line that was rewritten says so. */
async function keptTerms(ctx: Context, meeting: Meeting, draft: Draft | undefined, content: MinutesContent | null) {
  const former = draft && draft.number > 1 ? await listSharedEntries(ctx, meeting.id, draft.number - 1) : []
  const said = new Map(former.flatMap(({ folios, text }) => folios.map((folio) => [folio, text] as const)))
  const terms = new Map((content?.commitments ?? []).map(({ folio, debtor, due }) => [folio, `debe ${debtor.name}, ${due.charAt(0).toLowerCase()}${due.slice(1)}`]))
  return ({ folios, text }: Reading) => folios.flatMap((folio) => (
    terms.has(folio) && said.has(folio) && said.get(folio) !== text
      ? [`${folio} sigue registrado como antes: ${terms.get(folio)}. Si eso también cambió, cámbielo en su ficha.`]
      : []
  ))
}

/** A meeting that was logged has its lines already. */
const savedOf = (content: MinutesContent | null) =>
  (content?.points ?? []).map(({ title, entries }) => ({
    title,
    lines: entries.map(({ kind, text, folios }): ShownEntry => ({ kind: kind === 'decision' ? 'note' : kind, internal: false, text, folios, facts: null, under: false, warnings: [] })),
  }))

async function unsaidOf(ctx: Context, meeting: Meeting, content: MinutesContent | null) {
  const said = new Set((content?.points ?? []).filter(({ entries }) => entries.length > 0).map(({ title }) => title))
  return (await listAgenda(ctx, meeting.id)).filter(({ title, deferred_at }) => !deferred_at && !said.has(title)).map(({ title }) => title)
}

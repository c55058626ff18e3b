import { z } from 'zod'

import { findAgreement, listAgreementsAfter, visibleAgreements, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { acceptances, agreementKinds, agreementStates, partyRoles, progresses, validities, type Progress, type Validity } from '#app/domain/agreements/terms.ts'
import { findCommitment, listCommitmentsAfter, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { scheduleStateOf } from '#app/domain/commitments/rules.ts'
import { declaredStates, dueRules, evidenceStates, scheduleStates, stateFilters, type StateFilter } from '#app/domain/commitments/terms.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'

import { asked, askedAs, codeOf, count, dayAsked, dayOf, instant, reference, region, words } from './fields.server.ts'
import { noun, type Asker } from './noun.server.ts'

const commitment = z.object({
  id: z.string(),
  folio: z.string(),
  text: z.string(),
  debtor: reference('Institución que debe'),
  responsible_position: z.object({ id: z.string(), title: z.string() }).nullable().meta({ description: 'Cargo responsable' }),
  beneficiaries: z.array(reference('Institución que recibe')),
  due_rule: codeOf(dueRules),
  due_on: dayOf('Vence').nullable(),
  baseline_due_on: dayOf('Vencía al principio').nullable(),
  declared_state: codeOf(declaredStates),
  evidence_state: codeOf(evidenceStates),
  schedule_state: codeOf(scheduleStates),
  closed_on: dayOf('Cerrado el').nullable(),
  agreement_folio: z.string().nullable(),
  meeting_folio: z.string().nullable(),
  updated_at: instant(),
})

/** What may be asked of where a commitment stands, as the lists say it. */
const standings = {
  open: 'abiertos', closed: 'cerrados', pending: 'pendiente', in_progress: 'en-curso', due_soon: 'por-vencer', overdue: 'vencido',
  to_validate: 'por-validar', fulfilled: 'cumplido', dropped: 'sin-efecto', waiting: 'esperan', no_next_step: 'sin-proximo-paso',
} as const satisfies Record<string, StateFilter>
const progress = { open: 'abiertos', to_fulfil: 'por-cumplir', fulfilled: 'cumplidos', without_commitments: 'sin-compromisos' } as const satisfies Record<string, Progress>
const validity = { in_force: 'vigentes', ending: 'por-terminar', renewing: 'por-renovar', ended: 'terminados' } as const satisfies Record<string, Validity>

export const commitments = noun({
  scope: 'commitments',
  many: 'Compromisos',
  one: 'un compromiso',
  key: 'folio o id',
  item: commitment,
  filters: z.object({
    q: words().optional(),
    region: region().optional(),
    institution_id: asked('Debe o recibe').optional(),
    side: codeOf({ owes: 'esa institución debe', receives: 'esa institución recibe' }).optional(),
    counterpart_id: asked('La institución del otro lado').optional(),
    kind: codeOf(institutionKinds).optional(),
    standing: askedAs(standings, stateFilters).optional(),
    due_from: dayAsked('Vence ese día o después').optional(),
    due_before: dayAsked('Vence antes de ese día').optional(),
  }),
  list: async (asker, { standing, side, ...filter }, slice) => {
    const narrowed = { ...filter, side: side && (side === 'owes' ? 'debe' as const : 'recibe' as const), state: standing && standings[standing] }
    return commitmentsOf(asker, await listCommitmentsAfter(asker.ctx, narrowed, slice))
  },
  find: async (asker, key) => {
    const row = await findCommitment(asker.ctx, key)
    return row && (await commitmentsOf(asker, [row]))[0]
  },
})

async function commitmentsOf({ ctx }: Asker, rows: Commitment[]) {
  const seen = await seenOrigins(ctx, rows)
  return rows.map((row) => ({
    id: row.id,
    folio: row.folio,
    text: row.text,
    debtor: { id: row.debtor_id, name: row.debtor_name },
    responsible_position: row.responsible_position_id === null ? null : { id: row.responsible_position_id, title: row.responsible_title ?? '' },
    beneficiaries: row.beneficiaries.map(({ institution_id, name }) => ({ id: institution_id, name })),
    due_rule: row.due_rule,
    due_on: row.due_on,
    baseline_due_on: row.baseline_due_on,
    declared_state: row.declared_state,
    evidence_state: row.evidence_state,
    schedule_state: scheduleStateOf(row, today(ctx)),
    closed_on: row.closed_on,
    agreement_folio: seen(row.agreement_id) ? row.agreement_folio : null,
    meeting_folio: seen(row.meeting_id) ? row.meeting_folio : null,
    updated_at: row.updated_at,
  }))
}

const agreement = z.object({
  id: z.string(),
  folio: z.string(),
  kind: codeOf(agreementKinds),
  text: z.string(),
  state: codeOf(agreementStates),
  agreed_on: dayOf('Acordado el'),
  valid_until_on: dayOf('Vigente hasta').nullable(),
  meeting_folio: z.string().nullable(),
  parties: z.array(z.object({ institution: reference('Parte'), role: codeOf(partyRoles), acceptance: codeOf(acceptances) })),
  commitments: z
    .object({ total: count('Sin contar los que quedaron sin efecto'), fulfilled: count('Cumplidos y verificados'), overdue: count('Vencidos') })
    .nullable()
    .meta({ description: 'De todas las partes: solo para quien ve toda la red' }),
  updated_at: instant(),
})

export const agreements = noun({
  scope: 'agreements',
  many: 'Acuerdos',
  one: 'un acuerdo',
  key: 'folio o id',
  item: agreement,
  filters: z.object({
    q: words().optional(),
    kind: codeOf(agreementKinds).optional(),
    region: region().optional(),
    institution_id: asked('Es parte').optional(),
    progress: askedAs(progress, progresses).optional(),
    validity: askedAs(validity, validities).optional(),
  }),
  list: async (asker, { progress: done, validity: lasts, ...filter }, slice) =>
    agreementsOf(asker, await listAgreementsAfter(asker.ctx, { ...filter, progress: done && progress[done], validity: lasts && validity[lasts] }, slice)),
  find: async (asker, key) => {
    const row = await findAgreement(asker.ctx, key)
    return row && (await agreementsOf(asker, [row]))[0]
  },
})

async function agreementsOf({ ctx }: Asker, rows: Agreement[]) {
  const seen = await seenOrigins(ctx, rows.map(({ meeting_id }) => ({ meeting_id, agreement_id: null })))
  return rows.map((row) => ({
    id: row.id,
    folio: row.folio,
    kind: row.kind,
    text: row.text,
    state: row.state,
    agreed_on: row.agreed_on,
    valid_until_on: row.valid_until_on,
    meeting_folio: seen(row.meeting_id) ? row.meeting_folio : null,
    parties: row.parties.map(({ institution_id, name, role, acceptance }) => ({ institution: { id: institution_id, name }, role, acceptance })),
    commitments: ofNetwork(ctx.viewer.role) ? { total: row.tally.total, fulfilled: row.tally.fulfilled, overdue: row.tally.overdue } : null,
    updated_at: row.updated_at,
  }))
}

/** Which meetings and agreements the asker may know of: whoever sees a promise need not see where it was made. Two queries. */
async function seenOrigins(ctx: Context, rows: { meeting_id: string | null; agreement_id: string | null }[]) {
  const meetings = [...new Set(rows.flatMap(({ meeting_id }) => meeting_id ?? []))]
  const agreements = [...new Set(rows.flatMap(({ agreement_id }) => agreement_id ?? []))]
  const seen = new Set<string>()
  if (meetings.length > 0) for (const { id } of await visibleMeetings(ctx).select('meetings.id').where('meetings.id', 'in', meetings).execute()) seen.add(id)
  if (agreements.length > 0) for (const { id } of await visibleAgreements(ctx).select('agreements.id').where('agreements.id', 'in', agreements).execute()) seen.add(id)
  return (id: string | null) => id !== null && seen.has(id)
}

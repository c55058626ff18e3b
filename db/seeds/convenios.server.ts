/** Convenios in every part of their way, the UTM they are counted with (invented), and who belongs to what. */

import { createAgreement, recordAcceptance } from '#app/domain/agreements/commands.server.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { describeConvenio, stageConvenio } from '#app/domain/convenios/commands.server.ts'
import type { ConvenioInput } from '#app/domain/convenios/forms.server.ts'
import type { ConvenioStage, ConvenioType } from '#app/domain/convenios/terms.ts'
import { setUtm } from '#app/domain/indicators/commands.server.ts'
import { addRelation } from '#app/domain/relations/commands.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { addDays, addMonths } from '#app/lib/days.ts'

import { instant } from './clock.server.ts'
import type { Stage } from './year.server.ts'

/** `at` counts days from today. What a step says is kept by those that follow. */
type Step = { at: number; to: ConvenioStage; text?: string; council?: [number: string, yes: number, no: number]; decree?: string }
type Told = {
  /** CUT of the municipality. */
  who: string
  with: string
  type: ConvenioType
  text: string
  clp?: number
  utm?: number
  /** Days from today, or a day. */
  until: number | string
  notice?: number
  open?: string
  steps: [Step, ...Step[]]
}

const straight = (from: number, ...stages: ConvenioStage[]): Step[] => stages.map((to, at) => ({ at: from + at * 6, to }))

const convenios: Told[] = [
  {
    who: '13102', with: 'deficit-cero', type: 'collaboration', text: 'Convenio de colaboración con la Municipalidad de Cerrillos para incorporarse a la Red', until: 46, notice: 60,
    open: 'Acordar los términos de la prórroga del convenio de colaboración',
    steps: [{ at: -352, to: 'draft' }, ...straight(-346, 'legal_review', 'cleared', 'signing', 'signed'), { at: -318, to: 'decreed', decree: '1.204' }, { at: -316, to: 'in_force' }],
  },
  {
    who: '13102', with: 'serviu-13', type: 'transfer', text: 'Convenio de transferencia para el diseño de urbanización del loteo Los Aromos', utm: 62_000, until: '2029-03-31',
    steps: [{ at: -62, to: 'draft' }, { at: -55, to: 'legal_review' }, { at: -44, to: 'observed', text: 'Control pide el certificado de disponibilidad presupuestaria.' }, { at: -33, to: 'corrected' }, { at: -26, to: 'cleared' }, { at: -9, to: 'council_agenda' }],
  },
  {
    who: '10201', with: 'gore-10', type: 'transfer', text: 'Convenio de transferencia para estudios de suelo en Alto Gamboa', clp: 96_000_000, until: 240,
    steps: [
      { at: -190, to: 'draft' }, ...straight(-182, 'legal_review', 'cleared', 'council_agenda'), { at: -160, to: 'council_approved', council: ['87', 7, 1] },
      ...straight(-154, 'signing', 'signed'), { at: -140, to: 'decreed', decree: '2.310' }, { at: -138, to: 'in_force' }, { at: -40, to: 'amended', text: 'Se agrega un segundo sondaje, sin aumento de monto.' },
    ],
  },
  { who: '10201', with: 'red-municipios', type: 'framework', text: 'Convenio marco de asistencia técnica con Castro', until: '2029-06-30', steps: [{ at: -48, to: 'draft' }, ...straight(-40, 'legal_review', 'cleared')] },
  {
    who: '05101', with: 'serviu-05', type: 'mandate', text: 'Convenio mandato para la reposición de obras en las quebradas', clp: 410_000_000, until: 700,
    steps: [{ at: -80, to: 'draft' }, ...straight(-74, 'legal_review', 'cleared', 'council_agenda'), { at: -41, to: 'council_rejected', text: 'El concejo pide un cronograma de desembolsos antes de votar.' }],
  },
  { who: '08101', with: 'amuch', type: 'collaboration', text: 'Convenio de formación para las oficinas de vivienda', until: -11, notice: 30, steps: [{ at: -376, to: 'draft' }, ...straight(-370, 'legal_review', 'cleared', 'signing', 'signed'), { at: -340, to: 'decreed', decree: '998' }, { at: -338, to: 'in_force' }] },
  { who: '13120', with: 'deficit-cero', type: 'collaboration', text: 'Convenio de colaboración para el catastro de terrenos municipales', until: 420, steps: [{ at: -30, to: 'draft' }, ...straight(-24, 'legal_review', 'cleared', 'signing')] },
  { who: '08101', with: 'serviu-08', type: 'collaboration', text: 'Convenio de entidad patrocinante municipal', until: 900, steps: [{ at: -6, to: 'draft' }] },
]

export function planConvenios(stage: Stage) {
  const { clock, today, as } = stage
  const start = instant(addDays(today, -395))
  clock.plan(start, async () => {
    const ctx = as(systemViewer, start)
    for (let month = -14; month <= 0; month++) {
      const period = addMonths(`${today.slice(0, 7)}-01`, month).slice(0, 7)
      await setUtm(ctx, { period, value: 68_300 + (month + 14) * 110, source: 'Valor ficticio de la demostración' })
    }
  })
  for (const told of convenios) plan(stage, told)
  planRelations(stage)
}

const nothing = {
  signed_on: null, council_number: null, council_on: null, council_for: null, council_against: null, council_abstained: null, legal_opinion: null,
  decree_number: null, decree_on: null,
} satisfies Partial<ConvenioInput>

function plan({ clock, today, as, staff, network }: Stage, told: Told) {
  const muni = network.members.find(({ id }) => id === `muni-${told.who}`)
  if (!muni) return
  const owner = ['08', '10'].includes(muni.region_code ?? '') ? staff.paula : staff.carolina
  const on = (days: number) => clock.workingDay(addDays(today, days))
  const [first, ...steps] = told.steps
  const at = instant(on(first.at), 11)
  const valid_until_on = typeof told.until === 'string' ? told.until : addDays(today, told.until)
  clock.plan(at, async () => {
    const ctx = as(owner, at)
    const parties = [{ institution_id: told.with, role: 'obliged' as const }, { institution_id: muni.id, role: 'obliged' as const }]
    const { id } = await createAgreement(ctx, { kind: 'convenio', text: told.text, meeting_id: null, agreed_on: on(first.at), valid_until_on, parties })
    await describeConvenio(ctx, id, {
      ...nothing, stage: 'draft', convenio_type: told.type, amount_clp: told.clp ?? null, amount_utm: told.utm ?? null, starts_on: null,
      renewal_notice_days: told.notice ?? null,
    })
    if (told.open) {
      await createCommitment(ctx, {
        text: told.open, agreement_id: id, meeting_id: null, debtor_id: muni.id, responsible_position_id: null, beneficiary_ids: [told.with],
        follow_up_user_id: owner.id, due_rule: 'date', due_n: null, due_from_on: null, due_on: clock.workingDay(addDays(today, 20)),
      })
    }
    let papers: Omit<ConvenioInput, 'stage' | 'convenio_type' | 'amount_clp' | 'amount_utm' | 'starts_on' | 'renewal_notice_days'> = nothing
    for (const step of steps) {
      const day = on(step.at)
      papers = {
        ...papers,
        ...(step.council ? { council_number: step.council[0], council_on: day, council_for: step.council[1], council_against: step.council[2] } : {}),
        ...(step.to === 'signed' ? { signed_on: day } : {}),
        ...(step.decree ? { decree_number: step.decree, decree_on: day } : {}),
      }
      const kept = papers
      const moment = instant(day, 12)
      clock.plan(moment, async () => {
        // Who signs accepts.
        if (step.to === 'signed') for (const { institution_id } of parties) await recordAcceptance(as(owner, moment), id, { institution_id, acceptance: 'accepted' })
        const { version } = (await findAgreement(as(owner, moment), id))!
        await stageConvenio(as(owner, moment), id, { ...kept, stage: step.to, text: step.text ?? null, version })
      })
    }
  })
}

/** Belonging is invented too: the source says so. */
function planRelations({ clock, today, as, staff, network }: Stage) {
  const at = instant(addDays(today, -360))
  const fact = { operation_id: undefined, starts_on: addDays(today, -360), source: 'Demostración: relación inventada' } as const
  clock.plan(at, async () => {
    const ctx = as(staff.carolina, at)
    for (const [order, { id }] of network.members.slice(0, 24).entries()) await addRelation(ctx, id, { ...fact, kind: 'member_of', to_id: order % 3 === 0 ? 'amuch' : 'red-municipios' })
    for (const cut of ['13102', '10201']) await addRelation(ctx, `muni-${cut}`, { ...fact, kind: 'associated_with', to_id: 'deficit-cero' })
    await addRelation(ctx, 'red-municipios', { ...fact, kind: 'associated_with', to_id: 'amuch' })
  })
}

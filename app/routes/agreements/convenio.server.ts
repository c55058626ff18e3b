import { findConvenio, listExtensions } from '#app/domain/convenios/queries.server.ts'
import { asksRenewal, endingText, hasResolution, isInEffect, isOver } from '#app/domain/convenios/rules.ts'
import { fallsShort, formatPesos, formatUtm, isCouncilRequired, votesText } from '#app/domain/convenios/rules/council.ts'
import { convenioStages, convenioTypes, councilNeeds, type ConvenioStage } from '#app/domain/convenios/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import type { Tone } from '#app/ui/status-badge.tsx'

export type ShownConvenio = NonNullable<Awaited<ReturnType<typeof readConvenio>>>

const or = new Intl.ListFormat('es-CL', { type: 'disjunction' })

/** The tone of the badge of a stage. */
export const stageTone = (stage: ConvenioStage): Tone => {
  if (isInEffect(stage)) return 'en-curso'
  if (isOver(stage)) return 'sin-efecto'
  return stage === 'observed' || stage === 'council_rejected' ? 'por-vencer' : 'pendiente'
}

/** A convenio as its record shows it; undefined while nobody wrote its papers down. */
export async function readConvenio(ctx: Context, agreement_id: string) {
  const convenio = await findConvenio(ctx, agreement_id)
  if (!convenio) return undefined
  const { stage, need, reason, valid_until_on, council_number, council_on, decree_number, decree_on, stages } = convenio
  const votes = votesText(convenio)
  const numbered = (number: string | null, on: string | null) => number && `N° ${number}${on ? ` del ${formatDay(on)}` : ''}`
  return {
    stage: { word: convenioStages[stage], tone: stageTone(stage) },
    next: convenio.next.length === 0 ? null : or.format(convenio.next.map((name) => convenioStages[name].toLowerCase())),
    council: { word: councilNeeds[need], reason, asked: need !== 'none' && !hasResolution(convenio) },
    warnings: [
      isInEffect(stage) && isCouncilRequired(need) && !hasResolution(convenio) ? 'Está vigente y no tiene anotado el acuerdo de concejo que requiere: consulte a Jurídica.' : null,
      fallsShort(convenio, need) ? 'Los votos anotados podrían no alcanzar la mayoría que se requiere: consulte a Jurídica.' : null,
    ].filter((warning) => warning !== null),
    ending: valid_until_on && asksRenewal(convenio, today(ctx)) ? { text: endingText(valid_until_on, today(ctx)), on: formatDay(valid_until_on) } : null,
    facts: [
      { label: 'Tipo', value: convenio.convenio_type && convenioTypes[convenio.convenio_type] },
      { label: 'Monto', value: amountText(ctx, convenio) },
      { label: 'Rige desde', value: convenio.starts_on && formatDay(convenio.starts_on) },
      { label: 'Firmado', value: convenio.signed_on && formatDay(convenio.signed_on) },
      { label: 'Acuerdo de concejo', value: [numbered(council_number, council_on), votes].filter(Boolean).join(', ') },
      { label: 'Jurídica', value: convenio.legal_opinion },
      { label: 'Decreto', value: numbered(decree_number, decree_on) },
      { label: 'Aviso de término', value: convenio.renewal_notice_days && `${convenio.renewal_notice_days} días antes` },
    ],
    extends_folio: convenio.extends_folio,
    extensions: (await listExtensions(ctx, agreement_id)).map((row) => ({ folio: row.folio, stage: convenioStages[row.stage] })),
    stages: stages.toReversed().map((row) => ({
      id: row.id, word: convenioStages[row.stage], at: formatInstant(row.created_at, ctx.viewer.zone), by: row.author_name, text: row.text,
    })),
  }
}

/** «$45.000.000 (642,86 UTM de 11-2026)»: what pesos are in UTM, when the month is known. */
function amountText(ctx: Context, { amount_clp, amount_utm, utm, signed_on }: NonNullable<Awaited<ReturnType<typeof findConvenio>>>) {
  const month = (signed_on ?? today(ctx)).slice(0, 7).split('-').reverse().join('-')
  const counted = amount_clp === null ? '' : utm === null ? ` (falta la UTM de ${month})` : ` (${formatUtm(Math.floor((amount_clp * 100) / utm))} de ${month}${signed_on ? '' : ', sin firmar'})`
  return [amount_clp === null ? null : `${formatPesos(amount_clp)}${counted}`, amount_utm === null ? null : formatUtm(amount_utm)].filter(Boolean).join(' y ')
}

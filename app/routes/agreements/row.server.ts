import type { Agreement } from '#app/domain/agreements/queries.server.ts'
import { progressText, stateTones } from '#app/domain/agreements/rules.ts'
import { agreementKinds, agreementStates } from '#app/domain/agreements/terms.ts'
import { convenioStages, type ConvenioStage } from '#app/domain/convenios/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

export type Row = ReturnType<typeof rowOf>

/** An agreement as the register shows it. */
export function rowOf(agreement: Agreement, stage?: ConvenioStage) {
  const { folio, kind, text, meeting_folio, agreed_on, valid_until_on, parties, tally, state, override_state } = agreement
  const names = [...new Set(parties.map((party) => party.name))]
  return {
    folio,
    text,
    kind: agreementKinds[kind],
    /** Where the papers of a convenio stand. */
    stage: stage ? convenioStages[stage] : null,
    meeting_folio,
    agreed: { on: agreed_on, text: formatDay(agreed_on) },
    valid: valid_until_on ? formatDay(valid_until_on) : 'Sin término',
    parties: names.length > 3 ? `${names.slice(0, 3).join(', ')} y ${names.length - 3} más` : names.join(', '),
    progress: progressText(tally),
    overdue: tally.overdue > 0 ? plural(tally.overdue, 'vencido', 'vencidos') : null,
    state: { word: agreementStates[state], tone: stateTones[state], overridden: override_state !== null },
  }
}

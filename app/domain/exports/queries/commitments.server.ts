import { listCommitmentIds, listInOrder, readCommitmentFilter, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { ruleText, statusOf, type Status } from '#app/domain/commitments/rules.ts'
import { declaredStates, evidenceStates } from '#app/domain/commitments/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { daysBetween } from '#app/lib/days.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'

import { byKey, dayReader, type Taken } from '../rules.ts'
import { commitmentFilterWords } from './filter-words.server.ts'

/** The commitments of a filter: by due day, those without one last, unless the list has another order. */
export async function takeCommitments(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readCommitmentFilter(search, ctx)
  const day = today(ctx)
  const ids = await listCommitmentIds(ctx, filter)
  const pages = byKey(ids, async (some) => (await listInOrder(ctx, some)).map((row) => ({ ...row, status: statusOf(row, day) })))
  return { filter: await commitmentFilterWords(ctx, filter), total: ids.length, tables: [tableOf('Compromisos', columnsOn(ctx), pages)] }
}

type Row = Commitment & { status: Status }

function columnsOn(ctx: Context): Column<Row>[] {
  const day = today(ctx)
  const dayOf = dayReader(ctx.viewer.zone)
  return [
    { header: 'Folio', width: 13, type: 'text', value: (row) => row.folio },
    { header: 'Compromiso', width: 60, type: 'text', value: (row) => row.text },
    { header: 'Debe', width: 26, type: 'text', value: (row) => row.debtor_name },
    { header: 'Cargo responsable', width: 28, type: 'text', value: (row) => row.responsible_title },
    { header: 'Recibe', width: 30, type: 'text', value: (row) => row.beneficiaries.map(({ name }) => name).join('; ') },
    { header: 'Sigue', width: 24, type: 'text', value: (row) => row.follow_up_name },
    { header: 'Plazo acordado', width: 20, type: 'text', value: ruleText },
    { header: 'Vence', width: 12, type: 'day', value: (row) => row.due_on },
    { header: 'Vencía al principio', width: 12, type: 'day', value: (row) => row.baseline_due_on },
    { header: 'Estado', width: 24, type: 'text', value: (row) => row.status.word },
    { header: 'Días de atraso', width: 9, type: 'number', value: (row) => lateness(row, day) },
    { header: 'Declarado', width: 18, type: 'text', value: (row) => declaredStates[row.declared_state] },
    { header: 'Evidencia', width: 24, type: 'text', value: (row) => evidenceStates[row.evidence_state] },
    { header: 'Cerrado el', width: 12, type: 'day', value: (row) => row.closed_on },
    { header: 'Acuerdo', width: 13, type: 'text', value: (row) => row.agreement_folio },
    { header: 'Reunión', width: 13, type: 'text', value: (row) => row.meeting_folio },
    { header: 'Último movimiento', width: 12, type: 'day', value: (row) => dayOf(row.moved_at) },
  ]
}

/** Days past due of what is overdue; empty for the rest. */
const lateness = ({ status, due_on }: Row, day: string) => (status.tone === 'vencido' && due_on ? daysBetween(due_on, day) : null)

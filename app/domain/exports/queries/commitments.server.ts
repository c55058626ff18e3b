import { listCommitmentIds, listInOrder, readCommitmentFilter, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { ruleText, statusOf, type Status } from '#app/domain/commitments/rules.ts'
import { declaredStates, evidenceStates } from '#app/domain/commitments/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { daysBetween } from '#app/lib/days.ts'
import { tableOf } from '#app/lib/spreadsheet.server.ts'

import { byKey, chosenColumns, dayReader, HEAD, type Filed, type Taken } from '../rules.ts'
import { commitmentFilterWords } from './filter-words.server.ts'

/** The commitments of a filter: by due day, those without one last, unless the list has another order. */
export async function takeCommitments(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readCommitmentFilter(search, ctx)
  const day = today(ctx)
  const ids = await listCommitmentIds(ctx, filter)
  const pages = byKey(ids, async (some) => (await listInOrder(ctx, some)).map((row) => ({ ...row, status: statusOf(row, day) })))
  const { columns, said } = chosenColumns('commitments', search, columnsOn(ctx))
  return { filter: await commitmentFilterWords(ctx, filter), total: ids.length, columns: said, tables: [tableOf('Compromisos', columns, pages)] }
}

type Row = Commitment & { status: Status }

function columnsOn(ctx: Context): Filed<Row>[] {
  const day = today(ctx)
  const dayOf = dayReader(ctx.viewer.zone)
  return [
    { of: HEAD, header: 'Folio', width: 13, type: 'text', value: (row) => row.folio },
    { of: HEAD, header: 'Compromiso', width: 60, type: 'text', value: (row) => row.text },
    { of: 'debe', header: 'Debe', width: 26, type: 'text', value: (row) => row.debtor_name },
    { of: 'debe', header: 'Cargo responsable', width: 28, type: 'text', value: (row) => row.responsible_title },
    { of: 'debe', header: 'Recibe', width: 30, type: 'text', value: (row) => row.beneficiaries.map(({ name }) => name).join('; ') },
    { of: 'sigue', header: 'Sigue', width: 24, type: 'text', value: (row) => row.follow_up_name },
    { of: 'vence', header: 'Plazo acordado', width: 20, type: 'text', value: ruleText },
    { of: 'vence', header: 'Vence', width: 12, type: 'day', value: (row) => row.due_on },
    { of: 'vence', header: 'Vencía al principio', width: 12, type: 'day', value: (row) => row.baseline_due_on },
    { of: 'estado', header: 'Estado', width: 24, type: 'text', value: (row) => row.status.word },
    { of: 'vence', header: 'Días de atraso', width: 9, type: 'number', value: (row) => lateness(row, day) },
    { of: 'estado', header: 'Declarado', width: 18, type: 'text', value: (row) => declaredStates[row.declared_state] },
    { of: 'estado', header: 'Evidencia', width: 24, type: 'text', value: (row) => evidenceStates[row.evidence_state] },
    { of: 'estado', header: 'Cerrado el', width: 12, type: 'day', value: (row) => row.closed_on },
    { of: 'origen', header: 'Acuerdo', width: 13, type: 'text', value: (row) => row.agreement_folio },
    { of: 'origen', header: 'Reunión', width: 13, type: 'text', value: (row) => row.meeting_folio },
    { of: 'movido', header: 'Último movimiento', width: 12, type: 'day', value: (row) => dayOf(row.moved_at) },
  ]
}

/** Days past due of what is overdue; empty for the rest. */
const lateness = ({ status, due_on }: Row, day: string) => (status.tone === 'vencido' && due_on ? daysBetween(due_on, day) : null)

import { listCommitmentsAfter, readCommitmentFilter, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { ruleText, statusOf, type Status } from '#app/domain/commitments/rules.ts'
import { declaredStates, evidenceStates } from '#app/domain/commitments/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { daysBetween } from '#app/lib/days.ts'
import type { Column } from '#app/lib/spreadsheet.server.ts'

import { commitmentFilterWords } from '../queries/filter-words.server.ts'
import { dayReader } from '../rules.ts'
import { everyRow, writeBook } from './write.server.ts'

/** The commitments of a filter as a spreadsheet: by due day, those without one last. */
export async function exportCommitments(ctx: Context, search: URLSearchParams) {
  const filter = readCommitmentFilter(search, ctx)
  const day = today(ctx)
  const rows = await everyRow(async (after, limit) => {
    const page = await listCommitmentsAfter(ctx, filter, after, limit)
    return page.map((row) => ({ ...row, status: statusOf(row, day) }))
  })
  const ordered = rows.toSorted((a, b) => compare(a.due_on ?? '9999', b.due_on ?? '9999') || compare(a.folio, b.folio))
  return writeBook(ctx, ordered, { what: 'compromisos', columns: columnsOn(ctx), filter: await commitmentFilterWords(ctx, filter) })
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

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

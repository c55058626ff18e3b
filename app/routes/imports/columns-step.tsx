import { columnWords, dayColumns, type ImportKind } from '#app/domain/sheet-imports/terms.ts'
import { Button } from '#app/ui/button.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { FieldErrors, Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable } from '#app/ui/table.tsx'

type Guessed = { column: number; name: string; field: string | null; confidence: 'sure' | 'likely' | 'none'; samples: string[]; order: string | null }

const orders = { dmy: 'Día, mes, año (25-03-2024)', mdy: 'Mes, día, año (03-25-2024)', ymd: 'Año, mes, día (2024-03-25)' }

/** What each column is, as it was guessed or chosen; where days could be read in two ways, how they are. */
export function ColumnsStep({ kind, columns, chosen, days, feedback }: {
  kind: ImportKind
  columns: Guessed[]
  chosen: Record<number, string | null> | null
  days: Record<number, string>
  feedback?: Feedback
}) {
  const fieldOf = ({ column, field }: Guessed) => (chosen ? (chosen[column] ?? undefined) : (field ?? undefined))
  return (
    <RecordForm feedback={feedback} className="pila">
      <DataTable
        caption="Columnas del archivo"
        rows={columns}
        rowKey={({ column }) => String(column)}
        columns={[
          { key: 'name', label: 'Columna', cell: ({ name, column }) => name || `Columna ${column + 1}` },
          { key: 'samples', label: 'Por ejemplo', cell: ({ samples }) => samples.map((text) => <span key={text} className="block break-words">{text}</span>) },
          {
            key: 'field',
            label: 'Es',
            cell: (row) => (
              <div className="pila pila-junta">
                <Select name={`c${row.column}`} label={<span className="solo-lector">{`Qué es «${row.name}»`}</span>} options={columnWords[kind]} empty="No se importa" defaultValue={fieldOf(row)} />
                {!chosen && row.confidence === 'likely' && <span><StatusBadge tone="por-validar">Revise si es así</StatusBadge></span>}
                {row.order && (row.order === 'ambiguous' || dayColumns.includes(fieldOf(row) ?? '')) && (
                  <Select name={`d${row.column}`} label="Sus fechas" options={orders} empty={row.order === 'ambiguous' ? 'Elija cómo se leen' : undefined} defaultValue={days[row.column] ?? row.order} />
                )}
              </div>
            ),
          },
        ]}
      />
      <FieldErrors name="columns" />
      <FormActions><Button variant="primary">Revisar las filas</Button></FormActions>
    </RecordForm>
  )
}

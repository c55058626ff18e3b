import { Link } from '@remix-run/react'

import type { ReviewedRow } from '#app/domain/sheet-imports/queries/review.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

/** The cells of one row, to mend them, or the row to be left out. The file itself stays as it is. */
export function RowForm({ id, row: { position, values, problems, skipped }, back }: { id: string; row: ReviewedRow; back: string }) {
  const errors = Object.fromEntries(problems.flatMap(({ field, text }) => (field ? [[`f_${field}`, [text]] as [string, string[]]] : [])))
  const first = (values.find(({ field }) => errors[`f_${field}`]) ?? values[0])?.field
  const typed = Object.fromEntries(values.map(({ field, text }) => [`f_${field}`, text]))
  return (
    <RecordForm id={`fila${position}`} action={`/importar/${id}/fila`} feedback={{ errors, values: { ...typed, ...(skipped ? { skipped: 'on' } : {}) } }} summary={false} preventScrollReset>
      <input type="hidden" name="position" value={position} />
      <div className="grid items-start gap-4 md:grid-cols-3">
        {values.map(({ field, label, text }) => <TextField key={field} name={`f_${field}`} label={label} defaultValue={text} autoFocus={field === first} />)}
      </div>
      <Checkbox name="skipped" label="Omitir esta fila" defaultChecked={skipped === 1} />
      <FormActions>
        <Button variant="primary" small>Guardar la corrección</Button>
        <Link className="boton boton-chico" preventScrollReset to={back}>Cerrar</Link>
      </FormActions>
    </RecordForm>
  )
}

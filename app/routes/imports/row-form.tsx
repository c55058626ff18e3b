import { Link } from '@remix-run/react'

import type { ReviewedRow } from '#app/domain/sheet-imports/queries/review.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, Select, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import { KEEPS, keepsLabel } from './words.ts'

type Props = {
  id: string
  row: ReviewedRow
  /** Whether what is in the directory stays: as it was decided of this row, if it was, and of the file; null when it cannot be asked. */
  keeps: { here: boolean | undefined; file: boolean } | null
  back: string
}

/** The cells of one row, to mend them, or the row to be left out. The file itself stays as it is. */
export function RowForm({ id, row: { position, values, problems, skipped }, keeps, back }: Props) {
  const errors = Object.fromEntries(problems.flatMap(({ field, text }) => (field ? [[`f_${field}`, [text]] as [string, string[]]] : [])))
  const first = (values.find(({ field }) => errors[`f_${field}`]) ?? values[0])?.field
  const typed = Object.fromEntries(values.map(({ field, text }) => [`f_${field}`, text]))
  return (
    <RecordForm id={`fila${position}`} action={`/importar/${id}/fila`} feedback={{ errors, values: { ...typed, ...(skipped ? { skipped: 'on' } : {}) } }} summary={false} preventScrollReset>
      <input type="hidden" name="position" value={position} />
      <div className="grid items-start gap-4 md:grid-cols-3">
        {values.map(({ field, label, text }) => <TextField key={field} name={`f_${field}`} label={label} defaultValue={text} autoFocus={field === first} />)}
      </div>
      {keeps && (
        <Select
          name="keeps"
          label="Si lo que está en Hilván es distinto"
          options={KEEPS}
          empty={keepsLabel(keeps.file)}
          defaultValue={keeps.here === undefined ? '' : keeps.here ? 'ours' : 'file'}
        />
      )}
      <Checkbox name="skipped" label="Omitir esta fila" defaultChecked={skipped === 1} />
      <FormActions>
        <Button variant="primary" small>Guardar la corrección</Button>
        <Link className="boton boton-chico" preventScrollReset to={back}>Cerrar</Link>
      </FormActions>
    </RecordForm>
  )
}

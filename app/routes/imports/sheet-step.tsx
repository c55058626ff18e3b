import { plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Choice, Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

type Sheets = { value: string; label: string }[]

export function SheetStep({ sheets, chosen, feedback }: { sheets: Sheets; chosen: string; feedback?: Feedback }) {
  return (
    <Card title="¿Qué hoja se importa?">
      <RecordForm feedback={feedback}>
        {sheets.length > 6
          ? <Select name="sheet" label="Hoja" options={sheets} defaultValue={chosen} />
          : <Choice name="sheet" label="Hoja" options={sheets} defaultValue={chosen} />}
        <FormActions><Button variant="primary">Seguir</Button></FormActions>
      </RecordForm>
    </Card>
  )
}

/** The first rows of the sheet; the one that names the columns is chosen. */
export function HeaderStep({ header, top, total, feedback }: { header: number | null; top: string[][]; total: number; feedback?: Feedback }) {
  return (
    <Card title="¿Qué fila tiene los títulos?" aside={plural(total, 'fila con datos', 'filas con datos')}>
      <RecordForm feedback={feedback}>
        <fieldset className="campo">
          <legend>Fila de los títulos</legend>
          <div className="pila pila-junta">
            {top.map((cells, row) => (
              <label key={row} className="casilla">
                <input type="radio" name="header" value={row} defaultChecked={row === header} />
                <span className="break-words">{row + 1}. <DatedText>{cells.filter(Boolean).join(' · ') || 'vacía'}</DatedText></span>
              </label>
            ))}
            <label className="casilla">
              <input type="radio" name="header" value="no" defaultChecked={header === null} />
              <span>No tiene fila de títulos</span>
            </label>
          </div>
        </fieldset>
        <FormActions><Button variant="primary">Seguir</Button></FormActions>
      </RecordForm>
    </Card>
  )
}

import { useEffect } from 'react'

import { holidayWays } from '#app/domain/series/terms.ts'
import { plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Choice } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'

import type { SeriesPreview } from './preview.server.ts'

/** Every date before any is made: what was typed goes along, and the last button says how many there will be. */
export function Preview({ preview, values, errors, verb }: {
  preview: SeriesPreview
  /** Of the form that asked. */
  values: NonNullable<Feedback['values']>
  errors?: Feedback['errors']
  /** «Crear», and how it is said of several. */
  verb: (dates: string) => string
}) {
  const { rule, hours, holidays, onHolidays, count, dates } = preview
  // It takes the place of the form that asked, at whose foot one pressed.
  useEffect(() => window.scrollTo(0, 0), [])
  return (
    <RecordForm feedback={errors ? { errors } : undefined} id="fechas">
      <Carried values={values} />
      <Card title={`${capital(rule)}, de ${hours}`}>
        {onHolidays > 0 && (
          <>
            <Choice
              name="holidays" label={onHolidays === 1 ? 'Una fecha cae en feriado' : `${onHolidays} fechas caen en feriado`}
              options={holidayWays} defaultValue={holidays ?? undefined} required
            />
            <div><Button small name="step" value="preview">Ver cómo quedan</Button></div>
          </>
        )}
        <ol className="lista list-none">
          {dates.map(({ local, day, removed, note }) => (
            <li key={local}>
              {removed ? <s>{capital(day)}</s> : <span className="font-fuerte">{capital(day)}</span>}
              {note && <span className="meta block">{capital(note)}</span>}
            </li>
          ))}
        </ol>
      </Card>
      <FormActions>
        <Button variant="primary" name="step" value="create">{verb(holidays || onHolidays === 0 ? plural(count, 'reunión', 'reuniones') : 'las reuniones')}</Button>
        <Button name="step" value="fields" formNoValidate>Cambiar los datos</Button>
      </FormActions>
    </RecordForm>
  )
}

/** Everything typed before, except what this page asks. */
function Carried({ values }: { values: NonNullable<Feedback['values']> }) {
  return Object.entries(values).filter(([name]) => name !== 'holidays' && name !== 'step').flatMap(([name, typed]) =>
    [typed].flat().map((value, at) => <input key={`${name}-${at}`} type="hidden" name={name} value={value} />))
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

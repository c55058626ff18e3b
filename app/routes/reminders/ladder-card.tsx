import { targets } from '#app/domain/reminders/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Checkbox, Select, TextField, TimeField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

type Step = { id: string; days: number; target: string; enabled: boolean; words: string }

const options = Object.entries(targets).map(([value, label]) => ({ value, label }))

/** Who is told, how many days from the due day; those who do not decide it read it. */
export function LadderCard({ steps, digestHour, edits, feedback }: { steps: Step[]; digestHour: string; edits: boolean; feedback?: Feedback | null }) {
  return (
    <Card title="La escalera" aside="Días desde el vencimiento; con signo menos, antes">
      {edits ? (
        <RecordForm feedback={feedback} className="formulario max-w-none">
          <ol className="lista">
            {steps.map(({ id, days, target, enabled, words }, at) => (
              <li key={id}>
                <fieldset className="fila items-end gap-4">
                  <legend className="solo-lector">Peldaño {at + 1}, {words}</legend>
                  <input type="hidden" name={`steps[${at}].id`} value={id} />
                  <TextField name={`steps[${at}].days`} label="Días" inputMode="text" defaultValue={days} width="short" />
                  <Select name={`steps[${at}].target`} label="A quién" options={options} defaultValue={target} />
                  <Checkbox name={`steps[${at}].enabled`} label="Se usa" defaultChecked={enabled} />
                </fieldset>
              </li>
            ))}
          </ol>
          <TimeField name="digest_hour" label="Hora del resumen diario de la coordinación" defaultValue={digestHour} />
          <FormActions><Button variant="primary">Guardar la escalera</Button></FormActions>
        </RecordForm>
      ) : (
        <ol className="lista">{steps.filter(({ enabled }) => enabled).map(({ id, words }) => <li key={id}>{words.charAt(0).toUpperCase()}{words.slice(1)}</li>)}</ol>
      )}
      <p className="meta">Un peldaño que cae en día inhábil de quien debe pasa al día hábil siguiente. Fuera de la red los correos salen entre las 8:00 y las 18:00, uno al día como máximo por destinatario.</p>
    </Card>
  )
}

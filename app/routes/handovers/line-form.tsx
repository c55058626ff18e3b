import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Checkbox, Choice, DateField, Select, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { Picker } from '#app/ui/picker.tsx'

import type { OpenLine } from './readings.server.ts'

/** One line of the list, to be mended or left out. What was pasted stays as it is. */
export function LineForm({ line, feedback, back }: { line: OpenLine; feedback?: Feedback | null; back: string }) {
  const { position, written, institution, candidates, names, person, people, starts_on, kind, source, skipped, errors } = line
  return (
    <RecordForm id={`linea${position}`} feedback={feedback ?? { errors }} summary={false}>
      <p className="meta">En la lista: {written}</p>
      {errors.line?.map((text) => <p key={text} className="campo-error">{text}</p>)}
      <input type="hidden" name="position" value={position} />
      {candidates.length > 0
        ? <Select name="institution_id" label="Institución" options={candidates} empty="Elija cuál" width="full" />
        : <Picker name="institution_id" label="Institución" source="/sugerencias/instituciones" chosen={institution ? [institution] : []} />}
      {people.length > 1 && <Choice name="person" label="Quién asume" options={people} defaultValue={person} />}
      <div className="campos-juntos">
        <TextField name="given_names" label="Nombres" maxLength={100} spellCheck={false} autoComplete="off" defaultValue={names.given_names} />
        <TextField name="first_surname" label="Primer apellido" maxLength={80} spellCheck={false} autoComplete="off" defaultValue={names.first_surname} />
        <TextField name="second_surname" label="Segundo apellido" optional maxLength={80} spellCheck={false} autoComplete="off" defaultValue={names.second_surname ?? ''} />
      </div>
      <div className="campos-juntos">
        <DateField name="starts_on" label="Asume el" defaultValue={starts_on} />
        <Select name="kind" label="Calidad" options={tenureKinds} empty={kind === '' ? 'Elija cuál' : undefined} defaultValue={kind} />
      </div>
      <TextField name="source" label="De dónde viene el dato" optional maxLength={200} defaultValue={source ?? ''} />
      <Checkbox name="skipped" label="Omitir esta línea" defaultChecked={skipped} />
      <FormActions>
        <Button variant="primary">Guardar la línea</Button>
        <LinkButton to={back}>Cerrar</LinkButton>
      </FormActions>
    </RecordForm>
  )
}

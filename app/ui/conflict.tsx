import { Button } from './button.tsx'
import { FormActions, RecordForm } from './form.tsx'

/**
 * Somebody saved first. Both texts side by side; choosing posts the chosen text under the name of its field,
 * with the new version, to the same action: the server needs nothing special.
 */
export function Conflict({
  title, fields, version, operationId, keep = {},
}: {
  /** «Paula Díaz cambió este punto a las 10:01.» */
  title: string
  fields: { name: string; label: string; mine: string; theirs: string }[]
  version: number
  operationId?: string
  /** The other fields as typed, sent again. */
  keep?: Record<string, string | string[]>
}) {
  const others = Object.entries(keep).filter(
    ([name]) => name !== 'version' && name !== 'operation_id' && !fields.some((field) => field.name === name),
  )
  return (
    <section className="tarjeta conflicto" aria-labelledby="conflicto">
      <h2 id="conflicto" role="alert">{title}</h2>
      <p className="meta">Su texto no se ha perdido. Elija cuál queda.</p>
      <RecordForm id="c" version={version} operationId={operationId}>
        {others.flatMap(([name, value]) =>
          [value].flat().map((one, at) => <input key={`${name}-${at}`} type="hidden" name={name} value={one} />),
        )}
        {fields.map(({ name, label, mine, theirs }) => (
          <fieldset key={name} className="conflicto-par">
            <legend>{label}</legend>
            <Side name={name} value={mine} label="Dejar el mío" checked />
            <Side name={name} value={theirs} label="Dejar el suyo" />
          </fieldset>
        ))}
        <FormActions><Button variant="primary">Guardar</Button></FormActions>
      </RecordForm>
    </section>
  )
}

function Side({ name, value, label, checked }: { name: string; value: string; label: string; checked?: boolean }) {
  return (
    <label className="conflicto-lado">
      <span><input type="radio" name={name} value={value} defaultChecked={checked} /> {label}</span>
      <span className="conflicto-texto">{value || <i>(vacío)</i>}</span>
    </label>
  )
}

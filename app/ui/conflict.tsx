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
  /** `words` reads stored codes; `untouched`: the person had not changed it, so theirs is proposed. */
  fields: { name: string; label: string; mine: string; theirs: string; words?: Readonly<Record<string, string>>; untouched?: boolean }[]
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
      <div role="alert">
        <h2 id="conflicto">{title}</h2>
        <p className="meta">Su texto no se ha perdido. Elija cuál queda.</p>
      </div>
      <RecordForm id="c" version={version} operationId={operationId}>
        {others.flatMap(([name, value]) =>
          [value].flat().map((one, at) => <input key={`${name}-${at}`} type="hidden" name={name} value={one} />),
        )}
        {fields.map(({ name, label, mine, theirs, words, untouched }) => (
          <fieldset key={name} className="conflicto-par">
            <legend>{label}</legend>
            <Side name={name} value={mine} text={words?.[mine] ?? mine} label="Dejar el mío" checked={!untouched} />
            <Side name={name} value={theirs} text={words?.[theirs] ?? theirs} label="Dejar el suyo" checked={untouched} />
          </fieldset>
        ))}
        <FormActions><Button variant="primary">Guardar</Button></FormActions>
      </RecordForm>
    </section>
  )
}

function Side({
  name, value, text, label, checked,
}: { name: string; value: string; text: string; label: string; checked?: boolean }) {
  return (
    <label className="conflicto-lado">
      <span><input type="radio" name={name} value={value} defaultChecked={checked} /> {label}</span>
      <span className="conflicto-texto">{text || <i>(vacío)</i>}</span>
    </label>
  )
}

import type { SerializeFrom } from '@remix-run/node'

import { fields, type Side as Which } from '#app/domain/merges/rules/fields.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import { FieldErrors } from '#app/ui/field.tsx'

import type { Side } from './side.server.ts'

type Record = SerializeFrom<Side>
type Props = { kind: MergeKind; kept: Record; gone: Record; choices: { column: string; label: string; usual: Which }[] }

/** Both records whole: what differs is chosen, what only one has stays, and all that hangs from them is kept. */
export function SideBySide({ kind, kept, gone, choices }: Props) {
  const agreed = fields[kind].filter(({ column }) => !choices.some((choice) => choice.column === column) && (kept.words[column] || gone.words[column]))
  return (
    <>
      {choices.length > 0 && <h2>Elija qué queda</h2>}
      {choices.map(({ column, label, usual }) => (
        <fieldset key={column} className="conflicto-par">
          <legend>{label}</legend>
          {(['kept', 'gone'] as const).map((side) => (
            <label key={side} className="conflicto-lado">
              <span><input type="radio" name={column} value={side} defaultChecked={side === usual} /> {(side === 'kept' ? kept : gone).words[column]}</span>
              <span className="meta">{side === 'kept' ? 'De la ficha que queda' : 'De la otra ficha'}</span>
            </label>
          ))}
          <FieldErrors name={column} />
        </fieldset>
      ))}
      {kind === 'institution' && <p className="meta">Los nombres que no elija quedan entre sus otros nombres, para que se la siga encontrando.</p>}
      {agreed.length > 0 && (
        <section className="tarjeta">
          <h2>Sin diferencias, o solo en una</h2>
          <dl className="datos">
            {agreed.map(({ column, label }) => <div key={column}><dt>{label}</dt><dd>{kept.words[column] || gone.words[column]}</dd></div>)}
          </dl>
        </section>
      )}
      <div className="conflicto-par">
        <Lists title={`La que queda: ${kept.name}`} side={kept} />
        <Lists title={`La otra: ${gone.name}`} side={gone} />
      </div>
    </>
  )
}

function Lists({ title, side }: { title: string; side: Record }) {
  return (
    <section className="tarjeta pila pila-junta">
      <h2>{title}</h2>
      <p className="meta">{side.moves.length > 0 ? side.moves.join(' · ') : 'Nada más que sus datos.'}</p>
      {side.lists.map(({ label, items }) => (
        <div key={label}>
          <h3>{label}</h3>
          <ul className="pila pila-junta">{items.map((item, at) => <li key={at} className="wrap-anywhere">{item}</li>)}</ul>
        </div>
      ))}
    </section>
  )
}

import { Form } from '@remix-run/react'

import { turns } from '#app/domain/minutes/terms.ts'
import { Icon } from '#app/ui/icon.tsx'

import type { ShownGap } from './closing.server.ts'
import { AddUnknown } from './outcome.tsx'

/** A line that says too little: it is completed here, or said to be something else. Works before JavaScript. */
export function GapItem({ folio, draft, gap: { key, at, version, line, questions } }: { folio: string; draft: string; gap: ShownGap }) {
  const name = `linea-${key}-${at}`
  return (
    <Form method="post" action={`/reuniones/${folio}/acta/linea`} className="pila pila-junta" preventScrollReset>
      <input type="hidden" name="draft" value={draft} />
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="at" value={at} />
      <input type="hidden" name="was" value={line} />
      <div className="campo">
        <label htmlFor={name}>{questions.map(({ text }) => text).join(' ')}</label>
        <input id={name} name="line" className="control" defaultValue={line} autoComplete="off" />
      </div>
      <div className="acciones">
        {/* Enter saves what was typed, whatever the other buttons say. */}
        <button className="boton boton-primario boton-chico">Guardar la línea</button>
        {questions.flatMap(({ options }) => options).map(({ label, put }) => (
          <button key={put} className="boton boton-chico" name="put" value={put}>{label}</button>
        ))}
        {questions.map(({ unknown }) => unknown && <AddUnknown key={unknown} name={unknown} />)}
        <button className="boton boton-chico" name="put" value={turns.intention}><Icon name="dashed-circle" small />Intención, sin compromiso</button>
        <button className="boton boton-chico" name="put" value={turns.note}><Icon name="note" small />Es una nota</button>
      </div>
    </Form>
  )
}

import { useState } from 'react'

import type { MinutesTools } from '#app/domain/minutes/rules/tools.ts'
import { formatDay } from '#app/lib/days.ts'

const OFFERED = 6
const TERMS = ['5 días hábiles', '10 días hábiles', 'viernes', 'fin de mes', 'próxima sesión']

/** Who owes or receives: whoever is in the room at hand, anybody else by typing. */
export function PartyChoice({ label, tools, onChoose }: { label: string; tools: MinutesTools; onChoose: (mention: string) => void }) {
  const [typed, setTyped] = useState('')
  const options = typed ? tools.suggest(typed, OFFERED) : tools.listPresent(OFFERED)
  return (
    <Choice label={label} value={typed} placeholder="Institución, cargo o persona" onType={setTyped} onEnter={() => options[0] && onChoose(options[0].put)}>
      {options.map(({ label: who, put }) => <button key={put} type="button" className="boton boton-chico" onClick={() => onChoose(put)}>{who}</button>)}
    </Choice>
  )
}

/** Until when: the usual terms at hand, any other as one would write it, or on a calendar. */
export function DueChoice({ on, onChoose }: { on: string; onChoose: (term: string) => void }) {
  const [typed, setTyped] = useState('')
  return (
    <Choice label="Plazo" value={typed} placeholder="vie 4-12, 15 días hábiles…" onType={setTyped} onEnter={() => typed.trim() && onChoose(typed.trim())}>
      {TERMS.map((term) => <button key={term} type="button" className="boton boton-chico" onClick={() => onChoose(term)}>{term}</button>)}
      <label className="acta-fecha">
        <span className="solo-lector">Fecha</span>
        <input type="date" min={on} onChange={({ target }) => target.value && onChoose(formatDay(target.value))} />
      </label>
    </Choice>
  )
}

function Choice({ label, value, placeholder, onType, onEnter, children }: {
  label: string
  value: string
  placeholder: string
  onType: (value: string) => void
  onEnter: () => void
  children: React.ReactNode
}) {
  return (
    <div className="acta-eleccion" role="group" aria-label={label}>
      <input
        aria-label={label}
        value={value}
        placeholder={placeholder}
        autoFocus
        onChange={({ target }) => onType(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onEnter()
        }}
      />
      <div className="fila">{children}</div>
    </div>
  )
}

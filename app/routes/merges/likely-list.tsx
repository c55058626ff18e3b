import { Link } from '@remix-run/react'
import { useEffect, useState, type FormEvent } from 'react'

import type { MergeKind } from '#app/domain/merges/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { fetchOptions } from '#app/ui/suggestions.ts'

export type LikelyOption = { id: string; label: string; detail?: string }

const WAIT_MS = 300

const words = {
  person: { title: '¿Es alguna de estas personas?', other: 'Es otra persona: crear de todos modos', path: '/contactos/' },
  institution: { title: '¿Es alguna de estas instituciones?', other: 'Es otra institución: crear de todos modos', path: '/instituciones/' },
}

/** Who is already there and like what is being typed: `onInput` goes to the form, `typed` to the list. */
export function useLikely(kind: MergeKind) {
  const [typed, setTyped] = useState<LikelyOption[]>([])
  const [search] = useState(() => fetchOptions(WAIT_MS))
  useEffect(() => search.stop, [search])

  function onInput({ currentTarget }: FormEvent<HTMLFormElement>) {
    const fields = [...new FormData(currentTarget)].flatMap(([name, value]) => (typeof value === 'string' && value && FIELDS.includes(name) ? [[name, value.slice(0, 200)]] : []))
    search.start(`/sugerencias/duplicados?${new URLSearchParams([['de', kind], ...fields])}`, '', (options) => setTyped(options ?? []))
  }
  return { onInput, typed }
}

const FIELDS = ['given_names', 'first_surname', 'second_surname', 'position_id', 'kind', 'name', 'short_name', 'aliases', 'region_code', 'commune_cut']

/**
 * The likely matches of a new record. `asked`: the form was sent, and waits for one of two answers. `use` is the field
 * that takes the chosen one; without it each is a link to its page.
 */
export function LikelyList({ kind, typed, asked = [], use }: { kind: MergeKind; typed: LikelyOption[]; asked?: LikelyOption[]; use?: string }) {
  const rows = asked.length > 0 ? asked : typed
  const { title, other, path } = words[kind]
  return (
    <div className="pila pila-junta" role="status">
      {rows.length > 0 && (
        <>
          <h2>{title}</h2>
          <ul className="lista">
            {rows.map(({ id, label, detail }) => (
              <li key={id}>
                <p><Link to={`${path}${id}`}>{label}</Link></p>
                <p className="meta">{detail}</p>
                {use
                  ? <Button small name={use} value={id}>Usar esta<span className="solo-lector">: {label}</span></Button>
                  : <Link className="enlace-accion" to={`${path}${id}`}>Usar esta<span className="solo-lector">: {label}</span></Link>}
              </li>
            ))}
          </ul>
          {asked.length > 0 && <div className="acciones"><Button name="distinct" value="on">{other}</Button></div>}
        </>
      )}
    </div>
  )
}

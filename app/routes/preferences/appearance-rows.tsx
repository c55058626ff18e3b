import { Form, useLocation, useNavigation } from '@remix-run/react'
import { useState } from 'react'

import type { Appearance } from '#app/lib/appearance.server.ts'

type Row = {
  name: 'tema' | 'texto' | 'densidad' | 'atajos'
  label: string
  hint?: string
  /** What holds while nothing has been chosen. */
  first: string
  options: Record<string, string>
}

const rows: Row[] = [
  {
    name: 'tema',
    label: 'Colores',
    first: 'sistema',
    options: { sistema: 'Como el sistema', claro: 'Claro', oscuro: 'Oscuro' },
  },
  {
    name: 'texto',
    label: 'Tamaño del texto',
    first: '100',
    options: { '100': '100 %', '112': '112 %', '125': '125 %' },
  },
  {
    name: 'densidad',
    label: 'Espacio en las listas',
    first: 'sistema',
    options: { sistema: 'Según el equipo', comoda: 'Cómodo', compacta: 'Compacto' },
  },
  {
    name: 'atajos',
    label: 'Atajos de una tecla',
    hint: 'Por ejemplo, R para registrar una reunión.',
    first: 'si',
    options: { si: 'Activados', no: 'Desactivados' },
  },
]

/**
 * One row per choice; each saves when it is pressed, with or without JavaScript. The portal has neither dense lists
 * nor shortcuts.
 */
export function AppearanceRows({ chosen, portal }: { chosen: Appearance; portal: boolean }) {
  const { pathname } = useLocation()
  const idle = useNavigation().state === 'idle'
  const [touched, setTouched] = useState<string>()

  return (
    <ul className="lista">
      {(portal ? rows.slice(0, 2) : rows).map(({ name, label, hint, first, options }) => (
        <li key={name}>
          <Form
            method="post"
            action="/preferencias/apariencia"
            className="entre"
            preventScrollReset
            replace
            onSubmit={() => setTouched(name)}
          >
            <input type="hidden" name="volver" value={pathname} />
            <div>
              <b id={`${name}-rotulo`}>{label}</b>{' '}
              <span role="status" className="meta">{touched === name && idle && 'Guardado'}</span>
              {hint && <p className="meta">{hint}</p>}
            </div>
            <div role="group" aria-labelledby={`${name}-rotulo`} className="flex flex-wrap gap-1">
              {Object.entries(options).map(([value, word]) => {
                const on = (chosen[name] ?? first) === value
                return (
                  <button
                    key={value}
                    name={name}
                    value={value}
                    aria-pressed={on}
                    className={on ? 'ficha ficha-puesta' : 'ficha'}
                  >
                    {word}
                  </button>
                )
              })}
            </div>
          </Form>
        </li>
      ))}
    </ul>
  )
}

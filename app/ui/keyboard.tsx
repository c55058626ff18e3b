import { useNavigate } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'

import { Dialog } from './dialog.tsx'
import { closeFloating } from './floating.ts'
import { rowKeys } from './row-keys.ts'
import { addShortcuts, listenToKeys, listShortcuts } from './shortcuts.ts'

const names: Record<string, string> = { 'ArrowDown': '↓', 'ArrowUp': '↑', 'space': 'Espacio' }

/** Listens to the keys of the page and shows them with `?`. `places` are reached with G and then their letter. */
export function Keyboard({ places }: { places: { to: string; label: string; letter?: string }[] }) {
  const navigate = useNavigate()
  const sheet = useRef<HTMLDialogElement>(null)
  const [known, setKnown] = useState<{ keys: string; label: string }[]>([])

  useEffect(() => {
    const going = places.flatMap(({ to, label, letter }) =>
      letter ? [{ keys: `g ${letter}`, label: `Ir a ${label}`, run: () => navigate(to) }] : [],
    )
    const forget = addShortcuts([
      ...going,
      ...rowKeys,
      { keys: '/', label: 'Filtrar esta página', run: () => focusOn('[data-filtro]') || focusOn('[data-buscar]') },
      {
        keys: '?',
        label: 'Ver los atajos',
        run: () => {
          setKnown(listShortcuts(document))
          sheet.current?.showModal()
        },
      },
    ])
    const deafen = listenToKeys(document)
    const unbind = closeFloating(document)
    return () => {
      forget()
      deafen()
      unbind()
    }
  }, [navigate, places])

  return (
    <Dialog ref={sheet} title="Atajos de teclado">
      <dl className="atajos">
        {known.filter(({ keys }) => !keys.startsWith('Arrow')).map(({ keys, label }) => (
          <div key={keys}>
            <dt>{written(keys).map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{label}</dd>
          </div>
        ))}
        <div><dt><kbd>Ctrl</kbd><kbd>Enter</kbd></dt><dd>Guardar el formulario</dd></div>
        <div><dt><kbd>Ctrl</kbd><kbd>Z</kbd></dt><dd>Deshacer lo último, fuera de un campo</dd></div>
        <div><dt><kbd>F6</kbd></dt><dd>Ir al aviso</dd></div>
      </dl>
    </Dialog>
  )
}

function focusOn(selector: string) {
  const field = [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.offsetParent !== null)
  field?.focus()
  return Boolean(field)
}

const written = (keys: string) =>
  keys.replace(/^ $/, 'space').split(/[ +]/).map((key) => names[key] ?? key.charAt(0).toUpperCase() + key.slice(1))

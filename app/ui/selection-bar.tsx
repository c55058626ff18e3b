import { Link, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'

import { formatNumber, plural } from '#app/lib/text.ts'

import { SELECTION } from './selection.ts'
import { addShortcuts } from './shortcuts.ts'

const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form=${SELECTION}]`)]

/**
 * The acts on what is marked, as the buttons of a plain form: each says where it goes. `all`: everything in the filter, on
 * this page or not. Buttons with `data-documento` are left to the browser.
 */
export function SelectionBar({ action, feminine = false, total, all, back, filter, allTo, noneTo, children }: {
  action: string
  /** What the list holds is spoken of as «las». */
  feminine?: boolean
  total: number
  all: boolean
  /** The list to return to, and its filter; sent with the form. */
  back: string
  filter: string
  /** Addresses of the list with everything of the filter marked, and with nothing. */
  allTo: string
  noneTo: string
  children: ReactNode
}) {
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const one = feminine ? 'seleccionada' : 'seleccionado'
  const marked = useSyncExternalStore(watchBoxes, countMarked, () => 0)
  const chosen = all ? total : marked

  useEffect(() => addShortcuts([{
    keys: 'Escape',
    label: 'Quitar la selección',
    when: () => boxes().some((box) => box.checked) && !document.querySelector('details[data-flota][open]'),
    run: () => form.current?.reset(),
  }]), [])

  return (
    <form
      ref={form}
      id={SELECTION}
      method="post"
      action={action}
      className="barra-seleccion no-imprimir"
      onSubmit={(event) => {
        const { submitter } = event.nativeEvent as SubmitEvent
        if (!submitter || 'documento' in submitter.dataset) return
        event.preventDefault()
        submit(submitter as HTMLButtonElement)
        event.currentTarget.reset()
      }}
    >
      <input type="hidden" name="volver" value={back} />
      {all && <input type="hidden" name="todos" value="on" />}
      {all && <input type="hidden" name="filtro" value={filter} />}
      <p aria-live="polite">{all && total !== 1 ? `${feminine ? 'Las' : 'Los'} ${formatNumber(total)} de este filtro` : chosen > 0 ? plural(chosen, one, `${one}s`) : 'Lo marcado'}</p>
      {children}
      <span className="empuja fila">
        {!all && total > Math.max(marked, 1) && <Link className="enlace-accion" to={allTo} preventScrollReset>Seleccionar {feminine ? 'las' : 'los'} {formatNumber(total)} de este filtro</Link>}
        {all
          ? <Link className="enlace-accion" to={noneTo} preventScrollReset>Quitar selección</Link>
          : <button type="reset" className="enlace-accion">Quitar selección</button>}
      </span>
    </form>
  )
}

const countMarked = () => boxes().filter((box) => box.checked).length

/** Boxes are the browser's: what is marked is asked of them after whatever may have changed one. */
function watchBoxes(tell: () => void) {
  let last: HTMLInputElement | undefined
  const choose = (event: MouseEvent) => {
    last = chooseRange(event, last)
    tell()
  }
  const reset = () => setTimeout(tell)
  document.addEventListener('click', choose)
  document.addEventListener('reset', reset)
  return () => {
    document.removeEventListener('click', choose)
    document.removeEventListener('reset', reset)
  }
}

/** With Shift, everything between the box pressed last and this one does the same. Answers the box pressed. */
function chooseRange({ target, shiftKey }: MouseEvent, last: HTMLInputElement | undefined) {
  if (!(target instanceof HTMLInputElement) || target.getAttribute('form') !== SELECTION) return last
  const all = boxes()
  if (shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(target)].toSorted((a, b) => a - b) as [number, number]
    for (const box of all.slice(from, to + 1)) box.checked = target.checked
  }
  return target
}

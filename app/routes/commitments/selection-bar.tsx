import { Link, useLocation, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

import { withParams } from '#app/lib/list-address.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { addShortcuts } from '#app/ui/shortcuts.ts'

/** The form that every box of the list belongs to. */
export const SELECTION = 'seleccion'

const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form=${SELECTION}]`)]

/**
 * The acts on what is marked. A plain form: each button says where it goes. `all`: everything in the filter, on this page
 * or not.
 */
export function SelectionBar({ total, all, exportTo }: { total: number; all: boolean; exportTo: string }) {
  const { pathname, search } = useLocation()
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const marked = useSyncExternalStore(watchBoxes, countMarked, () => 0)
  const params = new URLSearchParams(search)

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
      action="/compromisos/lote/estado"
      className="barra-seleccion no-imprimir"
      onSubmit={(event) => {
        const { submitter } = event.nativeEvent as SubmitEvent
        if (!submitter || 'documento' in submitter.dataset) return
        event.preventDefault()
        submit(submitter as HTMLButtonElement)
        event.currentTarget.reset()
      }}
    >
      <input type="hidden" name="volver" value={pathname + withParams(params, { seleccion: null, pagina: params.get('pagina') })} />
      {all && <input type="hidden" name="todos" value="on" />}
      {all && <input type="hidden" name="filtro" value={withParams(params, { seleccion: null })} />}
      <p aria-live="polite">{all ? `Los ${formatNumber(total)} de este filtro` : marked > 0 ? plural(marked, 'seleccionado', 'seleccionados') : 'Lo marcado'}</p>
      <Button small name="stage" value="cumplir">Cumplir</Button>
      <Button small formMethod="get" formAction="/compromisos/lote/estado">Cambiar estado…</Button>
      <Button small formMethod="get" formAction="/compromisos/lote/plazo">Cambiar plazo…</Button>
      <Button small formMethod="get" formAction="/compromisos/lote/seguimiento">Reasignar…</Button>
      {all
        ? <LinkButton small to={exportTo} document>Exportar</LinkButton>
        : <Button small formMethod="get" formAction="/exportar/compromisos.xlsx" data-documento="">Exportar</Button>}
      <span className="empuja fila">
        {!all && total > boxesOf(marked) && <Link className="enlace-accion" to={withParams(params, { seleccion: 'todos' })} preventScrollReset>Seleccionar los {formatNumber(total)} de este filtro</Link>}
        {all
          ? <Link className="enlace-accion" to={withParams(params, { seleccion: null })} preventScrollReset>Quitar selección</Link>
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

const boxesOf = (marked: number) => Math.max(marked, 1)

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

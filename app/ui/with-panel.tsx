import { useNavigate, useSearchParams } from '@remix-run/react'
import { lazy, Suspense, useEffect, useRef, type FocusEvent, type MouseEvent, type ReactNode } from 'react'

import type { RecordSummary } from './record-panel.tsx'
import { addShortcuts } from './shortcuts.ts'

const RecordPanel = lazy(() => import('./record-panel.tsx').then(({ RecordPanel }) => ({ default: RecordPanel })))

const SETTLE_MS = 120

/**
 * A list beside the summary of one of its records. Where there is room for both, pressing the title of a row shows its
 * summary, and pressing it again opens the record; where there is not, and before scripts, the title opens the record.
 */
export function WithPanel({ record, children }: { record: RecordSummary | null; children: ReactNode }) {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined)
  const open = record?.id

  const show = (id: string | null) => navigate(addressWith(search, id), { replace: open !== undefined, preventScrollReset: true })

  const latest = useRef(show)
  useEffect(() => {
    latest.current = show
  })
  const last = useRef(open)
  useEffect(() => {
    const left = last.current
    last.current = open
    // Closed by its button, by Escape or by going back: whoever was in it goes on from its row.
    if (!open) {
      if (left && document.activeElement === document.body) titleOf(left)?.focus({ preventScroll: true })
      return
    }
    return addShortcuts([
      { keys: 'Escape', label: 'Cerrar el resumen', when: () => !document.querySelector('details[data-flota][open]'), run: () => latest.current(null) },
      { keys: 'ArrowRight', label: 'Ir de la fila a su resumen', when: () => hasRoom() && rowOf(document.activeElement!) === open, run: () => panel()?.focus() },
      { keys: 'ArrowLeft', label: 'Volver del resumen a su fila', when: () => panel()?.contains(document.activeElement) ?? false, run: () => titleOf(open)?.focus() },
    ])
  }, [open])
  useEffect(() => () => clearTimeout(settling.current), [])
  // Links do it by themselves: they are here to be told.
  useEffect(() => addShortcuts([
    { keys: 'Enter', label: 'Ver el resumen de la fila; otra vez, su ficha', when: () => false, run: () => {} },
    { keys: 'ctrl+enter', label: 'Abrir la fila en otra pestaña', when: () => false, run: () => {} },
  ]), [])

  function press(event: MouseEvent) {
    clearTimeout(settling.current)
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if ((event.target as Element).closest('[data-cierra-panel]')) {
      event.preventDefault()
      return show(null)
    }
    const id = rowOf(event.target as Element)
    if (!id || id === open || !hasRoom()) return
    event.preventDefault()
    show(id)
  }

  /** Moving along the rows with keys takes an open summary along. */
  function follow({ target }: FocusEvent) {
    clearTimeout(settling.current)
    const id = rowOf(target)
    if (!open || !id || id === open || !target.matches(':focus-visible') || !hasRoom()) return
    settling.current = setTimeout(() => show(id), SETTLE_MS)
  }

  return (
    <div className="con-panel" data-abierto={open} onClickCapture={press} onFocusCapture={follow}>
      <div>{children}</div>
      <p className="solo-lector" aria-live="polite">{record && 'Resumen al lado: con la flecha derecha se va a él; Enter otra vez abre la ficha.'}</p>
      {record && <Suspense><RecordPanel record={record} closeTo={addressWith(search, null)} /></Suspense>}
    </div>
  )
}

const hasRoom = () => matchMedia('(min-width: 80rem)').matches

/** The row whose title this is, or is in. */
const rowOf = (element: Element) => element.closest('.tabla th[scope=row] .enlace-titulo')?.closest<HTMLElement>('[data-fila]')?.dataset.fila

const panel = () => document.querySelector<HTMLElement>('.panel-lista')

const titleOf = (id: string) => document.querySelector<HTMLElement>(`[data-fila="${CSS.escape(id)}"] .enlace-titulo`)

function addressWith(search: URLSearchParams, id: string | null) {
  const next = new URLSearchParams(search)
  if (id) next.set('panel', id)
  else next.delete('panel')
  return `?${next}`
}

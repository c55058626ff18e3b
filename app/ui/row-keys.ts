import type { Shortcut } from './shortcuts.ts'

const ROWS = '.tabla tbody tr:not(.tabla-grupo, .tabla-detalle), .lista > li, .tablero li'

/** Moving along the rows of a list, choosing them, and going to the record before and after. */
export const rowKeys: Shortcut[] = [
  { keys: 'j', label: 'Fila siguiente', run: () => move(1) },
  { keys: 'k', label: 'Fila anterior', run: () => move(-1) },
  { keys: 'ArrowDown', label: 'Fila siguiente', run: () => move(1) },
  { keys: 'ArrowUp', label: 'Fila anterior', run: () => move(-1) },
  { keys: 'x', label: 'Seleccionar la fila', run: choose },
  { keys: ' ', label: 'Seleccionar la fila; con Mayúsculas, hasta ella', when: () => onRowLink(), run: choose },
  { keys: '[', label: 'Ficha anterior', run: () => press('a[rel=prev]') },
  { keys: ']', label: 'Ficha siguiente', run: () => press('a[rel=next]') },
]

function move(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)]
  const focused = rows.findIndex((row) => row.contains(document.activeElement))
  // From its summary, or when the page opens with one, one goes on from that row.
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.matches('.fila-abierta'))
  if (at < 0 && step < 0) return
  rows[at + step]?.querySelector<HTMLElement>('th a, a')?.focus()
}

/** As a click would: with Shift, everything from the last one chosen. */
function choose(event?: KeyboardEvent) {
  const box = document.activeElement?.closest(ROWS)?.querySelector<HTMLElement>('input[type=checkbox]')
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: event?.shiftKey }))
}

/** On a button or a box, the space bar already means something. */
function onRowLink() {
  const row = document.activeElement?.matches('a') && document.activeElement.closest(ROWS)
  return Boolean(row && row.querySelector('input[type=checkbox]'))
}

function press(selector: string) {
  document.querySelector<HTMLElement>(selector)?.click()
}

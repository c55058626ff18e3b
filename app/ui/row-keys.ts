import type { Shortcut } from './shortcuts.ts'

const ROWS = '.tabla tbody tr:not(.tabla-grupo), .lista > li'

/** Moving along the rows of a list, choosing them, and going to the record before and after. */
export const rowKeys: Shortcut[] = [
  { keys: 'j', label: 'Fila siguiente', run: () => move(1) },
  { keys: 'k', label: 'Fila anterior', run: () => move(-1) },
  { keys: 'ArrowDown', label: 'Fila siguiente', run: () => move(1) },
  { keys: 'ArrowUp', label: 'Fila anterior', run: () => move(-1) },
  { keys: 'x', label: 'Seleccionar la fila', run: () => inRow('input[type=checkbox]') },
  { keys: '[', label: 'Ficha anterior', run: () => press('a[rel=prev]') },
  { keys: ']', label: 'Ficha siguiente', run: () => press('a[rel=next]') },
]

function move(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  if (at < 0 && step < 0) return
  rows[at + step]?.querySelector<HTMLElement>('th a, a')?.focus()
}

function inRow(selector: string) {
  document.activeElement?.closest(ROWS)?.querySelector<HTMLElement>(selector)?.click()
}

function press(selector: string) {
  document.querySelector<HTMLElement>(selector)?.click()
}

import { useEffect, useRef, type RefObject } from 'react'

import type { Stage } from '#app/domain/commitments/terms.ts'

const COLUMN = '[data-columna]'

/** Dragging a card to another column: an extra for pointers, over what keys and «Mover a…» do. */
export function useDragging(board: RefObject<HTMLElement | null>, move: (folio: string, stage: Stage) => void) {
  const latest = useRef(move)
  useEffect(() => {
    latest.current = move
  })

  useEffect(() => {
    const element = board.current
    if (!element) return
    const listening = new AbortController()
    const { signal } = listening
    let folio: string | undefined
    const columnOf = ({ target }: Event) => (target instanceof Element ? target.closest<HTMLElement>(COLUMN) : null)
    const light = (column: HTMLElement | null) => {
      for (const one of element.querySelectorAll<HTMLElement>(COLUMN)) one.toggleAttribute('data-encima', one === column)
    }
    element.addEventListener('dragstart', (event) => {
      folio = event.target instanceof Element ? event.target.closest<HTMLElement>('[draggable=true]')?.dataset.fila : undefined
    }, { signal })
    element.addEventListener('dragover', (event) => {
      const column = folio ? columnOf(event) : null
      light(column)
      if (column) event.preventDefault()
    }, { signal })
    element.addEventListener('drop', (event) => {
      const column = columnOf(event)
      const from = element.querySelector(`[data-fila="${folio}"]`)?.closest(COLUMN)
      if (folio && column) event.preventDefault()
      if (folio && column && column !== from) latest.current(folio, column.dataset.columna as Stage)
    }, { signal })
    element.addEventListener('dragend', () => {
      folio = undefined
      light(null)
    }, { signal })
    return () => listening.abort()
  }, [board])
}

import { useEffect, useRef } from 'react'

import { stages, type Stage } from '#app/domain/commitments/terms.ts'
import { addShortcuts } from '#app/ui/shortcuts.ts'

const STAGES = Object.keys(stages) as Stage[]

/** The folio of the row or card that has the focus. */
const focused = () => document.activeElement?.closest<HTMLElement>('[data-fila]')?.dataset.fila

export const linkOf = (folio: string) => document.querySelector<HTMLElement>(`[data-fila="${CSS.escape(folio)}"] .enlace-titulo`)

/** 1…5 set the state of the row in focus, M asks which one, E edits it in place. */
export function useListKeys(acts: { move: (folio: string, stage: Stage) => void; ask: (folio: string) => void; edit?: (folio: string) => void }) {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  const edits = acts.edit !== undefined

  useEffect(() => {
    const onRow = (run: (folio: string) => void) => ({ when: () => focused() !== undefined, run: () => run(focused()!) })
    return addShortcuts([
      ...STAGES.map((stage, at) => ({
        keys: String(at + 1),
        label: `Pasar la fila a «${stages[stage]}»`,
        ...onRow((folio) => latest.current.move(folio, stage)),
      })),
      { keys: 'm', label: 'Mover la fila a…', ...onRow((folio) => latest.current.ask(folio)) },
      ...(edits ? [{ keys: 'e', label: 'Editar la fila aquí mismo', ...onRow((folio) => latest.current.edit!(folio)) }] : []),
    ])
  }, [edits])
}

/** A row that had the focus and was drawn anew in another group or column is still where the person is. */
export function useFocusThatFollows() {
  const last = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target.closest<HTMLElement>('[data-fila]') : null
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  useEffect(() => {
    const row = last.current
    if (row && !row.isConnected && document.activeElement === document.body) linkOf(row.dataset.fila!)?.focus({ preventScroll: true })
  })
}

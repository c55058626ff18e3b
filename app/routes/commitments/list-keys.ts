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

/** A row that went to another group or column is still where the person is. */
export function useFocusThatFollows(moving: ReadonlyMap<string, unknown>) {
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    for (const folio of moving.keys()) last.current = folio
    if (last.current && document.activeElement === document.body) linkOf(last.current)?.focus({ preventScroll: true })
    if (moving.size === 0) last.current = undefined
  })
}

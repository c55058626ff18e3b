import { useEffect, useRef } from 'react'

import { stages, type Stage } from '#app/domain/commitments/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'

/** «Mover a…» without leaving the list; before JavaScript, its link leads to a page that asks the same. */
export function MoveDialog({ row: { folio, text, stage: current }, onMove, onClose }: {
  row: { folio: string; text: string; stage: Stage }
  onMove: (folio: string, stage: Stage) => void
  onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const element = dialog.current
    const closed = () => close.current()
    element?.showModal()
    element?.querySelector<HTMLElement>('input:checked')?.focus()
    element?.addEventListener('close', closed)
    return () => element?.removeEventListener('close', closed)
  }, [])

  return (
    <Dialog ref={dialog} title="Mover a…">
      <form
        method="dialog"
        className="formulario"
        onSubmit={(event) => onMove(folio, new FormData(event.currentTarget).get('stage') as Stage)}
      >
        <p>{text} <span className="folio">{folio}</span></p>
        <fieldset className="campo">
          <legend>Estado</legend>
          <div className="opciones">
            {Object.entries(stages).map(([stage, label], at) => (
              <label key={stage} className="opcion">
                <input type="radio" name="stage" value={stage} defaultChecked={stage === current} />
                {label} <kbd aria-hidden="true">{at + 1}</kbd>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="acciones"><Button variant="primary">Mover</Button></div>
      </form>
    </Dialog>
  )
}

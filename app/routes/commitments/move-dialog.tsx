import { forwardRef } from 'react'

import { stages, type Stage } from '#app/domain/commitments/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'

/** «Mover a…» without leaving the list; before JavaScript, its link leads to a page that asks the same. */
export const MoveDialog = forwardRef<HTMLDialogElement, { row?: { folio: string; text: string; stage: Stage }; onMove: (folio: string, stage: Stage) => void }>(
  function MoveDialog({ row, onMove }, ref) {
    return (
      <Dialog ref={ref} title="Mover a…">
        {row && (
          <form
            key={row.folio}
            method="dialog"
            className="formulario"
            onSubmit={(event) => onMove(row.folio, new FormData(event.currentTarget).get('stage') as Stage)}
          >
            <p>{row.text} <span className="folio">{row.folio}</span></p>
            <fieldset className="campo">
              <legend>Estado</legend>
              <div className="opciones">
                {Object.entries(stages).map(([stage, label], at) => (
                  <label key={stage} className="opcion">
                    <input type="radio" name="stage" value={stage} defaultChecked={stage === row.stage} autoFocus={stage === row.stage} />
                    {label} <kbd aria-hidden="true">{at + 1}</kbd>
                  </label>
                ))}
              </div>
            </fieldset>
            <div className="acciones"><Button variant="primary">Mover</Button></div>
          </form>
        )}
      </Dialog>
    )
  },
)

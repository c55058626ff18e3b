import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'

import type { Draft } from './use-draft.ts'

/** Says where the words on the screen come from, and lets go of them. */
export function RestoredNotice({ draft, held }: { draft: Draft; held: boolean }) {
  if (held) {
    return (
      <p className="tarjeta" role="status">
        <span className="fila"><Icon name="info" />Su sesión había vencido: aquí está todo lo que había escrito. Revise y guarde.</span>
      </p>
    )
  }
  if (!draft.restored) return null
  return (
    <div className="tarjeta" role="status">
      <div className="entre">
        <span className="fila"><Icon name="undo" />Recuperamos lo que había escrito a las {draft.restored.at}.</span>
        <Button type="button" small onClick={draft.discard}>Descartar</Button>
      </div>
    </div>
  )
}

import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'

export type SuccessionLine = { participant_id: string; text: string; act: string | null }

/** Who left a post before the meeting and is still asked by name. */
export function SuccessionNotice({ folio, lines, edits }: { folio: string; lines: SuccessionLine[]; edits: boolean }) {
  if (lines.length === 0) return null
  return (
    <section className="tarjeta border-por-vencer" aria-label="Cambio de autoridad">
      <h2 className="fila"><Icon name="triangle-alert" />Cambió quien ocupa el cargo</h2>
      <ul className="pila pila-junta">
        {lines.map(({ participant_id, text, act }) => (
          <li key={participant_id} className="entre">
            <span>{text}</span>
            {edits && act && (
              <Form method="post" action={`/reuniones/${folio}/relevo`} className="no-imprimir">
                <input type="hidden" name="participant" value={participant_id} />
                <Button small>{act}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'

/** The last step, while it can be taken back. */
export function UndoStep({ folio, id, word }: { folio: string; id: string; word: string }) {
  return (
    <Form method="post" action={`/solicitudes/${folio}/deshacer?paso=${id}`} className="no-imprimir">
      <Button small icon="undo">Deshacer «{word}»</Button>
    </Form>
  )
}

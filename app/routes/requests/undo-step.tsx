import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'

/** The last step, while it can be taken back. */
export function UndoStep({ folio, state }: { folio: string; state: string }) {
  return (
    <Form method="post" action={`/solicitudes/${folio}/deshacer`} className="no-imprimir">
      <Button small icon="undo">Deshacer «{state}»</Button>
    </Form>
  )
}

import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'

/** «Deshacer mi respuesta», for a day and while the coordination has not touched it. */
export function TakeBack({ to }: { to: string | null }) {
  if (!to) return null
  return (
    <Form method="post" action={to}>
      <Button icon="undo">Deshacer mi respuesta</Button>
    </Form>
  )
}

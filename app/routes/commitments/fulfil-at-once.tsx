import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'

/** «Dar por cumplido» with one click: whoever receives it has confirmed, and their word is the evidence. */
export function FulfilAtOnce({ folio, primary }: { folio: string; primary?: boolean }) {
  return (
    <Form method="post" action={`/compromisos/${folio}/verificacion`} className="no-imprimir">
      <input type="hidden" name="outcome" value="kept" />
      <Button variant={primary ? 'primary' : 'secondary'} small={!primary}>Dar por cumplido<span className="solo-lector"> {folio}</span></Button>
    </Form>
  )
}

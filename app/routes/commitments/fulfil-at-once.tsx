import { Form } from '@remix-run/react'

import { buttonClass } from '#app/ui/button.tsx'

/** «Dar por cumplido» with one click, as a link in a list: whoever receives it has confirmed, and their word is the evidence. */
export function FulfilAtOnce({ folio, primary }: { folio: string; primary?: boolean }) {
  return (
    <Form method="post" action={`/compromisos/${folio}/verificacion`} className="no-imprimir">
      <input type="hidden" name="outcome" value="kept" />
      <button className={primary ? buttonClass({ variant: 'primary' }) : 'enlace-accion text-left'}>Dar por cumplido<span className="solo-lector"> {folio}</span></button>
    </Form>
  )
}

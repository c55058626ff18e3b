import { Form, useLocation } from '@remix-run/react'

import type { StatusTone } from '#app/domain/commitments/terms.ts'

const OWED: StatusTone[] = ['vencido', 'por-vencer', 'en-curso', 'pendiente']

/** «Cumplir» with one tap, from any list: it is declared, the list stays, and the notice takes it back. */
export function FulfilButton({ folio, tone }: { folio: string; tone: StatusTone }) {
  const { pathname, search } = useLocation()
  if (!OWED.includes(tone)) return null
  return (
    <Form method="post" action={`/compromisos/${folio}/estado`} className="no-imprimir" preventScrollReset>
      <input type="hidden" name="volver" value={pathname + search} />
      <button className="enlace-accion" name="stage" value="por-validar">Cumplir<span className="solo-lector"> {folio}</span></button>
    </Form>
  )
}

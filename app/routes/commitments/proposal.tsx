import { Form } from '@remix-run/react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'

type Asked = { to: string; passed: boolean; by: string; at: string; reason: string }

/** A date that was asked for and waits: accepting is one act, refusing needs words. */
export function Proposal({ folio, proposal: { to, passed, by, at, reason }, may }: { folio: string; proposal: Asked; may: boolean }) {
  const answer = `/compromisos/${folio}/respuesta`
  return (
    <Card title={`Piden más plazo: ${to}`} aside={`${by}, ${at}`}>
      <div className="pila">
        <p className="lectura">{reason}</p>
        {passed && <p className="meta">Esa fecha ya pasó: fije otra en «Cambiar plazo».</p>}
        {may && (
          <Form method="post" action={answer} className="acciones">
            <input type="hidden" name="decision" value="accepted" />
            {!passed && <Button variant="primary">Aceptar</Button>}
            <LinkButton to={answer}>No aceptar…</LinkButton>
          </Form>
        )}
      </div>
    </Card>
  )
}

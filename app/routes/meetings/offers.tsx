import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'

import { PENDING_POINT } from '#app/domain/meetings/rules.ts'
import { Button } from '#app/ui/button.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import type { Offered } from './offers.server.ts'

/** Points that one click adds to the agenda. `back` is the page to return to. */
export function Offers({ folio, offers: { pending, points }, back }: { folio: string; offers: Offered; back: 'pauta' | 'reunion' }) {
  if (!pending && points.length === 0) return null
  const pauta = `/reuniones/${folio}/pauta`
  return (
    <div className="pila pila-junta no-imprimir">
      {pending && (
        <Offer title={PENDING_POINT} to={`${pauta}/pendientes`} back={back}>
          Hay compromisos abiertos con quienes vienen. <ActionLink to={`/reuniones/${folio}/preparacion`}>Verlos en la ficha previa</ActionLink>
        </Offer>
      )}
      {points.length > 0 && <h3>{points.length === 1 ? 'Quedó de otra reunión' : 'Quedaron de otra reunión'}</h3>}
      {points.map(({ id, title, folio, on }) => (
        <Offer key={id} title={title} to={`${pauta}/arrastre`} back={back} point={id}>
          <RecordLink to={`/reuniones/${folio}`} strong={false}><span className="folio">{folio}</span></RecordLink> · <span className="cifras whitespace-nowrap">{on}</span>
        </Offer>
      ))}
    </div>
  )
}

function Offer({ title, to, back, point, children }: { title: string; to: string; back: string; point?: string; children: ReactNode }) {
  return (
    <Form method="post" action={to} className="oferta" preventScrollReset>
      <div>
        <p className="font-fuerte">{title}</p>
        <p className="meta">{children}</p>
      </div>
      <input type="hidden" name="back" value={back} />
      {point && <input type="hidden" name="point" value={point} />}
      <Button small icon="plus">Agregar a la pauta<span className="solo-lector"> «{title}»</span></Button>
    </Form>
  )
}

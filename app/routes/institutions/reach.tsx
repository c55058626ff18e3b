import { Form } from '@remix-run/react'

import type { ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { contactKinds, visibilities } from '#app/domain/contact-points/terms.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { ActionLink } from '#app/ui/link.tsx'

const icons: Record<ContactPoint['kind'], IconName> = { email: 'mail', phone: 'phone', whatsapp: 'message', address: 'map-pin' }

/** How to reach an institution, a position or a person. `add` is the address of the form that adds one. */
export function ReachCard({ points, add, canEdit, title = 'Cómo contactar' }: { points: ContactPoint[]; add: string; canEdit: boolean; title?: string }) {
  return (
    <Card title={title} aside={canEdit && <ActionLink to={add} chevron={false}>Agregar dato</ActionLink>}>
      {points.length === 0 ? <p className="meta">Todavía no hay teléfono ni correo.</p> : (
        <ul className="lista">
          {points.map((point) => (
            <li key={point.id} className="fila flex-nowrap items-start">
              <Icon name={icons[point.kind]} />
              <div>
                <Value point={point} />
                <p className="meta">{[contactKinds[point.kind], point.label].filter(Boolean).join(' · ')}</p>
                {point.visibility === 'team' && <p className="meta fila"><Icon name="lock" small />{visibilities.team}</p>}
                {canEdit && (
                  <div className="fila no-imprimir">
                    <ActionLink to={`/datos-de-contacto/${point.id}/editar`} about={point.shown} chevron={false}>Editar</ActionLink>
                    <Form method="post" action={`/datos-de-contacto/${point.id}/baja`}>
                      <Button variant="quiet" small>Dar de baja<span className="solo-lector"> {point.shown}</span></Button>
                    </Form>
                  </div>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Value({ point: { kind, value, shown } }: { point: ContactPoint }) {
  if (kind === 'address') return <span className="font-semibold">{shown}</span>
  return <a className="inline-block min-h-6 font-semibold break-all" href={addressOf(kind, value)} rel="noreferrer">{shown}</a>
}

/** «Llamar» and «WhatsApp», large enough for a thumb. */
export function ReachButtons({ points }: { points: ContactPoint[] }) {
  const phone = points.find(({ kind }) => kind === 'phone') ?? points.find(({ kind }) => kind === 'whatsapp')
  const whatsapp = points.find(({ kind }) => kind === 'whatsapp') ?? points.find(({ kind, value }) => kind === 'phone' && value.startsWith('+569'))
  return (
    <>
      {phone && <LinkButton to={addressOf('phone', phone.value)} icon="phone">Llamar</LinkButton>}
      {whatsapp && <LinkButton to={addressOf('whatsapp', whatsapp.value)} icon="message">WhatsApp</LinkButton>}
    </>
  )
}

function addressOf(kind: ContactPoint['kind'], value: string) {
  if (kind === 'email') return `mailto:${value}`
  return kind === 'whatsapp' ? `https://wa.me/${value.replace(/\D/g, '')}` : `tel:${value}`
}

import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'

import { findCoordinator, type Coordinator } from '#app/domain/portal/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Facts } from '#app/ui/facts.tsx'

export const loader = signedIn(leaders, async (ctx) => ({ coordinator: (await findCoordinator(ctx)) ?? null, remembered: ctx.viewer.access !== undefined }))

export const meta: MetaFunction = () => [{ title: 'Contacto · Hilván' }]

export default function Contact() {
  const { coordinator, remembered } = useLoaderData<typeof loader>()

  return (
    <>
      <header className="pila pila-junta">
        <h1>Contacto</h1>
        <p className="text-tinta-2">Quién coordina con su municipio en la Red.</p>
      </header>
      {coordinator ? (
        <CoordinatorCard {...coordinator} />
      ) : (
        <Empty title="Todavía no hay a quién llamar.">La Red aún no asigna a una persona para su municipio.</Empty>
      )}
      <p className="meta"><Link to="/m/cuenta">{remembered ? 'Apariencia y salir de este equipo' : 'Mi cuenta y mi contraseña'}</Link></p>
    </>
  )
}

function CoordinatorCard({ name, email, phone }: Coordinator) {
  return (
    <section className="tarjeta" aria-labelledby="coordinacion">
      <h2 id="coordinacion">{name}</h2>
      <Facts
        items={[
          { label: 'Teléfono', value: phone && (phone.call ? <a className="whitespace-nowrap" href={phone.call}>{phone.shown}</a> : phone.shown) },
          { label: 'Correo', value: <a href={`mailto:${email}`}>{email}</a> },
        ]}
      />
      <div className="puerta-respuestas">
        {phone?.call && <LinkButton variant="primary" icon="phone" to={phone.call} document>Llamar</LinkButton>}
        <div className={phone?.whatsapp ? 'par' : undefined}>
          {phone?.whatsapp && <LinkButton icon="message" to={phone.whatsapp} document>WhatsApp</LinkButton>}
          <LinkButton icon="mail" to={`mailto:${email}`} document>Escribir</LinkButton>
        </div>
      </div>
    </section>
  )
}

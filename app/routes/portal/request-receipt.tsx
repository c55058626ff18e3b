import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'

import { withName } from '../requests/row.server.ts'
import { CoordinatorLine } from './coordinator-line.tsx'

export const loader = signedIn(leaders, async (ctx, { params }) => {
  const request = found(await findRequest(ctx, params.folio!))
  const { folio, subject, detail, received_on } = request
  return { folio, subject, detail, counterpart: withName(request), on: formatLongDay(received_on), coordinator: (await findCoordinator(ctx)) ?? null }
})

export const meta: MetaFunction = () => [{ title: 'Recibimos su solicitud · Hilván' }]

export default function RequestReceipt() {
  const { folio, subject, detail, counterpart, on, coordinator } = useLoaderData<typeof loader>()

  return (
    <>
      <header className="pila pila-junta">
        <p className="text-cumplido"><Icon name="circle-check" /></p>
        <h1>Recibimos su solicitud</h1>
        <p>La coordinación la verá hoy en su lista de pendientes. Aquí podrá seguir en qué va.</p>
      </header>
      <section className="tarjeta" aria-label="Comprobante">
        <Facts
          items={[
            { label: 'Folio', value: <Folio>{folio}</Folio> },
            { label: 'Con', value: counterpart },
            { label: 'Sobre', value: subject },
            { label: 'Detalle', value: detail },
            { label: 'Recibida', value: on },
          ]}
        />
      </section>
      <div className="puerta-respuestas">
        <LinkButton variant="primary" to="/m/solicitudes">Ver mis solicitudes</LinkButton>
        <LinkButton to="/m">Volver a mis compromisos</LinkButton>
      </div>
      {coordinator && <CoordinatorLine {...coordinator} />}
    </>
  )
}

import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { countRequests, listRequests, listSteps, PAGE_SIZE } from '#app/domain/connection-requests/queries.server.ts'
import { requestStanding } from '#app/domain/portal/rules/requests.ts'
import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { pageOf, withParams } from '#app/lib/list-address.ts'
import { leaders } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Pagination } from '#app/ui/pagination.tsx'

import { withName } from '../requests/row.server.ts'
import { CoordinatorLine } from './coordinator-line.tsx'
import { RequestCard } from './request-card.tsx'

export const loader = signedIn(leaders, async (ctx, { request }) => {
  const { searchParams } = new URL(request.url)
  const total = await countRequests(ctx, {})
  const page = Math.min(pageOf(searchParams), Math.max(1, Math.ceil(total / PAGE_SIZE)))
  const requests = await listRequests(ctx, { page })
  const steps = await listSteps(ctx, requests.map(({ id }) => id))
  const from = (page - 1) * PAGE_SIZE + 1
  return {
    rows: requests.map((asked) => ({
      folio: asked.folio,
      subject: asked.subject,
      about: `Con ${withName(asked)}. Pedida el ${formatDay(asked.received_on)}.`,
      ...requestStanding(asked, steps.filter(({ request_id }) => request_id === asked.id), today(ctx)),
    })),
    total,
    from,
    previous: page > 1 ? withParams(searchParams, { pagina: page > 2 ? String(page - 1) : null }) : undefined,
    next: page * PAGE_SIZE < total ? withParams(searchParams, { pagina: String(page + 1) }) : undefined,
    coordinator: (await findCoordinator(ctx)) ?? null,
  }
})

export const meta: MetaFunction = () => [{ title: 'Articulaciones que pidió · Hilván' }]

export default function PortalRequests() {
  const { rows, total, from, previous, next, coordinator } = useLoaderData<typeof loader>()

  return (
    <>
      <h1>Articulaciones que pidió</h1>
      <p><LinkButton to="/m/solicitudes/nueva" variant="primary">Pedir una articulación</LinkButton></p>
      {rows.length === 0 && (
        <Empty title="Todavía no ha pedido ninguna.">
          Si necesita hablar con SERVIU, el gobierno regional, MINVU o una empresa, pídalo aquí y la coordinación lo gestiona.
        </Empty>
      )}
      {rows.length > 0 && <ul className="puerta-tarjetas" aria-label="Solicitudes">{rows.map((row) => <RequestCard key={row.folio} {...row} />)}</ul>}
      {(previous ?? next) !== undefined && <Pagination from={from} to={from + rows.length - 1} total={total} previous={previous} next={next} />}
      {coordinator && <CoordinatorLine {...coordinator} />}
    </>
  )
}

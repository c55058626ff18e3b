import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { canAttendRequest } from '#app/domain/connection-requests/policy.ts'
import { countRequests, countViews, listRequests, listSteps, PAGE_SIZE, readRequestFilter } from '#app/domain/connection-requests/queries.server.ts'
import { requestViews, type RequestView } from '#app/domain/connection-requests/terms.ts'
import { isNarrowed } from '#app/domain/saved-views/rules.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { withParams } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { asSeen, cleared, LEAVING, ViewTabs } from '#app/routes/saved-views/view-tabs.tsx'
import { viewsOf } from '#app/routes/saved-views/views.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { Segmented } from '#app/ui/segmented.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WithPanel } from '#app/ui/with-panel.tsx'

import { columnsOf } from './columns.tsx'
import { readFigures } from './figures.server.ts'
import { FiguresCard } from './figures.tsx'
import { Filters } from './filters.tsx'
import { panelOf } from './panel.server.ts'
import { rowOf } from './row.server.ts'

const VIEWS = Object.keys(requestViews) as RequestView[]

export const loader = signedIn(network, async (ctx, { request }) => {
  const { searchParams } = new URL(request.url)
  const saved = await viewsOf(ctx, 'requests', request)
  const filter = readRequestFilter(searchParams)
  const requests = await listRequests(ctx, filter)
  const steps = await listSteps(ctx, requests.map(({ id }) => id))
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  return {
    rows: requests.map((row) => rowOf(ctx, row, steps)),
    total: await countRequests(ctx, filter),
    views: await countViews(ctx, filter),
    figures: await readFigures(ctx, filter),
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    kinds: Object.entries(institutionKinds).map(([value, label]) => ({ value, label })),
    followers: await listFollowers(ctx),
    filter,
    saved,
    record: await panelOf(ctx, searchParams.get('panel')),
    from: ((filter.page ?? 1) - 1) * PAGE_SIZE + 1,
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    writes: canAttendRequest(ctx.viewer),
  }
})

export const meta: MetaFunction = () => [{ title: 'Solicitudes de articulación · Hilván' }]

export default function Requests() {
  const { rows, total, views, figures, regions, kinds, followers, filter, saved, record, from, institution, writes } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()

  return (
    <>
      <PageHeader
        title="Solicitudes de articulación"
        facts={`${plural(total, 'solicitud', 'solicitudes')} en su vista, ${plural(views.recibidas, 'sin tomar', 'sin tomar')}`}
        actions={
          <>
            <Segmented label="Reuniones, acuerdos y solicitudes" items={PLACES} />
            {writes && <LinkButton to="/solicitudes/nueva" variant="primary" shortcut="N">Nueva solicitud</LinkButton>}
          </>
        }
      />
      <FiguresCard figures={figures} />
      <ViewTabs
        list="requests"
        views={saved}
        seen={asSeen(search, filter.view)}
        total={total}
        items={VIEWS.map((view) => ({ to: withParams(search, { vista: view, ...LEAVING }), label: requestViews[view], count: views[view], current: view === filter.view }))}
      />
      <Filters filter={filter} regions={regions} kinds={kinds} followers={followers} institution={institution} search={search} clear={cleared(saved, 'requests', filter.view)} />
      {rows.length === 0 ? <Nothing view={filter.view} filtered={isNarrowed('requests', search)} writes={writes} /> : (
        <WithPanel record={record}>
          <DataTable
            caption={`Solicitudes de articulación: ${requestViews[filter.view]}`}
            columns={columnsOf(search)}
            rows={rows}
            rowKey={(row) => row.folio}
            foot={<ListPages from={from} shown={rows.length} total={total} note={filter.sort ? undefined : 'las más recientes primero'} />}
          />
        </WithPanel>
      )}
    </>
  )
}

const PLACES = [
  { to: '/reuniones', label: 'Reuniones', current: false },
  { to: '/acuerdos', label: 'Acuerdos', current: false },
  { to: '/solicitudes', label: 'Solicitudes', current: true },
]

function Nothing({ view, filtered, writes }: { view: RequestView; filtered: boolean; writes: boolean }) {
  if (filtered) {
    return <Empty title="Ninguna solicitud con este filtro" action={<LinkButton to={`?vista=${view}`}>Quitar los filtros</LinkButton>} />
  }
  return (
    <Empty
      title={{ 'recibidas': 'Ninguna solicitud espera que la tomen', 'en-curso': 'Ninguna solicitud en curso', 'con-reunion': 'Ninguna solicitud con reunión', 'resultado': 'Todavía no hay resultados', 'todas': 'Todavía no hay solicitudes' }[view]}
      action={writes && <LinkButton to="/solicitudes/nueva">Registrar una solicitud</LinkButton>}
    >
      Una municipalidad pide que la conecten con alguien: «Cerrillos pide reunirse con SERVIU Metropolitano por la factibilidad
      de Los Aromos». La solicitud queda abierta hasta que se sabe en qué terminó.
    </Empty>
  )
}

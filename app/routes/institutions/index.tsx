import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { countViews, listInstitutions, PAGE_SIZE, type ListedInstitution } from '#app/domain/institutions/queries/list.server.ts'
import {
  institutionKinds, institutionSorts, institutionViews, networkStatuses, type InstitutionView,
} from '#app/domain/institutions/terms.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { oneOfParam, orderOf, pageOf, withParams, wordsOf } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { ExportMenu } from '#app/routes/exports/menu.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { InstitutionsTable } from './institutions-table.tsx'

export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const q = wordsOf(search)
  const filter = {
    // What is searched for is found wherever it is, unless a tab was chosen.
    view: oneOfParam(search, 'vista', institutionViews) ?? (q ? 'todas' : 'red'),
    q,
    kind: oneOfParam(search, 'tipo', institutionKinds),
    region: search.get('region') ?? undefined,
    status: oneOfParam(search, 'red', networkStatuses),
    ...orderOf(search, institutionSorts),
    page: pageOf(search),
  }
  const { institutions, total } = await listInstitutions(ctx, filter)
  return {
    rows: institutions.map((row) => ({ ...row, contact: contactOf(ctx, row) })),
    total,
    filter,
    counts: await countViews(ctx),
    regions: (await listRegions(ctx)).map(({ code, name }) => ({ value: code, label: name })),
    canEdit: canEditDirectory(ctx.viewer),
    pageSize: PAGE_SIZE,
  }
})

export const meta: MetaFunction = () => [{ title: 'Instituciones · Hilván' }]

export default function Institutions() {
  const { rows, total, filter, counts, regions, canEdit, pageSize } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const chips = [
    filter.q && { label: `Contiene «${filter.q}»`, to: withParams(search, { q: null }) },
    filter.kind && { label: `Tipo: ${institutionKinds[filter.kind]}`, to: withParams(search, { tipo: null }) },
    filter.region && { label: `Región: ${regions.find(({ value }) => value === filter.region)?.label ?? filter.region}`, to: withParams(search, { region: null }) },
    filter.status && { label: `En la red: ${networkStatuses[filter.status]}`, to: withParams(search, { red: null }) },
  ].filter((chip) => typeof chip === 'object')

  return (
    <>
      <PageHeader
        title="Instituciones"
        facts={<>{plural(total, 'institución', 'instituciones')} en esta vista</>}
        actions={canEdit && <LinkButton to="/instituciones/nueva" variant="primary" icon="plus" shortcut="N">Nueva institución</LinkButton>}
      />
      <Tabs
        label="Vistas"
        items={(Object.keys(institutionViews) as InstitutionView[]).map((view) => ({
          to: `/instituciones?vista=${view}`,
          label: institutionViews[view],
          count: counts[view],
          current: filter.view === view,
        }))}
      />
      <FilterBar
        search={{ name: 'q', value: filter.q, label: 'Nombre o comuna' }}
        chips={chips}
        clear={`/instituciones?vista=${filter.view}`}
        keep={kept(search)}
        filters={
          <>
            <Select name="tipo" label="Tipo" options={institutionKinds} empty="Todos" defaultValue={filter.kind} />
            <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={filter.region} />
            <Select name="red" label="Estado en la red" options={networkStatuses} empty="Todos" defaultValue={filter.status} />
          </>
        }
        actions={<ExportMenu list="instituciones" search={search} params={{ vista: filter.view }} />}
      />
      {rows.length > 0 ? (
        <InstitutionsTable rows={rows} total={total} page={filter.page} pageSize={pageSize} search={search} order={filter} />
      ) : (
        <Nothing filtered={chips.length > 0} q={filter.q} canEdit={canEdit} back={chips.at(-1)?.to} />
      )}
    </>
  )
}

function Nothing({ filtered, q, canEdit, back }: { filtered: boolean; q: string; canEdit: boolean; back?: string }) {
  if (!filtered) {
    return (
      <Empty title="Todavía no hay instituciones en la red" action={<LinkButton to="/instituciones?vista=todas">Ver todas</LinkButton>}>
        Las municipalidades del país ya están: abra una, por ejemplo «Municipalidad de Tomé», y use «Incorporar a la red».
      </Empty>
    )
  }
  return (
    <Empty
      title={q ? `Nada con «${q}»` : 'Ninguna institución con este filtro'}
      action={
        <>
          {back && <LinkButton to={back}>Quitar el último filtro</LinkButton>}
          {canEdit && q && <LinkButton to={`/instituciones/nueva?nombre=${encodeURIComponent(q)}`}>{`Crear «${q}»`}</LinkButton>}
        </>
      }
    >
      Puede escribir sin tildes y con la sigla: «nunoa», «serviu maule», «gore rm».
    </Empty>
  )
}

function contactOf(ctx: Context, { last_at }: Pick<ListedInstitution, 'last_at'>) {
  if (!last_at) return null
  const day = todayIn(ctx.viewer.zone, new Date(last_at))
  return { day, date: formatDay(day), ago: agoDays(day, today(ctx)) }
}

/** Parameters that filtering must not lose. */
const kept = (search: URLSearchParams) =>
  Object.fromEntries(['vista', 'orden'].flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])))

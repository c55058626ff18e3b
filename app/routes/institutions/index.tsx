import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { readInstitutionFilter } from '#app/domain/institutions/queries/filter.server.ts'
import { countViews, listInstitutions, PAGE_SIZE } from '#app/domain/institutions/queries/list.server.ts'
import { institutionKinds, institutionViews, networkStatuses, type InstitutionView } from '#app/domain/institutions/terms.ts'
import { countPairs } from '#app/domain/merges/queries/pairs.server.ts'
import { isNarrowed } from '#app/domain/saved-views/rules.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { withParams } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { ExportMenu } from '#app/routes/exports/menu.tsx'
import { DuplicatesLink } from '#app/routes/merges/duplicates-link.tsx'
import { asSeen, cleared, keptIn, ViewTabs } from '#app/routes/saved-views/view-tabs.tsx'
import { viewsOf } from '#app/routes/saved-views/views.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { MoreMenu } from '#app/ui/link-menu.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { WithPanel } from '#app/ui/with-panel.tsx'

import { InstitutionsTable } from './institutions-table.tsx'
import { contactOf, panelOf } from './panel.server.ts'

export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const saved = await viewsOf(ctx, 'institutions', request)
  const filter = readInstitutionFilter(search)
  const { institutions, total } = await listInstitutions(ctx, filter)
  return {
    rows: institutions.map((row) => ({ ...row, contact: contactOf(ctx, row) })),
    total,
    filter,
    saved,
    record: await panelOf(ctx, search.get('panel')),
    counts: await countViews(ctx),
    regions: (await listRegions(ctx)).map(({ code, name }) => ({ value: code, label: name })),
    canEdit: canEditDirectory(ctx.viewer),
    duplicates: canEditDirectory(ctx.viewer) ? await countPairs(ctx, 'institution') : 0,
    pageSize: PAGE_SIZE,
  }
})

export const meta: MetaFunction = () => [{ title: 'Instituciones · Hilván' }]

export default function Institutions() {
  const { rows, total, filter, saved, record, counts, regions, canEdit, duplicates, pageSize } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const seen = asSeen(search, filter.view)
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
        facts={<>{plural(total, 'institución', 'instituciones')} en esta vista<DuplicatesLink kind="institution" count={duplicates} /></>}
        actions={canEdit && (
          <>
            <LinkButton to="/instituciones/nueva" variant="primary" icon="plus" shortcut="N">Nueva institución</LinkButton>
            <MoreMenu items={MORE} />
          </>
        )}
      />
      <ViewTabs
        list="institutions"
        views={saved}
        seen={seen}
        total={total}
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
        clear={cleared(saved, 'institutions', filter.view)}
        keep={{ ...keptIn(search), vista: filter.view }}
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
        <WithPanel record={record}>
          <InstitutionsTable rows={rows} total={total} page={filter.page} pageSize={pageSize} search={search} seen={seen} order={filter} writes={canEdit} />
        </WithPanel>
      ) : (
        <Nothing filtered={isNarrowed('institutions', search)} q={filter.q} canEdit={canEdit} back={chips.at(-1)?.to} />
      )}
    </>
  )
}

const MORE = [
  { to: '/importar?que=members', label: 'Importar', detail: 'Desde Excel, CSV o pegando las filas' },
  { to: '/traspasos', label: 'Traspaso de mando', detail: 'Un cargo que cambia de manos en muchas a la vez' },
  { to: '/duplicados?de=institution', label: 'Posibles duplicados', detail: 'Fichas que pueden ser la misma' },
]

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

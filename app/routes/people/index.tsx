import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { canTakeReach } from '#app/domain/exports/policy.ts'
import { countPairs } from '#app/domain/merges/queries/pairs.server.ts'
import { readPeopleFilter } from '#app/domain/people/queries/filter.server.ts'
import { countPeople, listPeople, PAGE_SIZE } from '#app/domain/people/queries.server.ts'
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

import { panelOf } from './panel.server.ts'
import { PeopleTable } from './people-table.tsx'
import { rowsOf } from './rows.server.ts'

export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const saved = await viewsOf(ctx, 'people', request)
  const filter = readPeopleFilter(search)
  const seesRuts = canTakeReach(ctx.viewer)
  return {
    rows: await rowsOf(ctx, await listPeople(ctx, filter), { seesRuts }),
    saved,
    seesRuts,
    record: await panelOf(ctx, search.get('panel')),
    total: await countPeople(ctx, filter),
    filter,
    regions: (await listRegions(ctx)).map(({ code, name }) => ({ value: code, label: name })),
    canEdit: canEditDirectory(ctx.viewer),
    duplicates: canEditDirectory(ctx.viewer) ? await countPairs(ctx, 'person') : 0,
    pageSize: PAGE_SIZE,
  }
})

export const meta: MetaFunction = () => [{ title: 'Contactos · Hilván' }]

export default function People() {
  const { rows, total, filter, saved, seesRuts, record, regions, canEdit, duplicates, pageSize } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const seen = asSeen(search, 'todas')
  const chips = [
    filter.q && { label: `Contiene «${filter.q}»`, to: withParams(search, { q: null }) },
    filter.kind && { label: `Tipo: ${institutionKinds[filter.kind]}`, to: withParams(search, { tipo: null }) },
    filter.region && { label: `Región: ${regions.find(({ value }) => value === filter.region)?.label ?? filter.region}`, to: withParams(search, { region: null }) },
  ].filter((chip) => typeof chip === 'object')

  return (
    <>
      <PageHeader
        title="Contactos"
        facts={<>{plural(total, 'persona', 'personas')}<DuplicatesLink kind="person" count={duplicates} /></>}
        actions={canEdit && (
          <>
            <LinkButton to="/contactos/nuevo" variant="primary" icon="plus" shortcut="N">Nuevo contacto</LinkButton>
            <MoreMenu items={MORE} />
          </>
        )}
      />
      <ViewTabs
        list="people"
        views={saved}
        seen={seen}
        total={total}
        items={[{ to: '/contactos?vista=todas', label: 'Todos', current: true }]}
        without={seesRuts ? [] : ['rut']}
      />
      <FilterBar
        search={{ name: 'q', value: filter.q, label: 'Nombre o cargo' }}
        chips={chips}
        clear={cleared(saved, 'people', 'todas')}
        keep={{ ...keptIn(search), vista: 'todas' }}
        filters={
          <>
            <Select name="tipo" label="Tipo de institución" options={institutionKinds} empty="Todos" defaultValue={filter.kind} />
            <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={filter.region} />
          </>
        }
        actions={<ExportMenu list="contactos" search={search} />}
      />
      {rows.length === 0 ? <Nothing q={filter.q} filtered={isNarrowed('people', search)} canEdit={canEdit} back={chips.at(-1)?.to} /> : (
        <WithPanel record={record}>
          <PeopleTable rows={rows} total={total} pageSize={pageSize} search={search} seen={seen} order={filter} writes={canEdit} />
        </WithPanel>
      )}
    </>
  )
}

const MORE = [
  { to: '/importar?que=people', label: 'Importar', detail: 'Desde Excel, CSV, vCard o pegando las filas' },
  { to: '/duplicados?de=person', label: 'Posibles duplicados', detail: 'Fichas que pueden ser de la misma persona' },
]

function Nothing({ q, filtered, canEdit, back }: { q: string; filtered: boolean; canEdit: boolean; back?: string }) {
  return (
    <Empty
      title={q ? `Nada con «${q}»` : filtered ? 'Nadie con este filtro' : 'Todavía no hay contactos'}
      action={
        <>
          {back && <LinkButton to={back}>Quitar el último filtro</LinkButton>}
          {canEdit && !filtered && <LinkButton to="/importar?que=people" variant="primary">Importar una planilla</LinkButton>}
          {canEdit && <LinkButton to={q ? `/contactos/nuevo?nombre=${encodeURIComponent(q)}` : '/contactos/nuevo'}>{q ? `Crear contacto «${q}»` : 'Crear contacto'}</LinkButton>}
        </>
      }
    >
      Se busca en cualquier orden y sin tildes: «jose munoz» encuentra a José Muñoz.
    </Empty>
  )
}

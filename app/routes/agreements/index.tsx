import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'

import { canCreateAgreement } from '#app/domain/agreements/policy.ts'
import { countAgreements, listAgreements, PAGE_SIZE, readAgreementFilter } from '#app/domain/agreements/queries.server.ts'
import { listStagesOf } from '#app/domain/convenios/queries.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { isNarrowed } from '#app/domain/saved-views/rules.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { asSeen, cleared, ViewTabs } from '#app/routes/saved-views/view-tabs.tsx'
import { viewsOf } from '#app/routes/saved-views/views.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { Segmented } from '#app/ui/segmented.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WithPanel } from '#app/ui/with-panel.tsx'

import { columnsOf } from './columns.tsx'
import { Filters } from './filters.tsx'
import { panelOf } from './panel.server.ts'
import { rowOf } from './row.server.ts'

export const loader = signedIn(network, async (ctx, { request }) => {
  const { searchParams } = new URL(request.url)
  const saved = await viewsOf(ctx, 'agreements', request)
  const filter = readAgreementFilter(searchParams)
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  const agreements = await listAgreements(ctx, filter)
  const stages = await listStagesOf(ctx, agreements.map(({ id }) => id))
  return {
    rows: agreements.map((agreement) => rowOf(agreement, stages.get(agreement.id))),
    total: await countAgreements(ctx, filter),
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    filter,
    saved,
    record: await panelOf(ctx, searchParams.get('panel')),
    from: ((filter.page ?? 1) - 1) * PAGE_SIZE + 1,
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    ending: await countAgreements(ctx, { kind: 'convenio', validity: 'por-renovar' }),
    writes: canCreateAgreement(ctx.viewer),
  }
})

export const meta: MetaFunction = () => [{ title: 'Acuerdos · Hilván' }]

export default function Agreements() {
  const { rows, total, regions, filter, saved, record, from, institution, ending, writes } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()

  return (
    <>
      <PageHeader
        title="Acuerdos"
        facts={<>{plural(total, 'acuerdo', 'acuerdos')} · <Link className="enlace-titulo" to="?tipo=convenio&vigencia=por-renovar&orden=vigencia">{plural(ending, 'convenio por vencer', 'convenios por vencer')}</Link></>}
        actions={
          <>
            <Segmented label="Reuniones, acuerdos y solicitudes" items={PLACES} />
            {writes && (filter.kind === 'convenio'
              ? <LinkButton to="/acuerdos/nuevo?tipo=convenio" variant="primary" shortcut="N">Nuevo convenio</LinkButton>
              : <LinkButton to="/acuerdos/nuevo" variant="primary" shortcut="N">Nuevo acuerdo</LinkButton>)}
          </>
        }
      />
      <ViewTabs
        list="agreements"
        views={saved}
        seen={asSeen(search, 'todas')}
        total={total}
        items={[{ to: '/acuerdos?vista=todas', label: 'Todos', current: true }]}
      />
      <Filters filter={filter} regions={regions} institution={institution} search={search} clear={cleared(saved, 'agreements', 'todas')} />
      {rows.length === 0 ? <Nothing filtered={isNarrowed('agreements', search)} /> : (
        <WithPanel record={record}>
          <DataTable
            caption="Acuerdos"
            columns={columnsOf(search)}
            rows={rows}
            rowKey={(row) => row.folio}
            foot={<ListPages from={from} shown={rows.length} total={total} note={filter.sort ? undefined : 'los más recientes primero'} />}
          />
        </WithPanel>
      )}
    </>
  )
}

const PLACES = [
  { to: '/reuniones', label: 'Reuniones', current: false },
  { to: '/acuerdos', label: 'Acuerdos', current: true },
  { to: '/solicitudes', label: 'Solicitudes', current: false },
]

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return <Empty title="Ningún acuerdo con este filtro" action={<LinkButton to="/acuerdos?vista=todas">Quitar los filtros</LinkButton>} />
  }
  return (
    <Empty title="Todavía no hay acuerdos">
      Un acuerdo es lo que se decidió: «Priorizar tres terrenos para el primer semestre». Un compromiso es lo que alguien debe
      hacer por él: «SERVIU enviará la tasación en 10 días hábiles».
    </Empty>
  )
}

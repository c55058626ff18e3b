import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { lazy, Suspense } from 'react'

import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { canCreateMeeting } from '#app/domain/meetings/policy.ts'
import {
  countMeetings, countViews, listMeetings, listOutcomes, PAGE_SIZE, readMeetingFilter,
} from '#app/domain/meetings/queries.server.ts'
import { meetingViews, type MeetingView } from '#app/domain/meetings/terms.ts'
import { isNarrowed } from '#app/domain/saved-views/rules.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { withParams } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { asSeen, cleared, LEAVING, ViewTabs } from '#app/routes/saved-views/view-tabs.tsx'
import { viewsOf } from '#app/routes/saved-views/views.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { MoreMenu } from '#app/ui/link-menu.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { Segmented } from '#app/ui/segmented.tsx'
import { SELECTION } from '#app/ui/selection.ts'
import { DataTable } from '#app/ui/table.tsx'
import { WithPanel } from '#app/ui/with-panel.tsx'

import { columnsOf } from './columns.tsx'
import { Filters } from './filters.tsx'
import { panelOf } from './panel.server.ts'
import { rowOf } from './row.server.ts'

const ActsOnSelection = lazy(() => import('#app/routes/bulk-edits/acts-on-selection.tsx').then(({ ActsOnSelection }) => ({ default: ActsOnSelection })))

const VIEWS = Object.keys(meetingViews) as MeetingView[]

export const loader = signedIn(network, async (ctx, { request }) => {
  const { searchParams } = new URL(request.url)
  const saved = await viewsOf(ctx, 'meetings', request)
  const asked = readMeetingFilter(searchParams)
  const filter = { ...asked, view: asked.view ?? ('proximas' as const) }
  const meetings = await listMeetings(ctx, filter)
  const outcomes = await listOutcomes(ctx, meetings.map(({ id }) => id))
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  return {
    rows: meetings.map((meeting) => rowOf(ctx, meeting, outcomes.get(meeting.id)!)),
    total: await countMeetings(ctx, filter),
    views: await countViews(ctx, filter),
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    filter,
    saved,
    record: await panelOf(ctx, searchParams.get('panel')),
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    page_size: PAGE_SIZE,
    writes: canCreateMeeting(ctx.viewer),
  }
})

export const meta: MetaFunction = () => [{ title: 'Reuniones · Hilván' }]

export default function Meetings() {
  const { rows, total, views, saved, record, regions, filter, institution, page_size, writes } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const seen = asSeen(search, filter.view)
  const all = search.get('seleccion') === 'todos'

  return (
    <>
      <PageHeader
        title="Reuniones"
        facts={`${plural(views.proximas, 'próxima', 'próximas')}, ${views['sin-acta']} sin acta cerrada`}
        actions={
          <>
            <Segmented label="Reuniones, acuerdos y solicitudes" items={PLACES} />
            {writes && (
              <>
                <LinkButton to="/reuniones/nueva" variant="primary" shortcut="N">Agendar</LinkButton>
                <MoreMenu items={MORE} />
              </>
            )}
          </>
        }
      />
      <ViewTabs
        list="meetings"
        views={saved}
        seen={seen}
        total={total}
        items={VIEWS.map((view) => ({
          to: withParams(search, { vista: view, orden: null, seleccion: null, ...LEAVING }),
          label: meetingViews[view],
          count: views[view],
          current: view === filter.view,
        }))}
      />
      <Filters filter={filter} regions={regions} institution={institution} search={search} clear={cleared(saved, 'meetings', filter.view)} />
      {rows.length === 0 ? <Nothing view={filter.view} filtered={isNarrowed('meetings', search)} writes={writes} /> : (
        <WithPanel record={record}>
          <div className="con-seleccion" data-todos={all || undefined}>
            <DataTable
              caption={`Reuniones: ${meetingViews[filter.view]}`}
              columns={columnsOf(search, filter.view)}
              rows={rows}
              rowKey={(row) => row.folio}
              select={writes ? { name: 'id', value: (row) => row.id, label: (row) => `Seleccionar ${row.folio}`, form: SELECTION, checked: all } : undefined}
              bar={writes && <Suspense><ActsOnSelection act="cargo" total={total} label="Dejar a cargo de…" seen={seen} /></Suspense>}
              foot={<ListPages from={(filter.page - 1) * page_size + 1} shown={rows.length} total={total} />}
            />
          </div>
        </WithPanel>
      )}
    </>
  )
}

const MORE = [
  { to: '/registrar', label: 'Registrar una reunión pasada', detail: 'Con quién fue y qué se acordó' },
  { to: '/calendario/importar', label: 'Importar un calendario', detail: 'Reuniones de un archivo .ics' },
]

const PLACES = [
  { to: '/reuniones', label: 'Reuniones', current: true },
  { to: '/acuerdos', label: 'Acuerdos', current: false },
  { to: '/solicitudes', label: 'Solicitudes', current: false },
]

function Nothing({ view, filtered, writes }: { view: MeetingView; filtered: boolean; writes: boolean }) {
  if (filtered) {
    return <Empty title="Ninguna reunión con este filtro" action={<LinkButton to={`?vista=${view}`}>Quitar los filtros</LinkButton>} />
  }
  return (
    <Empty
      title={{ 'proximas': 'No hay reuniones por venir', 'sin-acta': 'Todas las actas están cerradas', 'cerradas': 'Todavía no hay actas cerradas', 'mias': 'No tiene reuniones a su cargo', 'todas': 'Todavía no hay reuniones' }[view]}
      action={writes && <LinkButton to="/registrar" variant="primary">Registrar una reunión de ayer</LinkButton>}
    >
      <p>Por ejemplo: «Mesa técnica de suelo con SERVIU Biobío, ayer a las 09:30, dos acuerdos».</p>
    </Empty>
  )
}

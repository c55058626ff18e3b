import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { canCreateMeeting } from '#app/domain/meetings/policy.ts'
import {
  countMeetings, countViews, listMeetings, listOutcomes, PAGE_SIZE, readMeetingFilter, type Meeting, type Outcomes,
} from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { hoursText } from '#app/domain/meetings/rules/when.ts'
import { meetingViews, type MeetingView } from '#app/domain/meetings/terms.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { withParams } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { columnsOf } from './columns.tsx'
import { Filters } from './filters.tsx'

const VIEWS = Object.keys(meetingViews) as MeetingView[]

export const loader = signedIn(network, async (ctx, { request }) => {
  const asked = readMeetingFilter(new URL(request.url).searchParams)
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
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    page_size: PAGE_SIZE,
    writes: canCreateMeeting(ctx.viewer),
  }
})

export const meta: MetaFunction = () => [{ title: 'Reuniones · Hilván' }]

export default function Meetings() {
  const { rows, total, views, regions, filter, institution, page_size, writes } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const from = (filter.page - 1) * page_size + 1
  const to = from + rows.length - 1

  return (
    <>
      <PageHeader
        title="Reuniones"
        facts={`${plural(views.proximas, 'próxima', 'próximas')}, ${views['sin-acta']} sin acta cerrada`}
        actions={writes && (
          <>
            <LinkButton to="/calendario/importar">Importar</LinkButton>
            <LinkButton to="/registrar">Registrar pasada</LinkButton>
            <LinkButton to="/reuniones/nueva" variant="primary" shortcut="N">Agendar</LinkButton>
          </>
        )}
      />
      <Tabs
        label="Vistas"
        items={[
          ...VIEWS.map((view) => ({ to: withParams(search, { vista: view, orden: null }), label: meetingViews[view], count: views[view], current: view === filter.view })),
          { to: '/acuerdos', label: 'Acuerdos', current: false },
          { to: '/solicitudes', label: 'Solicitudes', current: false },
        ]}
      />
      <Filters filter={filter} regions={regions} institution={institution} search={search} />
      {rows.length === 0 ? <Nothing view={filter.view} filtered={search.size > (search.has('vista') ? 1 : 0)} writes={writes} /> : (
        <DataTable
          caption={`Reuniones: ${meetingViews[filter.view]}`}
          columns={columnsOf(search, filter.view)}
          rows={rows}
          rowKey={(row) => row.folio}
          foot={
            <Pagination
              from={from}
              to={to}
              total={total}
              previous={filter.page > 1 ? withParams(search, { pagina: String(filter.page - 1) }) : undefined}
              next={to < total ? withParams(search, { pagina: String(filter.page + 1) }) : undefined}
            />
          }
        />
      )}
    </>
  )
}

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

export type MeetingRow = ReturnType<typeof rowOf>

/** A meeting as the list shows it: everything written out, nothing left for the browser to compute. */
function rowOf(ctx: Context, meeting: Meeting, { institutions, agreements, open_commitments }: Outcomes) {
  const day = startDay(meeting)
  return {
    folio: meeting.folio,
    title: meeting.title,
    state: meeting.state,
    repeats: meeting.series_id !== null,
    day: { on: day, text: formatDay(day), title: formatLongDay(day) },
    hours: hoursText(meeting, ctx.viewer.zone),
    place: meeting.place ?? meeting.commune_name,
    with: institutions.length > 2 ? `${institutions[0]} y ${institutions.length - 1} más` : institutions.join(' y '),
    agreements,
    open_commitments,
  }
}

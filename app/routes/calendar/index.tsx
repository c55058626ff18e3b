import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { lazy, Suspense, useEffect, useState } from 'react'

import { listCalendar, readCalendarView } from '#app/domain/calendar/queries/page.server.ts'
import { rangeOf } from '#app/domain/calendar/rules.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import styles from '#app/styles/calendar.css?url'

import { agendaDays } from './agenda-days.server.ts'
import { Agenda } from './agenda.tsx'
import { CalendarHead } from './head.tsx'
import { Layers } from './layers.tsx'

const Grid = lazy(async () => ({ default: (await import('./grid.tsx')).Grid }))

export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const now = today(ctx)
  const filter = readMeetingFilter(search)
  const view = readCalendarView(search, now)
  const range = rangeOf(view.mode ?? 'mes', view.day)
  const shown = await listCalendar(ctx, filter, view.layers, range.from, range.until)
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  const canMove = canEditMeeting(ctx.viewer)
  return {
    view,
    range,
    today: now,
    zone: ctx.viewer.zone,
    canMove,
    search: search.toString(),
    filter: {
      q: filter.q ?? '',
      region: filter.region ?? '',
      kind: filter.kind ?? '',
      state: filter.state ?? '',
      mine: filter.view === 'mias',
      institution: institution ? { id: institution.id, label: institution.short_name } : null,
    },
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    days: agendaDays(ctx, shown, range, canMove),
    summary: `${plural(shown.meetings.length, 'reunión', 'reuniones')} y ${plural(shown.due.length, 'vencimiento', 'vencimientos')}`,
  }
})

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.range.title ?? 'Calendario'} · Hilván` }]

export default function Calendar() {
  const { view, range, today, zone, canMove, days, search, filter, regions, summary } = useLoaderData<typeof loader>()
  const grid = useGrid(view.mode)

  return (
    <>
      <CalendarHead view={view} range={range} today={today} search={search} canCreate={canMove} />
      <div className="calendario" data-modo={view.mode ?? 'libre'}>
        <Layers layers={view.layers} filter={filter} regions={regions} summary={summary} search={search} canImport={canMove} />
        <section aria-label={range.title} className="calendario-hoja">
          <div className="calendario-agenda" hidden={grid !== null}>
            <Agenda days={days} today={today} folded={view.mode === undefined} />
          </div>
          {grid && (
            <Suspense fallback={<p className="calendario-espera meta">Preparando la cuadrícula…</p>}>
              <Grid key={`${grid}${range.from}${search}`} mode={grid} day={view.day} today={today} zone={zone} days={days} />
            </Suspense>
          )}
        </section>
      </div>
    </>
  )
}

/** Which grid to show, once in the browser: the chosen one, or a month where there is room. Null: the agenda. */
function useGrid(mode: string | undefined): 'dia' | 'semana' | 'mes' | null {
  const [wide, setWide] = useState<boolean | null>(null)
  useEffect(() => setWide(window.matchMedia('(min-width: 60rem)').matches), [])
  if (wide === null || mode === 'agenda') return null
  if (mode === 'dia' || mode === 'semana' || mode === 'mes') return mode
  return wide ? 'mes' : null
}

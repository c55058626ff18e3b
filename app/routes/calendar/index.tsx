import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'

import { countInvited, listCalendar, readCalendarView } from '#app/domain/calendar/queries/page.server.ts'
import { rangeOf } from '#app/domain/calendar/rules.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { listClashes } from '#app/domain/meetings/queries/clashes.server.ts'
import { isPlanned } from '#app/domain/meetings/rules.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import styles from '#app/styles/calendar.css?url'

import { agendaDays, dayByDay } from './agenda-days.server.ts'
import { Agenda } from './agenda.tsx'
import { address, CalendarHead } from './head.tsx'
import { Layers } from './layers.tsx'
import { findMoved } from './moved.server.ts'
import { Moved } from './moved.tsx'
import { useCalendarKeys } from './use-calendar-keys.ts'

const Grid = lazy(async () => ({ default: (await import('./grid.tsx')).Grid }))

/** A day of a month or a list shows so many meetings, and leads to the day for the rest. */
const MOST_A_DAY = 12

export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const now = today(ctx)
  const filter = readMeetingFilter(search)
  const view = readCalendarView(search, now)
  const range = rangeOf(view.mode ?? 'mes', view.day)
  const shown = await listCalendar(ctx, filter, view.layers, range.from, range.until)
  const byDay = dayByDay(shown.meetings, range, view.mode === 'dia' ? Infinity : MOST_A_DAY)
  const ahead = [...byDay.values()].flatMap(({ shown }) => shown.filter((meeting) => isPlanned(meeting) && meeting.ends_at > ctx.now.toISOString()))
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  const canMove = canEditMeeting(ctx.viewer)
  const guests = canMove ? await countInvited(ctx, ahead.map(({ id }) => id)) : new Map<string, number>()
  const clashes = await listClashes(ctx, ahead.filter(({ state }) => state === 'called'))
  return {
    view,
    range,
    today: now,
    zone: ctx.viewer.zone,
    canMove,
    moved: await findMoved(ctx, search.get('movida')),
    search: search.toString(),
    filter: {
      region: filter.region ?? '',
      kind: filter.kind ?? '',
      state: filter.state ?? '',
      institution: institution ? { id: institution.id, label: institution.short_name } : null,
    },
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    days: agendaDays(ctx, shown, byDay, range, { canMove, guests, clashes }),
    counts: shown.counts,
    summary: `${plural(shown.meetings.length, 'reunión', 'reuniones')} y ${plural(shown.due.length, 'vencimiento', 'vencimientos')}`,
  }
})

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.range.title ?? 'Calendario'} · Hilván` }]

export default function Calendar() {
  const { view, range, today, zone, canMove, moved, days, search, filter, regions, counts, summary } = useLoaderData<typeof loader>()
  const grid = useGrid(view.mode)
  const ways = useWays(search, filter.institution?.id ?? null, canMove ? today : null)
  useCalendarKeys(ways.planTo, view.day < today ? today : view.day)

  return (
    <>
      <CalendarHead view={view} range={range} today={today} search={search} planTo={ways.planTo(view.day < today ? today : view.day)} />
      {moved && <Moved {...moved} />}
      <div className="calendario" data-modo={view.mode ?? 'libre'}>
        <Layers layers={view.layers} counts={counts} filter={filter} regions={regions} summary={summary} search={search} canImport={canMove} />
        <section aria-label={range.title} className="calendario-hoja">
          <div className={grid ? 'calendario-agenda solo-impresion' : 'calendario-agenda'}>
            <Agenda days={days} today={today} folded={view.mode === undefined} {...ways} />
          </div>
          {grid && (
            <Suspense fallback={<p className="calendario-espera meta">Preparando la cuadrícula…</p>}>
              <Grid key={`${grid}${range.from}${search}`} mode={grid} day={view.day} today={today} zone={zone} days={days} {...ways} />
              <p className="meta calendario-teclas">
                Con el teclado: flechas para moverse, Intro para abrir{canMove && <>, <kbd>C</kbd> para agendar ese día, <kbd>M</kbd> para mover la reunión</>}.
              </p>
            </Suspense>
          )}
        </section>
      </div>
    </>
  )
}

/** Where one goes from a day, keeping what is being looked at. `from`: the first day that can be planned, if any can. */
function useWays(search: string, institution: string | null, from: string | null) {
  const planTo = useCallback((day: string) => {
    if (from === null || day < from) return null
    return `/reuniones/nueva?${new URLSearchParams({ fecha: day, ...(institution ? { institucion: institution } : {}) })}`
  }, [from, institution])
  const dayTo = useCallback((day: string) => address(search, { modo: 'dia', fecha: day }), [search])
  return { planTo, dayTo }
}

/** Which grid to show, once in the browser: the chosen one, or a month where there is room. Null: the agenda. */
function useGrid(mode: string | undefined): 'dia' | 'semana' | 'mes' | null {
  const [wide, setWide] = useState<boolean | null>(null)
  useEffect(() => setWide(window.matchMedia('(min-width: 60rem)').matches), [])
  if (wide === null || mode === 'agenda') return null
  if (mode === 'dia' || mode === 'semana' || mode === 'mes') return mode
  return wide ? 'mes' : null
}

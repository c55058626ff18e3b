import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { meetingKinds } from '#app/domain/meetings/terms.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { findContinuation, listDates, listRemovals } from '#app/domain/series/queries/dates.server.ts'
import { isAhead } from '#app/domain/series/rules.ts'
import { endWords, ruleWords } from '#app/domain/series/rules/words.ts'
import { holidayWays } from '#app/domain/series/terms.ts'
import { formatTime } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { MeetingBadge } from '#app/routes/meetings/meeting-badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { datesOf, type SeriesDate } from './dates.server.ts'

export const loader = signedIn(network, async (ctx, { params }) => {
  const series = found(await findSeries(ctx, params.id!))
  const { id, title, rule, start_local, end_local, last_on, holidays, kind } = series
  const dates = await listDates(ctx, id)
  return {
    id,
    title,
    kind: meetingKinds[kind],
    rule: capital(`${ruleWords(rule, start_local.slice(0, 10))}, ${endWords(last_on, dates.length)}`),
    hours: `${formatTime(start_local)} a ${formatTime(end_local)}`,
    holidays: holidayWays[holidays],
    dates: await datesOf(ctx, series, dates, await listRemovals(ctx, id)),
    next: dates.find((date) => isAhead(date, ctx.now))?.folio ?? null,
    before: series.continues_id,
    after: await findContinuation(ctx, id),
    edits: canEditMeeting(ctx.viewer),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Serie «${data?.title ?? ''}» · Hilván` }]

export default function SeriesRecord() {
  const { id, title, kind, rule, hours, holidays, dates, next, before, after, edits } = useLoaderData<typeof loader>()
  const to = (act: string) => `/reuniones/series/${id}/${act}`

  return (
    <>
      <PageHeader
        kicker="Serie de reuniones"
        title={title}
        facts={`${rule} · ${hours}`}
        actions={edits && next && (
          <>
            <LinkButton to={to('fin')}>Terminar…</LinkButton>
            <LinkButton to={to('regla')}>Cambiar cuándo se repite…</LinkButton>
          </>
        )}
      />
      <div className="con-lado">
        <Card title="Fechas">
          <ol className="lista list-none">
            {dates.map((date) => <DateRow key={date.place} date={date} restore={edits ? to('reposicion') : undefined} />)}
          </ol>
        </Card>
        <div className="pila">
          <Card title="Datos">
            <Facts
              items={[
                { label: 'Tipo', value: kind },
                { label: 'Feriados', value: holidays },
                { label: 'Sigue a', value: before && <RecordLink to={`/reuniones/series/${before}`} strong={false}>la serie anterior</RecordLink> },
                { label: 'Continúa en', value: after && <RecordLink to={`/reuniones/series/${after}`} strong={false}>la serie siguiente</RecordLink> },
              ]}
            />
          </Card>
          <Card title="Calendario" className="no-imprimir">
            <ul className="pila pila-junta">
              <li><a className="enlace-accion" href={to('calendario.ics')} download>Descargar la serie para mi calendario</a></li>
              {edits && next && <li><ActionLink to={`/reuniones/${next}/suspension?fechas=all`} chevron={false}>Suspender las que vienen…</ActionLink></li>}
              {edits && next && <li><ActionLink to={`/reuniones/${next}/cancelacion?fechas=all`} chevron={false}>Cancelar las que vienen…</ActionLink></li>}
            </ul>
          </Card>
        </div>
      </div>
    </>
  )
}

function DateRow({ date: { place, day, hours, note, meeting }, restore }: { date: SeriesDate; restore?: string }) {
  if (!meeting) {
    return (
      <li className="entre">
        <div>
          <p><s>{day}</s></p>
          <p className="meta">{note}</p>
        </div>
        {restore && (
          <Form method="post" action={restore} className="no-imprimir">
            <Button small name="date" value={place}>Reponer<span className="solo-lector"> el {day}</span></Button>
          </Form>
        )}
      </li>
    )
  }
  return (
    <li className="entre">
      <div>
        <p><RecordLink to={`/reuniones/${meeting.folio}`}>{meeting.off ? <s>{day}</s> : day}</RecordLink></p>
        <p className="meta"><Folio>{meeting.folio}</Folio> · {[hours, note].filter(Boolean).join(' · ')}</p>
      </div>
      <MeetingBadge state={meeting.state} />
    </li>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { findRequest, listSteps } from '#app/domain/connection-requests/queries.server.ts'
import { standingSteps } from '#app/domain/connection-requests/rules.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { meetingWhen } from '#app/domain/portal/rules.ts'
import { requestStages, requestStanding } from '#app/domain/portal/rules/requests.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import { withName } from '../requests/row.server.ts'
import { CoordinatorLine } from './coordinator-line.tsx'
import { RowLinks } from './row-links.tsx'

export const loader = signedIn(leaders, async (ctx, { params }) => {
  const request = found(await findRequest(ctx, params.folio!))
  const steps = await listSteps(ctx, [request.id])
  // Only a meeting to which their own institution is called.
  const meeting = request.meeting_id ? await findMeeting(ctx, request.meeting_id) : undefined
  const { folio, subject, detail } = request
  return {
    folio, subject, detail,
    about: `Con ${withName(request)}. Pedida el ${formatDay(request.received_on)}.`,
    ...requestStanding(request, steps, today(ctx)),
    said: standingSteps(steps).findLast(({ text }) => text)?.text ?? null,
    stages: requestStages(request, steps, today(ctx)).map((stage) => ({ ...stage, from: formatDay(stage.from) })),
    meeting: meeting ? { folio: meeting.folio, title: meeting.title, detail: meetingWhen(meeting, ctx.viewer.zone, ctx.now) } : null,
    coordinator: (await findCoordinator(ctx)) ?? null,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.folio ?? 'Solicitud'} · Hilván` }]

export default function PortalRequest() {
  const { folio, subject, detail, about, badge, time, said, stages, meeting, coordinator } = useLoaderData<typeof loader>()

  return (
    <>
      <header className="pila pila-junta">
        <p className="fila"><Folio>{folio}</Folio><StatusBadge tone={badge.tone}>{badge.word}</StatusBadge></p>
        <h1>{subject}</h1>
        <p className="text-tinta-2">{about} {time.charAt(0).toUpperCase() + time.slice(1)}.</p>
        {detail && <p className="whitespace-pre-line">{detail}</p>}
      </header>
      {said && <section className="tarjeta" aria-label="Lo que dice la coordinación"><h2>Lo que dice la coordinación</h2><p>{said}</p></section>}
      <section className="tarjeta" aria-labelledby="dias">
        <h2 id="dias">Días en cada etapa</h2>
        <ol className="lista">
          {stages.map(({ word, from, days }) => (
            <li key={word + from}><p>{word}</p><p className="meta">desde el <time className="whitespace-nowrap">{from}</time>, {days}</p></li>
          ))}
        </ol>
      </section>
      {meeting && (
        <RowLinks id="reunion" title="Reunión" rows={[{ to: `/m/reuniones#${meeting.folio}`, title: meeting.title, detail: meeting.detail, glyph: 'circle' }]} />
      )}
      <div className="puerta-respuestas"><LinkButton to="/m/solicitudes">Ver mis solicitudes</LinkButton></div>
      {coordinator && <CoordinatorLine {...coordinator} />}
    </>
  )
}

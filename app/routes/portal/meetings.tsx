import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { listAnswerable } from '#app/domain/invitations/queries/invited.server.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { meetingKinds, meetingStates, type MeetingState } from '#app/domain/meetings/terms.ts'
import { listMeetingsWithMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { listAhead, listPast, type PortalMeeting } from '#app/domain/portal/queries/meetings.server.ts'
import { companyText } from '#app/domain/portal/rules.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { pageOf, withParams } from '#app/lib/list-address.ts'
import { leaders } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import { CoordinatorLine } from './coordinator-line.tsx'

export const loader = signedIn(leaders, async (ctx, { request }) => {
  const { searchParams } = new URL(request.url)
  const page = pageOf(searchParams)
  const ahead = page === 1 ? await listAhead(ctx) : []
  const { meetings: past, more } = await listPast(ctx, page)
  const told = await listMeetingsWithMinutes(ctx, [...ahead, ...past].map(({ id }) => id))
  const asked = await listAnswerable(ctx, ahead.map(({ id }) => id))
  const shown = (meeting: PortalMeeting) => ({
    ...describe(meeting, ctx.viewer.zone),
    answer: asked.has(meeting.id) ? `/m/reuniones/${meeting.folio}/respuesta` : null,
    minutes: told.has(meeting.id) ? `/m/reuniones/${meeting.folio}/acta` : null,
  })
  return {
    ahead: ahead.map(shown),
    past: past.map((meeting) => ({ ...shown(meeting), link: null, calendar: null })),
    previous: page > 1 ? withParams(searchParams, { pagina: page > 2 ? String(page - 1) : null }) : null,
    next: more ? withParams(searchParams, { pagina: String(page + 1) }) : null,
    coordinator: (await findCoordinator(ctx)) ?? null,
  }
})

export const meta: MetaFunction = () => [{ title: 'Reuniones · Hilván' }]

export default function PortalMeetings() {
  const { ahead, past, previous, next, coordinator } = useLoaderData<typeof loader>()

  return (
    <>
      <h1>Reuniones</h1>
      <p><LinkButton to="/m/calendario" icon="rss">Verlas en mi calendario</LinkButton></p>
      {ahead.length === 0 && past.length === 0 && !previous && (
        <Empty title="Todavía no hay reuniones.">Cuando la coordinación convoque a su institución, aparecerán aquí.</Empty>
      )}
      {ahead.length > 0 && <MeetingCards id="proximas" title="Próximas" meetings={ahead} />}
      {past.length > 0 && <MeetingCards id="anteriores" title="Anteriores" meetings={past} />}
      {(previous || next) && (
        <nav className="par" aria-label="Páginas">
          {previous && <LinkButton to={previous}>Más recientes</LinkButton>}
          {next && <LinkButton to={next}>Más antiguas</LinkButton>}
        </nav>
      )}
      {coordinator && <CoordinatorLine {...coordinator} />}
    </>
  )
}

type Shown = ReturnType<typeof describe> & { minutes: string | null; answer: string | null }

function MeetingCards({ id, title, meetings }: { id: string; title: string; meetings: Shown[] }) {
  return (
    <section className="puerta-seccion" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="puerta-tarjetas">
        {meetings.map((meeting) => <MeetingCard key={meeting.folio} {...meeting} />)}
      </ul>
    </section>
  )
}

function MeetingCard({ folio, title, kind, state, when, company, where, link, calendar, minutes, answer }: Shown) {
  return (
    <li className="tarjeta" id={folio}>
      <div className="puerta-tarjeta">
        <p className="fila">
          <Folio>{folio}</Folio>
          {state ? <StatusBadge tone={state.tone} icon={state.icon}>{state.word}</StatusBadge> : <span className="meta">{kind}</span>}
        </p>
        <h3>{title}</h3>
        <p>{when}</p>
        {[company, where].map((line) => line && <p key={line} className="meta">{line}</p>)}
      </div>
      {(link || calendar || minutes || answer) && (
        <div className="acciones">
          {answer && <LinkButton to={answer}>Responder<VisuallyHidden>: {title}</VisuallyHidden></LinkButton>}
          {link && <a className="boton" href={link} rel="noreferrer"><Icon name="link" />Abrir enlace<VisuallyHidden> de {title}</VisuallyHidden></a>}
          {minutes && <LinkButton icon="file" to={minutes}>Ver el acta<VisuallyHidden> de {title}</VisuallyHidden></LinkButton>}
          {calendar && <LinkButton document icon="calendar" to={calendar}>Agregar a mi calendario<VisuallyHidden>: {title}</VisuallyHidden></LinkButton>}
        </div>
      )}
    </li>
  )
}

/** Only what does not go without saying has a badge. */
const badges: Partial<Record<MeetingState, { tone: Tone; icon?: 'half-circle' }>> = {
  in_progress: { tone: 'en-curso', icon: 'half-circle' },
  suspended: { tone: 'sin-efecto' },
  cancelled: { tone: 'sin-efecto' },
}

function describe(meeting: PortalMeeting, zone: string) {
  const { folio, title, kind, state, place, commune_name, link } = meeting
  const badge = badges[state]
  const when = whenText(meeting, zone)
  const stands = state === 'called' || state === 'in_progress'
  return {
    folio,
    title,
    kind: meetingKinds[kind],
    state: badge ? { ...badge, word: meetingStates[state] } : null,
    when: `${when.charAt(0).toUpperCase()}${when.slice(1)}`,
    company: companyText(meeting.with),
    where: [place, commune_name].filter(Boolean).join(', ') || null,
    link: stands ? link : null,
    calendar: stands ? `/m/reuniones/${folio}/calendario.ics` : null,
  }
}

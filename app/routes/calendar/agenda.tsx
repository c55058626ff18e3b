import { Link } from '@remix-run/react'

import { meetingStates } from '#app/domain/meetings/terms.ts'
import { plural } from '#app/lib/text.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import type { AgendaDay } from './agenda-days.server.ts'

type Ways = {
  /** Where a meeting of that day is planned; null for who does not plan, and for days that are over. */
  planTo: (day: string) => string | null
  /** The page of one day, with the same filter. */
  dayTo: (day: string) => string
}

/** The list twin of the grid. `folded` puts the days that are over behind a fold: a phone opens on today. */
export function Agenda({ days, today, folded, ...ways }: { days: AgendaDay[]; today: string; folded: boolean } & Ways) {
  if (days.length === 0) {
    return (
      <Empty title="Nada en estos días">
        Ninguna reunión ni vencimiento con este filtro. Avance en el calendario o quite un filtro.
      </Empty>
    )
  }
  const past = folded ? days.filter(({ day }) => day < today) : []
  const shown = folded ? days.filter(({ day }) => day >= today) : days
  return (
    <>
      {past.length > 0 && (
        <details className="agenda-pasada">
          <summary>Días anteriores ({past.length})</summary>
          <Days days={past} today={today} {...ways} />
        </details>
      )}
      <Days days={shown} today={today} {...ways} />
    </>
  )
}

function Days({ days, today, planTo, dayTo }: { days: AgendaDay[]; today: string } & Ways) {
  return (
    <ol className="agenda">
      {days.map((day) => (
        <li key={day.day} className={day.day === today ? 'agenda-dia agenda-hoy' : 'agenda-dia'} data-date={day.day}>
          <div className="agenda-cabeza">
            <h2>
              <time dateTime={day.day}>{day.label}</time>
              {day.day === today && <span className="meta"> Hoy</span>}
              {day.holidays.map((name) => <span key={name} className="agenda-feriado">Feriado: {name}</span>)}
            </h2>
            <Plan to={planTo(day.day)} label={day.label} />
          </div>
          <ul>
            {day.meetings.map((meeting) => <MeetingRow key={meeting.folio} {...meeting} />)}
            {day.more > 0 && (
              <li><span /><Link className="enlace-accion" to={dayTo(day.day)}>y {plural(day.more, 'reunión más', 'reuniones más')} ese día</Link></li>
            )}
            {day.due.map((due) => <DueRow key={due.folio} {...due} />)}
          </ul>
        </li>
      ))}
    </ol>
  )
}

const Plan = ({ to, label }: { to: string | null; label: string }) =>
  to && <ActionLink to={to} about={`el ${label}`} chevron={false}><Icon name="plus" small />Agendar</ActionLink>

function MeetingRow({ folio, title, hours, place, state, off, version, clash }: AgendaDay['meetings'][number]) {
  const said = off || state === 'draft' ? meetingStates[state] : null
  return (
    <li data-folio={version === null ? undefined : folio}>
      <Glyph kind="circle" />
      <div>
        <span className={off ? 'line-through' : undefined}><RecordLink to={`/reuniones/${folio}`}>{title}</RecordLink></span>
        <p className="meta">{[hours, place, said].filter(Boolean).join(' · ')} · <Folio>{folio}</Folio></p>
        {clash && <p className="agenda-choque"><Icon name="triangle-alert" small />Choque de agenda: {clash}</p>}
      </div>
      {version !== null && <ActionLink to={`/reuniones/${folio}/traslado`} about={`«${title}»`} chevron={false}>Mover a…</ActionLink>}
    </li>
  )
}

function DueRow({ folio, text, debtor, tone, word }: AgendaDay['due'][number]) {
  return (
    <li>
      <Glyph kind={tone === 'cumplido' ? 'square-check' : tone === 'vencido' ? 'square-alert' : 'square'} />
      <div>
        <RecordLink to={`/compromisos/${folio}`}>{text}</RecordLink>
        <p className="meta">Debe {debtor} · <Folio>{folio}</Folio></p>
      </div>
      <StatusBadge tone={tone}>{word}</StatusBadge>
    </li>
  )
}

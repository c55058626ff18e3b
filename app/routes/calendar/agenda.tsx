import { meetingStates } from '#app/domain/meetings/terms.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import type { AgendaDay } from './agenda-days.server.ts'

/** The list twin of the grid. `folded` puts the days that are over behind a fold: a phone opens on today. */
export function Agenda({ days, today, folded }: { days: AgendaDay[]; today: string; folded: boolean }) {
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
          <Days days={past} today={today} />
        </details>
      )}
      <Days days={shown} today={today} />
    </>
  )
}

function Days({ days, today }: { days: AgendaDay[]; today: string }) {
  return (
    <ol className="agenda">
      {days.map((day) => (
        <li key={day.day} className={day.day === today ? 'agenda-dia agenda-hoy' : 'agenda-dia'}>
          <h2>
            <time dateTime={day.day}>{day.label}</time>
            {day.day === today && <span className="meta"> Hoy</span>}
            {day.holidays.map((name) => <span key={name} className="agenda-feriado">Feriado: {name}</span>)}
          </h2>
          <ul>
            {day.meetings.map((meeting) => <MeetingRow key={meeting.folio} {...meeting} />)}
            {day.due.map((due) => <DueRow key={due.folio} {...due} />)}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function MeetingRow({ folio, title, hours, place, state, off }: AgendaDay['meetings'][number]) {
  const said = off || state === 'draft' ? meetingStates[state] : null
  return (
    <li>
      <Glyph kind="circle" />
      <div>
        <span className={off ? 'line-through' : undefined}><RecordLink to={`/reuniones/${folio}`}>{title}</RecordLink></span>
        <p className="meta">{[hours, place, said].filter(Boolean).join(' · ')} · <Folio>{folio}</Folio></p>
      </div>
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

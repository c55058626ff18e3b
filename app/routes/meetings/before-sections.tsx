import type { AgendaItem } from '#app/domain/meetings/queries/minutes.server.ts'
import type { Attendance } from '#app/domain/meetings/terms.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'

export function AgendaSection({ folio, items, edits, slot }: {
  folio: string
  items: AgendaItem[]
  edits: boolean
  /** Minutes of the meeting; null for whole days. */
  slot: number | null
}) {
  const minutes = items.reduce((sum, item) => sum + (item.minutes ?? 0), 0)
  return (
    <Card title="Pauta" aside={edits && items.length > 0 ? <ActionLink to={`/reuniones/${folio}/pauta`} about="la pauta" chevron={false}>Editar</ActionLink> : null}>
      {items.length === 0 ? (
        <div className="pila pila-junta">
          <p className="meta">Todavía no tiene puntos. Suele empezar por «Compromisos pendientes con los presentes».</p>
          {edits && <div><LinkButton to={`/reuniones/${folio}/pauta`} icon="plus">Escribir la pauta</LinkButton></div>}
        </div>
      ) : (
        <>
          <ol className="lista list-none">
            {items.map(({ id, title, minutes, proposer_name }, at) => (
              <li key={id}>
                <p className="font-fuerte"><span className="cifras">{at + 1}.</span> {title}</p>
                <p className="meta">{[minutes && `${minutes} min`, proposer_name && `propone ${proposer_name}`].filter(Boolean).join(' · ')}</p>
              </li>
            ))}
          </ol>
          {minutes > 0 && <p className="meta">Suman {minutes} min{slot !== null && minutes > slot ? <b>: {minutes - slot} min de más</b> : null}.</p>}
        </>
      )}
    </Card>
  )
}

type Guest = { id: string; who: string; to: string | null; detail: string; attended: Attendance; attendance: string; uninvited: boolean }

export function AttendanceSection({ folio, participants, presence, attends, ahead }: {
  folio: string
  participants: Guest[]
  presence: string
  attends: boolean
  ahead: boolean
}) {
  const act = ahead ? 'Anotar confirmaciones' : 'Registrar asistencia'
  return (
    <Card title="Asistencia" aside={presence}>
      {participants.length === 0 ? <p className="meta">Nadie está convocado todavía.</p> : (
        <ul className="lista">
          {participants.map(({ id, who, to, detail, attended, attendance, uninvited }) => (
            <li key={id} className="entre">
              <div>
                <p>{to ? <RecordLink to={to}>{who}</RecordLink> : <span className="font-fuerte">{who}</span>}</p>
                <p className="meta">{[detail, uninvited && 'sin convocatoria'].filter(Boolean).join(' · ')}</p>
              </div>
              <StatusBadge tone={tones[attended]} icon={attended === 'unknown' ? 'dashed-circle' : undefined}>{attendance}</StatusBadge>
            </li>
          ))}
        </ul>
      )}
      {attends && <div><LinkButton to={`/reuniones/${folio}/asistencia`}>{act}</LinkButton></div>}
    </Card>
  )
}

const tones: Record<Attendance, Tone> = { present: 'cumplido', excused: 'pendiente', absent: 'sin-efecto', unknown: 'pendiente' }

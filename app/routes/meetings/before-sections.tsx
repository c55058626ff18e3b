import { Form } from '@remix-run/react'

import type { AgendaItem } from '#app/domain/meetings/queries/minutes.server.ts'
import type { Attendance } from '#app/domain/meetings/terms.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'

import type { Offered } from './offers.server.ts'
import { Offers } from './offers.tsx'

export function AgendaSection({ folio, items, edits, defers, begun, repeats, slot, offers }: {
  folio: string
  items: AgendaItem[]
  edits: boolean
  defers: boolean
  /** What does not fit is known once the meeting runs. */
  begun: boolean
  /** What it left entered the next date by itself, and can be taken back. */
  repeats: boolean
  /** Minutes of the meeting; null for whole days. */
  slot: number | null
  offers: Offered
}) {
  const minutes = items.reduce((sum, item) => sum + (item.deferred_at ? 0 : (item.minutes ?? 0)), 0)
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
            {items.map((item, at) => (
              <li key={item.id} className="entre">
                <AgendaPoint item={item} at={at} />
                {defers && (begun || item.deferred_at) && (!item.carried_to_folio || repeats) && <Deferral folio={folio} item={item} />}
              </li>
            ))}
          </ol>
          {minutes > 0 && <p className="meta">Suman {minutes} min{slot !== null && minutes > slot ? <b>: {minutes - slot} min de más</b> : null}.</p>}
        </>
      )}
      <Offers folio={folio} offers={offers} back="reunion" />
    </Card>
  )
}

function AgendaPoint({ item: { title, minutes, proposer_name, deferred_at, carried_from_folio, carried_to_folio }, at }: { item: AgendaItem; at: number }) {
  const facts = [minutes && `${minutes} min`, proposer_name && `propone ${proposer_name}`].filter(Boolean).join(' · ')
  return (
    <div>
      <p className="font-fuerte"><span className="cifras">{at + 1}.</span> {title}</p>
      {facts && <p className="meta">{facts}</p>}
      {carried_from_folio && <p className="meta">Viene de <RecordLink to={`/reuniones/${carried_from_folio}`} strong={false}>{carried_from_folio}</RecordLink></p>}
      {deferred_at && (
        <p className="meta fila">
          <Icon name="arrow-right" small />
          <span>
            Para otra reunión
            {carried_to_folio && <>: está en la pauta de <RecordLink to={`/reuniones/${carried_to_folio}`} strong={false}>{carried_to_folio}</RecordLink></>}
          </span>
        </p>
      )}
    </div>
  )
}

function Deferral({ folio, item: { id, title, deferred_at } }: { folio: string; item: AgendaItem }) {
  return (
    <Form method="post" action={`/reuniones/${folio}/pauta/aplazamiento`} className="no-imprimir" preventScrollReset>
      <input type="hidden" name="point" value={id} />
      <Button small name="deferred" value={deferred_at ? 'no' : 'si'}>
        {deferred_at ? 'Devolver a la pauta' : 'Dejar para otra reunión'}<span className="solo-lector"> «{title}»</span>
      </Button>
    </Form>
  )
}

type Guest = { id: string; who: string; to: string | null; detail: string; attended: Attendance; attendance: string; uninvited: boolean; lines: string[] }

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
          {participants.map(({ id, who, to, detail, attended, attendance, uninvited, lines }) => (
            <li key={id} className="entre">
              <div>
                <p>{to ? <RecordLink to={to}>{who}</RecordLink> : <span className="font-fuerte">{who}</span>}</p>
                <p className="meta">{[detail, uninvited && 'sin convocatoria'].filter(Boolean).join(' · ')}</p>
                {lines.length > 0 && <p className="meta">{lines.join(' · ')}</p>}
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

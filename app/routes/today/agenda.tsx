import { Form } from '@remix-run/react'

import { CommitmentBadge } from '../commitments/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { RecordLink } from '#app/ui/link.tsx'

import type { AgendaDue, AgendaMeeting, Day } from './day.server.ts'

/** Meetings and what falls due, on one line of time; then the days that come. */
export function Agenda({ day, next, aside, writes }: { day: Day; next: Day[]; aside: string | null; writes: boolean }) {
  const empty = day.meetings.length + day.due.length === 0
  return (
    <Card title="Agenda de hoy" aside={aside}>
      {empty ? (
        <div className="fila">
          <p className="meta">Nada para hoy.{writes && ' ¿Registrar una reunión de ayer?'}</p>
          {writes && <LinkButton to="/registrar" small>Registrar</LinkButton>}
        </div>
      ) : (
        <ol className="dia">
          {day.meetings.map((meeting) => <MeetingItem key={meeting.folio} meeting={meeting} date={day.date} writes={writes} />)}
          {day.due.map((due) => <DueItem key={due.folio} due={due} date={day.date} />)}
        </ol>
      )}
      {next.slice(0, empty ? 3 : 1).map((coming, at) => <Coming key={coming.date} day={coming} name={at === 0 ? `Mañana, ${coming.name}` : coming.name} />)}
    </Card>
  )
}

function MeetingItem({ meeting, date, writes }: { meeting: AgendaMeeting; date: string; writes: boolean }) {
  const { folio, title, time, length, where, link, word, near, over, state } = meeting
  return (
    <li>
      <time dateTime={time.includes(':') ? `${date}T${time}` : date}>{time}{length && <small>{length}</small>}</time>
      <Glyph kind="circle" label="Reunión" />
      <div>
        <p className="dia-titulo"><RecordLink to={`/reuniones/${folio}`}>{title}</RecordLink></p>
        <p className="meta">
          <Folio>{folio}</Folio>{where && ` · ${where}`}{word && ` · ${word}`}
          {link && <> · <a className="enlace" href={link} target="_blank" rel="noreferrer">Unirse<span className="solo-lector"> a {title}</span></a></>}
        </p>
        {!over && (
          <div className="acciones">
            {writes && near && (
              <Form method="post" action={`/reuniones/${folio}/acta/inicio`} className="contents">
                <Button variant="primary">Tomar acta</Button>
              </Form>
            )}
            {writes && state === 'in_progress' && <LinkButton to={`/reuniones/${folio}/acta`} variant="primary">Seguir con el acta</LinkButton>}
            <LinkButton to={`/reuniones/${folio}/preparacion`} small={!near}>Preparar<span className="solo-lector"> {title}</span></LinkButton>
          </div>
        )}
        {writes && over && !near && state !== 'closed' && (
          <div className="acciones"><LinkButton small to={`/reuniones/${folio}/acta`}>Escribir el acta</LinkButton></div>
        )}
      </div>
    </li>
  )
}

function DueItem({ due: { folio, text, status }, date }: { due: AgendaDue; date: string }) {
  return (
    <li>
      <time dateTime={date}><span className="solo-lector">Durante el día</span><span aria-hidden="true">Hoy</span></time>
      <Glyph kind="square" label="Compromiso" />
      <div className="fila">
        <p className="dia-titulo"><RecordLink to={`/compromisos/${folio}`}>{text}</RecordLink></p>
        <CommitmentBadge status={status} />
      </div>
    </li>
  )
}

/** A day that comes: only hours and titles. */
function Coming({ day, name }: { day: Day; name: string }) {
  if (day.meetings.length + day.due.length === 0) return null
  return (
    <section className="dia-siguiente">
      <h3 className="meta font-fuerte">{name}</h3>
      <ul>
        {day.meetings.map(({ folio, title, time }) => (
          <li key={folio}><time>{time}</time><Glyph kind="circle" small label="Reunión" /><RecordLink to={`/reuniones/${folio}`} strong={false}>{title}</RecordLink></li>
        ))}
        {day.due.map(({ folio, text }) => (
          <li key={folio}><span className="meta">vence</span><Glyph kind="square" small label="Compromiso" /><RecordLink to={`/compromisos/${folio}`} strong={false}>{text}</RecordLink></li>
        ))}
      </ul>
    </section>
  )
}

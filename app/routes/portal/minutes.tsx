import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import type { ContentCommitment, ContentEntry } from '#app/domain/minutes/rules/content.ts'
import { findCopy } from '#app/domain/minutes/queries/closed.server.ts'
import {
  attendanceLine, attendanceWord, audienceLine, emptyPoint, entryLabels, pointTitle, roleWord, versionLine,
} from '#app/domain/minutes/rules/documents.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Folio } from '#app/ui/folio.tsx'

import { BackLink } from './answer-head.tsx'

export const loader = signedIn(leaders, async (ctx, { params }) => {
  const { content, party, latest, closed } = found(await findCopy(ctx, params.folio!))
  return { content, party, latest, closed }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Acta ${data?.content.meeting.folio ?? ''} · Hilván` }]

export default function PortalMinutes() {
  const { content, party, latest, closed } = useLoaderData<typeof loader>()
  const { meeting, number, attendance, points, agreements, commitments } = content
  const corrections = versionLine(content, latest)
  const own = commitments.filter(({ debtor }) => debtor.institution_id === party?.institution_id)
  const others = commitments.filter((commitment) => !own.includes(commitment))

  return (
    <>
      <header className="pila pila-junta">
        <BackLink to="/m/reuniones">Reuniones</BackLink>
        <p className="fila"><Folio>{meeting.folio}</Folio> Acta, versión {number}</p>
        <h1>{meeting.title}</h1>
        <p className="first-letter:uppercase">{meeting.when}</p>
        {meeting.place && <p className="meta">{meeting.place}</p>}
        <p className="meta"><DatedText>{`${audienceLine(party)} Cerrada el ${closed}.`}</DatedText></p>
        {corrections && <p role="note">{corrections}</p>}
      </header>
      <p><LinkButton document icon="download" to={`/m/reuniones/${meeting.folio}/acta.pdf`}>Descargar PDF</LinkButton></p>

      <Promises id="debe" title={`Lo que debe ${party?.name ?? 'su institución'}`} commitments={own} empty="No quedó debiendo nada." />
      {others.length > 0 && <Promises id="recibe" title="Lo que le deben" commitments={others} empty="" withDebtor />}

      {agreements.length > 0 && (
        <section className="puerta-seccion" aria-labelledby="acuerdos">
          <h2 id="acuerdos">Acuerdos</h2>
          <ul className="tarjeta lista">
            {agreements.map(({ folio, text, parties }) => (
              <li key={folio}>
                <Folio>{folio}</Folio>
                <p className="whitespace-pre-line">{text}</p>
                <p className="meta">{parties.map((one) => `${one.name} ${roleWord(one)}`).join(' · ')}</p>
              </li>
            ))}
          </ul>
        </section>
      )}

      <section className="puerta-seccion" aria-labelledby="puntos">
        <h2 id="puntos">Puntos tratados</h2>
        {points.map((point, at) => (
          <div key={at} className="tarjeta pila pila-junta">
            <h3>{pointTitle(point)}</h3>
            {point.entries.map((entry, at) => <Line key={at} {...entry} />)}
            {point.entries.length === 0 && <p className="meta">{emptyPoint(party)}</p>}
          </div>
        ))}
      </section>

      <section className="puerta-seccion" aria-labelledby="asistencia">
        <h2 id="asistencia">Asistencia</h2>
        <p className="meta">{attendanceLine(content)}</p>
        <ul className="tarjeta lista">
          {attendance.map((guest, at) => (
            <li key={at}>
              <b>{guest.name ?? guest.title ?? guest.institution}</b>
              <p className="meta">{[guest.name && guest.title, guest.institution, attendanceWord(guest)].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Promises({ id, title, commitments, empty, withDebtor }: {
  id: string; title: string; commitments: ContentCommitment[]; empty: string; withDebtor?: boolean
}) {
  return (
    <section className="puerta-seccion" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {commitments.length === 0 ? <p className="meta">{empty}</p> : (
        <ul className="tarjeta lista">
          {commitments.map(({ folio, text, debtor, due, due_why }) => (
            <li key={folio}>
              <Folio>{folio}</Folio>
              <p className="whitespace-pre-line">{text}</p>
              <p className="meta">{[withDebtor ? debtor.name : debtor.responsible, due].filter(Boolean).join(' · ')}</p>
              {due_why && <p className="meta whitespace-pre-line">{due_why}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Line({ kind, text, folios }: ContentEntry) {
  const label = kind === 'note' ? null : entryLabels[kind]
  return (
    <p className="whitespace-pre-line">
      {label && <b>{label}: </b>}{text} {folios.map((folio) => <span key={folio}><Folio>{folio}</Folio> </span>)}
    </p>
  )
}

import { Link } from '@remix-run/react'

import { CommitmentBadge } from '#app/routes/commitments/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import type { Page } from './preparation.server.ts'

/** Rows of each list for which a sheet has room. */
const ON_PAPER = 4

const spanish = new Intl.ListFormat('es-CL', { type: 'conjunction' })

/** One side of what is promised, the most pressing first, and where the rest is. */
export function DebtsCard({ title, none, rows, all }: Page['owed'] & { title: string; none: string }) {
  return (
    <Card title={title} aside={all.length > 0 ? 'Lo más urgente' : rows.length > ON_PAPER && <span className="solo-impresion">Lo más urgente</span>}>
      {rows.length === 0 ? <p className="meta">{none}</p> : (
        <ul className="lista">
          {rows.map(({ folio, text, owes, receives, due, status, group }, at) => (
            <li key={folio} className={at < ON_PAPER ? 'previa-fila' : 'previa-fila no-imprimir'}>
              <div>
                <p><RecordLink to={`/compromisos/${folio}`}>{text}</RecordLink></p>
                <p className="meta">
                  <Folio>{folio}</Folio> · {owes} {receives}
                  {due ? <>, {group === 'overdue' || group === 'delivered' ? 'venció' : 'vence'} el <time className="cifras whitespace-nowrap" dateTime={due.on} title={due.title}>{due.text}</time></> : ', sin fecha'}
                </p>
              </div>
              <CommitmentBadge status={status} />
            </li>
          ))}
        </ul>
      )}
      {all.length > 0 && (
        <p className="meta fila">
          {all.length === 1
            ? <ActionLink to={all[0]!.to}>Ver los {all[0]!.count}</ActionLink>
            : all.map(({ id, name, count, to }) => <ActionLink key={id} to={to}>{count === 1 ? 'Ver el' : `Ver los ${count}`} de {name}</ActionLink>)}
        </p>
      )}
    </Card>
  )
}

export function AgreementsCard({ agreements }: Pick<Page, 'agreements'>) {
  return (
    <Card title="Acuerdos vigentes">
      {agreements.length === 0 ? (
        <p className="meta">No hay acuerdos vigentes. Lo que se decida en esta reunión se registra como acuerdo, con quién se obliga.</p>
      ) : (
        <ul className="lista">
          {agreements.map(({ folio, text, kind, parties, progress, overdue, valid, ends, state }, at) => (
            <li key={folio} className={at < ON_PAPER ? 'previa-fila' : 'previa-fila no-imprimir'}>
              <div>
                <p><RecordLink to={`/acuerdos/${folio}`}>{text}</RecordLink></p>
                <p className="meta"><Folio>{folio}</Folio> · {kind} · {parties}</p>
                <p className="meta">{progress}{overdue && `, ${overdue}`} · {valid === 'Sin término' ? 'sin término' : <DatedText>{`hasta el ${valid}`}</DatedText>}</p>
              </div>
              {ends ? <StatusBadge tone="por-vencer">{ends}</StatusBadge> : <StatusBadge tone={state.tone}>{state.word}</StatusBadge>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

export function PastCard({ past, strangers }: Pick<Page, 'past' | 'strangers'>) {
  return (
    <Card title="Últimas reuniones">
      {past.length > 0 && (
        <ol className="lista list-none">
          {past.map(({ folio, title, day, result, agreements, commitments, standing }) => (
            <li key={folio}>
              <p><RecordLink to={`/reuniones/${folio}`}>{title}</RecordLink></p>
              <p className="meta"><Folio>{folio}</Folio> · <time className="cifras whitespace-nowrap" dateTime={day.on} title={day.title}>{day.text}</time>, {day.ago}</p>
              <p>{result}</p>
              {(agreements ?? commitments) && (
                <p className="meta">
                  {agreements && <Link to={`/reuniones/${folio}?seccion=acuerdos`}>{agreements}</Link>}
                  {agreements && commitments && ' · '}
                  {commitments && <><Link to={`/reuniones/${folio}?seccion=compromisos`}>{commitments}</Link>, {standing}</>}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {strangers.length > 0 && (
        <p className="meta">Primera reunión registrada con {spanish.format(strangers)}.{past.length === 0 && ' Lo que salga de ella estará aquí la próxima vez.'}</p>
      )}
    </Card>
  )
}

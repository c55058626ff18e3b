import { Link } from '@remix-run/react'

import type { Rsvp } from '#app/domain/meetings/terms.ts'
import { Card } from '#app/ui/card.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'

import type { Page } from './preparation.server.ts'

/** How matters stand with each institution; each figure opens the list behind it. On phones a row is a card. */
export function Figures({ institutions }: Pick<Page, 'institutions'>) {
  return (
    <Card title="De un vistazo">
      <table className="previa-vistazo">
        <caption className="solo-lector">Cómo están las cosas con cada institución</caption>
        <thead>
          <tr>
            <th scope="col"><span className="solo-lector">Institución</span></th>
            {institutions[0]?.figures.map(({ label }) => <th key={label} scope="col">{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {institutions.map(({ id, name, figures }) => (
            <tr key={id}>
              <th scope="row"><RecordLink to={`/instituciones/${id}`}>{name}</RecordLink></th>
              {figures.map(({ label, count, to, alarm }) => (
                <td key={label}>
                  <span className="meta" aria-hidden="true">{label}</span>
                  {count > 0
                    ? <Link to={to} className={alarm ? 'text-vencido' : undefined} aria-label={`${name}, ${label.toLowerCase()}: ${count}`}>{count}</Link>
                    : <span className="text-tinta-3">0</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

export function GuestsCard({ groups }: Pick<Page, 'groups'>) {
  return (
    <Card title="Quién viene">
      {groups.map(({ name, guests }) => (
        <section key={name} className="previa-grupo">
          {name && <h3 className="meta">{name}</h3>}
          <ul>
            {guests.map(({ id, who, to, post, since, vacant, isNew, rsvp }) => (
              <li key={id} className="entre" data-rsvp={rsvp.code}>
                <div>
                  <p>{to ? <RecordLink to={to}>{who === name ? 'Sin persona nombrada' : who}</RecordLink> : <span className="font-fuerte">{who}</span>}</p>
                  {(post || since) && <p className="meta"><DatedText>{[post, since].filter(Boolean).join(', ')}</DatedText></p>}
                  {isNew && <p className="meta previa-ojo"><Icon name="info" small /><span><DatedText>{isNew}</DatedText></span></p>}
                  {vacant && <p className="meta previa-ojo"><Icon name="vacant-person" small /><span><DatedText>{vacant}</DatedText></span></p>}
                </div>
                <StatusBadge tone={tones[rsvp.code]}>{rsvp.word}</StatusBadge>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Card>
  )
}

const tones: Record<Rsvp, Tone> = { accepted: 'cumplido', declined: 'sin-efecto', tentative: 'pendiente', pending: 'pendiente' }

export function QuestionsCard({ questions }: Pick<Page, 'questions'>) {
  return (
    <Card title={questions.length === 3 ? 'Tres preguntas para hacer' : 'Para preguntar'}>
      {questions.length === 0 ? (
        <p className="meta">No hay compromisos ni convenios por los que preguntar. Lo que se registre en esta reunión dará las preguntas de la próxima.</p>
      ) : (
        <ol className="lista previa-preguntas">
          {questions.map(({ text, to, folio }) => (
            <li key={folio}>{text} <Link to={to}><Folio>{folio}</Folio></Link></li>
          ))}
        </ol>
      )}
    </Card>
  )
}

/** What the team remarked. On paper only when whoever prints asked for it. */
export function RemarksCard({ remarks, printed }: { remarks: NonNullable<Page['remarks']>; printed: boolean }) {
  return (
    <Card
      title={<span className="fila"><Icon name="lock" small />Puntos sensibles</span>}
      aside="Solo interno"
      className={printed && remarks.length > 0 ? undefined : 'no-imprimir'}
    >
      {remarks.length === 0 ? (
        <p className="meta">Sin notas internas de estas reuniones ni de quienes vienen. Se escriben en la ficha de cada contacto y en las notas de la reunión.</p>
      ) : (
        <>
          <ul className="lista">
            {remarks.map(({ id, text, about, to, by }) => (
              <li key={id}>
                <p className="whitespace-pre-line">{text}</p>
                <p className="meta"><RecordLink to={to} strong={false}>{about}</RecordLink> · <DatedText>{by}</DatedText></p>
              </li>
            ))}
          </ul>
          <p className="meta fila no-imprimir">
            {printed ? 'Se imprimirán con la ficha: no la deje en la mesa.' : 'No se imprimen.'}
            {printed ? <ActionLink to="?" chevron={false}>No imprimirlas</ActionLink> : <ActionLink to="?internas=si" chevron={false}>Imprimirlas también</ActionLink>}
          </p>
        </>
      )}
    </Card>
  )
}

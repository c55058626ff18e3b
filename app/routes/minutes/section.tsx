import { Form } from '@remix-run/react'

import { plural } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card, FoldedCard } from '#app/ui/card.tsx'
import { ActionLink } from '#app/ui/link.tsx'

import type { MinutesSectionData } from './section.server.ts'

/** Where the minutes stand, and what can be done with them now; paper and PDF stand by the title. What they say comes after. */
export function MinutesState({ folio, minutes }: { folio: string; minutes: MinutesSectionData }) {
  const { takes, corrects, draft, versions, review, mail, waits } = minutes
  const [latest] = versions
  return (
    <>
      <Card title={latest ? `Acta, versión ${latest.number}` : 'Acta'} aside={latest?.state}>
        {latest ? <p className="meta">{latest.closed} · huella {latest.hash}</p> : <p className="meta">{draft ? 'Se está escribiendo: todavía nadie fuera del equipo la ve.' : 'Todavía no se ha tomado.'}</p>}
        {latest?.reason && <p>Corrige la versión anterior: {latest.reason}</p>}
        <div className="acciones no-imprimir">
          {takes && !latest && draft === null && (
            <Form method="post" action={`/reuniones/${folio}/acta/inicio`} className="contents"><Button variant="primary">Tomar acta</Button></Form>
          )}
          {takes && draft !== null && <LinkButton to={`/reuniones/${folio}/acta`} variant="primary">{draft > 1 ? 'Seguir con la corrección' : 'Seguir con el acta'}</LinkButton>}
          {latest && <LinkButton to={`/reuniones/${folio}/acta.docx`} document icon="download">Word</LinkButton>}
          {corrects && draft === null && <LinkButton to={`/reuniones/${folio}/correccion`}>Corregir…</LinkButton>}
        </div>
        {draft !== null && draft > 1 && corrects && (
          <Form method="post" action={`/reuniones/${folio}/correccion/descarte`}><Button small variant="quiet">Descartar la corrección</Button></Form>
        )}
      </Card>
      {review && <Review folio={folio} review={review} answers={corrects} />}
      {mail.length > 0 && (
        <FoldedCard title="Quién la recibe" aside={plural(mail.length, 'correo', 'correos')}>
          {waits && mail.some((one) => one.waits) && <p className="meta">{waits}</p>}
          <ul className="lista">
            {mail.map(({ id, recipient, institution, standing }) => (
              <li key={id}><p className="entre"><span>{institution} <span className="meta">{recipient}</span></span> <span className="meta">{standing}</span></p></li>
            ))}
          </ul>
        </FoldedCard>
      )}
      {versions.length > 1 && (
        <FoldedCard title="Versiones" aside={versions.length}>
          <ul className="lista">
            {versions.map(({ number, state, closed, reason }) => (
              <li key={number}>
                <p><ActionLink to={`/reuniones/${folio}/acta/imprimir?version=${number}`}>Versión {number}</ActionLink> <span className="meta">{state}</span></p>
                <p className="meta">{closed}{reason && `. ${reason}`}</p>
              </li>
            ))}
          </ul>
          <p><ActionLink to={`/reuniones/${folio}/acta/cambios`}>Ver qué cambió entre las dos últimas</ActionLink></p>
        </FoldedCard>
      )}
    </>
  )
}

function Review({ folio, review, answers }: { folio: string; review: NonNullable<MinutesSectionData['review']>; answers: boolean }) {
  return (
    <Card title="Revisión" aside={review.over ? (review.settled ? 'Aprobada' : 'Terminó el plazo') : `Hasta el ${review.until}`}>
      <p className="meta">
        {review.over
          ? `El plazo venció el ${review.until}. Quien calló queda como silencio, no como firma.`
          : `Sin observaciones al ${review.until} se entiende aprobada. Validar es firma electrónica simple.`}
      </p>
      <ul className="lista">
        {review.parties.map(({ institution_id, name, answer, observations }) => (
          <li key={institution_id}>
            <p className="entre"><b>{name}</b> <span className="meta">{answer}</span></p>
            {observations.map((text) => <p key={text} className="meta">{text}</p>)}
            {answers && <ActionLink to={`/reuniones/${folio}/acta/respuestas?parte=${institution_id}`} about={`de ${name}`}>Registrar respuesta</ActionLink>}
          </li>
        ))}
      </ul>
    </Card>
  )
}

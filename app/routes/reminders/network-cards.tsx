import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'
import { Card, FoldedCard } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import type { previewDay, shownJob, shownSilence } from './network.server.ts'

type Next = Awaited<ReturnType<typeof previewDay>>

/** Who receives what next, word for word, and what is held back and why. */
export function TomorrowCard({ title, count, letters, more, points, held, held_count, held_more }: Next) {
  return (
    <>
      <Card title={title} aside={count}>
        {letters.length === 0 ? <p className="meta">Ningún correo: nadie tiene un compromiso que recordar ese día.</p> : (
          <ul className="lista">{letters.map((letter) => <Letter key={letter.key} letter={letter} />)}</ul>
        )}
        {more > 0 && <p className="meta">y {more} más.</p>}
        {points.length > 0 && <ul className="lista">{points.map(({ folio, debtor, meeting }) => <li key={folio}>{folio}, de {debtor}, pasa a la pauta de {meeting}.</li>)}</ul>}
      </Card>
      {held.length > 0 && (
        <FoldedCard title="Retenidos" aside={held_count}>
          <ul className="lista">
            {held.map(({ key, folio, text, debtor, step, why }) => (
              <li key={key} className="pila pila-junta">
                <p><RecordLink to={`/compromisos/${folio}/avisos`}>{text}</RecordLink></p>
                <p className="meta">{debtor} · {step} · <Folio>{folio}</Folio></p>
                <p>{why}</p>
              </li>
            ))}
          </ul>
          {held_more > 0 && <p className="meta">y {held_more} más.</p>}
        </FoldedCard>
      )}
    </>
  )
}

function Letter({ letter: { name, email, detail, what, folios, subject, body } }: { letter: Next['letters'][number] }) {
  return (
    <li className="pila pila-junta">
      <p><b>{name}</b>{detail !== name && `, ${detail}`} <span className="meta block break-all">{what} · {email}</span></p>
      <details>
        <summary className="enlace-accion text-accion">Ver lo que recibe<span className="solo-lector"> {name}</span></summary>
        <p className="meta">{subject}</p>
        <p className="acta-correo">{body}</p>
      </details>
      {folios.length > 0 && <p className="meta">Pausar o quitar a alguien: {folios.map((folio) => <ActionLink key={folio} to={`/compromisos/${folio}/avisos`} chevron={false}>{folio}</ActionLink>)}</p>}
    </li>
  )
}

/** Who asked to be left alone; writing to them again is for when they said so. */
export function SilencesCard({ silences }: { silences: ReturnType<typeof shownSilence>[] }) {
  return (
    <Card title="Silencios" aside="Quienes pidieron no recibir avisos">
      {silences.length === 0 ? <p className="meta">Nadie ha pedido dejar de recibirlos.</p> : (
        <ul className="lista">
          {silences.map(({ id, address, topic, since, folio }) => (
            <li key={id} className="entre">
              <p className="break-all">{address} <span className="meta block">{folio ? `Recordatorios de ${folio}` : topic} · desde el {since}</span></p>
              <Form method="post" action={`/administracion/recordatorios/silencios/${id}/levantamiento`}>
                <Button small>Levantar<span className="solo-lector"> el silencio de {address}</span></Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** What did not happen by itself. */
export function JobsCard({ jobs }: { jobs: ReturnType<typeof shownJob>[] }) {
  if (jobs.length === 0) return null
  return (
    <Card title="Tareas que no se hicieron">
      <ul className="lista">
        {jobs.map(({ id, what, state, failed, at, reason, attempts }) => (
          <li key={id} className="entre">
            <p>{what} <span className="meta block">{state} · <time>{at}</time>{reason && ` · ${reason}`}{attempts > 1 && ` · ${attempts} intentos`}</span></p>
            {failed && (
              <Form method="post" action={`/administracion/recordatorios/tareas/${id}/reintento`}>
                <Button small>Reintentar<span className="solo-lector"> {what} del {at}</span></Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

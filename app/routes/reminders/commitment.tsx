import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { whyItWaits } from '#app/domain/outbox/rules.ts'
import { canPauseReminders } from '#app/domain/reminders/policy.ts'
import { previewLadder } from '#app/domain/reminders/queries/preview.server.ts'
import { listSilencesOf } from '#app/domain/reminders/queries/silences.server.ts'
import { holdText } from '#app/domain/reminders/rules/holds.ts'
import { found, permit } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import styles from '#app/styles/minutes.css?url'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import { CommitmentBadge } from '../commitments/badge.tsx'
import { headOf } from '../commitments/head.server.ts'
import { rungsOf } from './rung.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = found(await findCommitment(ctx, params.folio!))
  permit(canPauseReminders(ctx.viewer))
  const { chased, rungs } = await previewLadder(ctx, commitment)
  return {
    head: headOf(ctx, commitment),
    open: commitment.closed_on === null,
    dated: commitment.due_on !== null,
    pause: chased.pause && holdText('paused', chased),
    rungs: rungsOf(rungs),
    silences: await listSilencesOf(ctx, commitment.id),
    waits: whyItWaits(await findStanding(ctx)),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Recordatorios de ${data?.head.folio ?? ''} · Hilván` }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function CommitmentReminders() {
  const { head, open, dated, pause, rungs, silences, waits } = useLoaderData<typeof loader>()
  const { folio, text, debtor, receives, due, status } = head
  const to = `/compromisos/${folio}/avisos`

  return (
    <>
      <PageHeader
        folio={folio}
        state={<CommitmentBadge status={status} />}
        title="Recordatorios"
        facts={<>«{text}»<br />Debe {debtor} {receives} · {due}</>}
        actions={open && <LinkButton to={`${to}/pausa`}>{pause ? 'Cambiar la pausa…' : 'Pausar…'}</LinkButton>}
      />
      <div className="pila">
        {waits && <p className="tarjeta" role="status">{waits}</p>}
        {pause && (
          <div className="tarjeta entre">
            <p>{pause}</p>
            <Form method="post" action={`${to}/reanudacion`}><Button>Reanudar<span className="solo-lector"> los recordatorios de {folio}</span></Button></Form>
          </div>
        )}
        {!open && <p className="tarjeta">Está cerrado: nadie recibe recordatorios.</p>}
        {open && !dated && <p className="tarjeta">No tiene fecha: no hay qué recordar. <ActionLink to={`/compromisos/${folio}/reprogramacion`}>Fijar una fecha</ActionLink></p>}
        {rungs.length > 0 && (
          <Card title="Quién recibe qué, y cuándo" aside="Un correo al día como máximo por destinatario">
            <ol className="lista">{rungs.map((rung) => <RungItem key={rung.key} rung={rung} to={to} />)}</ol>
          </Card>
        )}
        {silences.length > 0 && (
          <Card title="No reciben recordatorios de este compromiso">
            <ul className="lista">
              {silences.map(({ id, address }) => (
                <li key={id} className="entre">
                  <span className="break-all">{address}</span>
                  <Form method="post" action={`/administracion/recordatorios/silencios/${id}/levantamiento`}><Button small>Volver a escribirle<span className="solo-lector"> a {address}</span></Button></Form>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <p><LinkButton to={`/compromisos/${folio}`} variant="quiet">Volver al compromiso</LinkButton></p>
      </div>
    </>
  )
}

type Rung = ReturnType<typeof useLoaderData<typeof loader>>['rungs'][number]

function RungItem({ rung: { when, target, on, who, email, via, meeting, state, words, droppable }, to }: { rung: Rung; to: string }) {
  return (
    <li className="pila pila-junta">
      <div className="entre">
        <p><b><time dateTime={on.date}>{on.text}</time></b> <span className="meta">{when} · {target}</span></p>
        <StatusBadge tone={state.tone}>{state.word}</StatusBadge>
      </div>
      {who && <p>{who}{email && <span className="meta block break-all">{email}{via && ` (${via})`}</span>}</p>}
      {meeting && <p>Punto «Compromiso vencido» en {meeting.folio}, {meeting.title}</p>}
      {state.note && <p className="meta">{state.note}</p>}
      {words && (
        <details>
          <summary className="enlace-accion text-accion">Ver lo que recibe<span className="solo-lector"> {who}</span></summary>
          <p className="meta">{words.subject}</p>
          <p className="acta-correo">{words.body}</p>
        </details>
      )}
      {droppable && (
        <Form method="post" action={`${to}/baja`}>
          <input type="hidden" name="address" value={droppable} />
          <Button small>No escribir a {droppable}</Button>
        </Form>
      )}
    </li>
  )
}

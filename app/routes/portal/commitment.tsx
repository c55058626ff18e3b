import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Thread, type ThreadNode } from '#app/ui/thread.tsx'

import { BackLink } from './answer-head.tsx'
import { tellOwed, tellOwedByOthers } from './commitment-words.server.ts'
import { CoordinatorLine } from './coordinator-line.tsx'
import { AnswerLinks } from './owed-card.tsx'
import { takeBackAddress } from './take-back.server.ts'
import { TakeBack } from './take-back.tsx'
import { Team } from './team.tsx'

export const loader = signedIn(answerers, async (ctx, { params }) => ({
  ...((await tellOwed(ctx, params.folio!)) ?? found(await tellOwedByOthers(ctx, params.folio!))),
  undo: await takeBackAddress(ctx, params.folio!),
  coordinator: (await findCoordinator(ctx)) ?? null,
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.folio ?? 'Compromiso'} · Hilván` }]

export default function PortalCommitment() {
  const commitment = useLoaderData<typeof loader>()
  const { folio, text, badge, origin, note, facts, papers, answers, answerable, receivable, team, undo, coordinator } = commitment
  const thread = threadOf(commitment)

  return (
    <>
      <header className="pila pila-junta">
        {!team?.own && <BackLink to="/m">Compromisos</BackLink>}
        <p className="fila"><Folio>{folio}</Folio><StatusBadge tone={badge.tone}>{badge.word}</StatusBadge></p>
        <h1>{text}</h1>
        <p className="text-tinta-2"><DatedText>{origin}</DatedText></p>
        {team?.own && <p><DatedText>{team.own}</DatedText></p>}
        {note && <p role="status"><DatedText>{note}</DatedText></p>}
        <TakeBack to={undo} />
      </header>
      {answerable && <AnswerLinks folio={folio} about={text} />}
      {team && <Team folio={folio} answerable={answerable} {...team} />}
      {receivable && <div className="puerta-respuestas"><LinkButton variant="primary" to={`/m/compromisos/${folio}/recepcion`}>Decir si se recibió</LinkButton></div>}
      <section className="tarjeta" aria-label="Datos">
        <Facts items={facts} />
      </section>
      {thread && (
        <section className="puerta-seccion" aria-labelledby="hilo">
          <h2 id="hilo">De dónde viene</h2>
          <div className="tarjeta"><Thread nodes={[thread]} label="De dónde viene este compromiso" /></div>
        </section>
      )}
      {papers.length > 0 && (
        <section className="puerta-seccion" aria-labelledby="respaldos">
          <h2 id="respaldos">Respaldos</h2>
          <ul className="tarjeta lista">
            {papers.map(({ id, words, to, on }) => (
              <li key={id}>
                {to ? <a href={to} rel="noreferrer">{words}</a> : words}
                <p className="meta"><time>{on}</time></p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {answers.length > 0 && (
        <section className="puerta-seccion" aria-labelledby="respuestas">
          <h2 id="respuestas">Lo que se ha respondido</h2>
          <ul className="tarjeta lista">
            {answers.map(({ id, who, words, text, on }) => (
              <li key={id}>
                <b>{who}</b> {words}
                {text && <p><DatedText>{text}</DatedText></p>}
                <p className="meta"><time>{on}</time></p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {coordinator && <CoordinatorLine {...coordinator} />}
    </>
  )
}

type Told = Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'folio' | 'text' | 'badge' | 'thread'>

/** ○ reunión → ◆ acuerdo → ▢ compromiso, as far as it can be told; nothing when the promise stands alone. */
function threadOf({ folio, text, badge, thread: { meeting, agreement } }: Told): ThreadNode | undefined {
  const sewn = badge.tone === 'cumplido'
  const own: ThreadNode = { id: folio, kind: sewn ? 'square-check' : 'square', title: text, folio, sewn }
  const middle: ThreadNode = agreement
    ? { id: agreement.folio, kind: 'diamond', title: agreement.text, folio: agreement.folio, sewn, children: [own] }
    : own
  if (!meeting) return agreement ? middle : undefined
  const { title, on } = meeting
  return { id: meeting.folio, kind: 'circle-full', title, folio: meeting.folio, to: `/m/reuniones#${meeting.folio}`, meta: [on], sewn, children: [middle] }
}

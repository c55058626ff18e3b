import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { listAnswers, listPapers } from '#app/domain/portal/queries/answers.server.ts'
import { findOwed, findOwedByOthers } from '#app/domain/portal/queries/commitments.server.ts'
import { agreedOn, answerProblem, badgeOf, cardOf, standingText } from '#app/domain/portal/rules.ts'
import { paperText, tellAnswer } from '#app/domain/portal/rules/answers.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay, formatInstant, formatLongDay } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { Facts } from '#app/ui/facts.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import { BackLink } from './answer-head.tsx'
import { CoordinatorLine } from './coordinator-line.tsx'
import { AnswerLinks } from './owed-card.tsx'

export const loader = signedIn(leaders, async (ctx, { params }) => ({
  ...((await showOwed(ctx, params.folio!)) ?? found(await showOwedByOthers(ctx, params.folio!))),
  coordinator: (await findCoordinator(ctx)) ?? null,
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.folio ?? 'Compromiso'} · Hilván` }]

export default function PortalCommitment() {
  const { folio, text, badge, origin, note, facts, papers, answers, answerable, coordinator } = useLoaderData<typeof loader>()

  return (
    <>
      <header className="pila pila-junta">
        <BackLink to="/m">Compromisos</BackLink>
        <p className="fila"><Folio>{folio}</Folio><StatusBadge tone={badge.tone}>{badge.word}</StatusBadge></p>
        <h1>{text}</h1>
        <p className="text-tinta-2">{origin}</p>
        {note && <p role="status">{note}</p>}
      </header>
      {answerable && <AnswerLinks folio={folio} about={text} />}
      <section className="tarjeta" aria-label="Datos">
        <Facts items={facts} />
      </section>
      {papers.length > 0 && (
        <section className="puerta-seccion" aria-labelledby="respaldos">
          <h2 id="respaldos">Respaldos</h2>
          <ul className="tarjeta lista">
            {papers.map(({ id, words, to, on }) => (
              <li key={id}>
                {to ? <a href={to} rel="noreferrer">{words}</a> : words} <span className="meta"><time>{on}</time></span>
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
                {text && <p>{text}</p>}
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

/** What the own institution owes, with everything that was said about it. */
async function showOwed(ctx: Context, folio: string) {
  const commitment = await findOwed(ctx, folio)
  if (!commitment) return undefined
  const papers = await listPapers(ctx, commitment.id)
  const answers = await listAnswers(ctx, commitment.id)
  const day = today(ctx)
  const { answered, ...card } = cardOf(commitment, day)
  return {
    ...card,
    note: answered && `${answered} Para cambiar esa respuesta, hable con la coordinación.`,
    answerable: answerProblem(commitment) === null,
    facts: [
      { label: 'Vence', value: commitment.due_on ? formatLongDay(commitment.due_on) : 'Sin fecha' },
      { label: 'Estado', value: badgeOf(commitment, day).word },
      { label: 'Cerrado', value: commitment.closed_on ? formatDay(commitment.closed_on) : null },
    ],
    papers: papers.map((paper) => ({ id: paper.id, ...paperText(paper), on: formatInstant(paper.provided_at, ctx.viewer.zone) })),
    answers: answers.map((line) => ({ id: line.id, ...tellAnswer(line), on: formatInstant(line.created_at, ctx.viewer.zone) })),
  }
}

/** What somebody else owes to the own institution: who, what and until when. */
async function showOwedByOthers(ctx: Context, folio: string) {
  const commitment = await findOwedByOthers(ctx, folio)
  if (!commitment) return undefined
  const day = today(ctx)
  const { text, debtor_name, due_on, closed_on } = commitment
  return {
    folio,
    text,
    badge: badgeOf(commitment, day),
    origin: `Lo debe ${debtor_name}. Se acordó el ${formatDay(agreedOn(commitment))}.`,
    note: null,
    answerable: false,
    facts: [
      { label: 'Lo debe', value: debtor_name },
      { label: 'Vence', value: due_on ? formatLongDay(due_on) : 'Sin fecha' },
      { label: 'Estado', value: standingText(commitment, day) },
      { label: 'Cerrado', value: closed_on ? formatDay(closed_on) : null },
    ],
    papers: [],
    answers: [],
  }
}

import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { countRequests } from '#app/domain/connection-requests/queries.server.ts'
import { listErrands } from '#app/domain/access/queries/errands.server.ts'
import { findCoordinator, findOwnInstitution } from '#app/domain/portal/queries.server.ts'
import {
  countOwed, countOwedByOthers, findErrand, listFulfilled, listOwed, listOwedByOthers,
} from '#app/domain/portal/queries/commitments.server.ts'
import { findNextMeeting } from '#app/domain/portal/queries/meetings.server.ts'
import { errandText } from '#app/domain/portal/rules/errands.ts'
import { cardOf, companyText, fulfilledOn, greetingAt, meetingWhen, standingText, summaryOf } from '#app/domain/portal/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Pagination } from '#app/ui/pagination.tsx'

import { AskForConnection } from './ask.tsx'
import { CoordinatorLine } from './coordinator-line.tsx'
import { OwedCard } from './owed-card.tsx'
import { readPage, type Paged } from './paged.server.ts'
import { RowLinks } from './row-links.tsx'

export const loader = signedIn(answerers, async (ctx, { request }) => {
  if (ctx.viewer.role === 'delegate') throw redirect(`/m/compromisos/${found(await findErrand(ctx)).folio}`)
  const { name, place } = found(await findOwnInstitution(ctx))
  const day = today(ctx)
  const { total, to_answer, first_due_on } = await countOwed(ctx)
  const owed = await readPage(request, 'pagina', total, async (page) => {
    const commitments = await listOwed(ctx, page)
    const errands = await listErrands(ctx, commitments.map(({ id }) => id))
    return commitments.map((commitment) => ({
      ...cardOf(commitment, day),
      errands: errands.filter(({ commitment_id }) => commitment_id === commitment.id).map((errand) => errandText(errand, ctx.viewer.zone)),
    }))
  })
  const others = await readPage(request, 'otros', await countOwedByOthers(ctx), async (page) =>
    (await listOwedByOthers(ctx, page)).map((commitment) => ({
      folio: commitment.folio,
      text: commitment.text,
      detail: `${commitment.debtor_name}, ${standingText(commitment, day)}`,
      glyph: commitment.closed_on ? 'square-check' as const : 'square' as const,
    })))
  const fulfilled = (await listFulfilled(ctx)).map((commitment) => ({
    folio: commitment.folio,
    text: commitment.text,
    on: formatDay(fulfilledOn(commitment) ?? day),
  }))
  return {
    institution: { name, place },
    greeting: `${greetingAt(localOf(ctx.now.toISOString(), ctx.viewer.zone))}, ${ctx.viewer.name}`,
    summary: summaryOf({ to_answer, first_due_on }, day),
    reviewed: total - to_answer,
    owed,
    others,
    fulfilled,
    meeting: await nextMeeting(ctx),
    asked: await countRequests(ctx, { state: 'abiertas' }),
    coordinator: (await findCoordinator(ctx)) ?? null,
  }
})

export const meta: MetaFunction = () => [{ title: 'Compromisos de su municipio · Hilván' }]

export default function PortalHome() {
  const { institution, greeting, summary, reviewed, owed, others, fulfilled, meeting, asked, coordinator } = useLoaderData<typeof loader>()
  const toAnswer = owed.rows.filter(({ answered }) => answered === null)
  const inReview = owed.rows.filter(({ answered }) => answered !== null)

  return (
    <>
      <header className="pila pila-junta">
        <p className="text-tinta-2">{institution.name}</p>
        <h1>{greeting}</h1>
        {summary && <p><b>{summary.count}</b> {summary.urgent}</p>}
        {!summary && reviewed > 0 && (
          <p><b>No hay compromisos por responder.</b> {reviewed === 1 ? 'Uno espera' : `${reviewed} esperan`} revisión de la coordinación.</p>
        )}
      </header>

      {owed.total === 0 && (
        <Empty title="No hay compromisos pendientes.">
          {fulfilled[0] && <>El último se cumplió el <time>{fulfilled[0].on}</time>. Gracias.</>}
        </Empty>
      )}
      {toAnswer.length > 0 && (
        <ul className="puerta-tarjetas" aria-label="Compromisos por responder">
          {toAnswer.map((card) => <OwedCard key={card.folio} {...card} />)}
        </ul>
      )}
      {inReview.length > 0 && (
        <section className="puerta-seccion" aria-labelledby="en-revision">
          <h2 id="en-revision">Ya respondidos</h2>
          <ul className="puerta-tarjetas">
            {inReview.map((card) => <OwedCard key={card.folio} {...card} />)}
          </ul>
        </section>
      )}
      <Pages {...owed} />

      {others.total > 0 && (
        <RowLinks
          id="otros"
          title={`Lo que otros deben a ${institution.place}`}
          rows={others.rows.map(({ folio, text, detail, glyph }) => ({ to: `/m/compromisos/${folio}`, title: text, detail, glyph }))}
        >
          <Pages {...others} />
        </RowLinks>
      )}
      {fulfilled.length > 0 && owed.page === 1 && (
        <RowLinks
          id="cumplidos"
          title="Cumplidos hace poco"
          rows={fulfilled.map(({ folio, text, on }) => ({
            to: `/m/compromisos/${folio}`, title: text, detail: `Cumplido el ${on}`, glyph: 'square-check',
          }))}
        />
      )}
      {meeting && (
        <RowLinks
          id="reunion"
          title="Próxima reunión"
          rows={[{ to: `/m/reuniones#${meeting.folio}`, title: meeting.title, detail: meeting.detail, glyph: 'circle' }]}
        />
      )}
      <AskForConnection open={asked} />
      {coordinator && <CoordinatorLine {...coordinator} />}
    </>
  )
}

/** Shown once there is more than one page. */
function Pages({ from, to, total, previous, next }: Omit<Paged<unknown>, 'rows'>) {
  if (previous === undefined && next === undefined) return null
  return <Pagination from={from} to={to} total={total} previous={previous} next={next} />
}

async function nextMeeting(ctx: Context) {
  const meeting = await findNextMeeting(ctx)
  if (!meeting) return null
  const company = companyText(meeting.with)
  const detail = `${meetingWhen(meeting, ctx.viewer.zone, ctx.now)}${company ? `. ${company}` : ''}`
  return { folio: meeting.folio, title: meeting.title, detail }
}

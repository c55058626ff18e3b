import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { findLastAnswer, listPapers } from '#app/domain/portal/queries/answers.server.ts'
import { findToAnswer } from '#app/domain/portal/queries/commitments.server.ts'
import { receiptOf } from '#app/domain/portal/rules/answers.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'

import { CoordinatorLine } from './coordinator-line.tsx'
import { takeBackAddress } from './take-back.server.ts'
import { TakeBack } from './take-back.tsx'

export const loader = signedIn(answerers, async (ctx, { params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  const answer = await findLastAnswer(ctx, commitment.id)
  if (!answer || commitment.closed_on) throw redirect(`/m/compromisos/${commitment.folio}`)

  const papers = await listPapers(ctx, commitment.id)
  const { folio, text } = commitment
  return {
    commitment: { folio, text },
    said: receiptOf(commitment, answer),
    on: formatInstant(answer.created_at, ctx.viewer.zone),
    file: papers.find(({ provided_at }) => provided_at === answer.created_at)?.file_name ?? null,
    undo: await takeBackAddress(ctx, folio),
    errand: ctx.viewer.role === 'delegate',
    coordinator: (await findCoordinator(ctx)) ?? null,
  }
})

export const meta: MetaFunction = () => [{ title: 'Recibimos su respuesta · Hilván' }]

export default function Receipt() {
  const { commitment, said, on, file, undo, errand, coordinator } = useLoaderData<typeof loader>()

  return (
    <>
      <header className="pila pila-junta">
        <p className="text-cumplido"><Icon name="circle-check" /></p>
        <h1>Recibimos su respuesta</h1>
        <p><DatedText>{said.next}</DatedText></p>
      </header>
      <section className="tarjeta" aria-label="Comprobante">
        <Facts
          items={[
            { label: 'Folio', value: <Folio>{commitment.folio}</Folio> },
            { label: 'Compromiso', value: commitment.text },
            { label: 'Respuesta', value: <DatedText>{said.answer}</DatedText> },
            { label: 'Dijo', value: said.words },
            { label: 'Adjunto', value: file },
            { label: 'Recibida', value: <time>{on}</time> },
          ]}
        />
      </section>
      <div className="puerta-respuestas">
        {errand
          ? <LinkButton variant="primary" to={`/m/compromisos/${commitment.folio}`}>Volver al compromiso</LinkButton>
          : <LinkButton variant="primary" to="/m">Volver a mis compromisos</LinkButton>}
      </div>
      <TakeBack to={undo} />
      {coordinator && <CoordinatorLine {...coordinator} />}
    </>
  )
}

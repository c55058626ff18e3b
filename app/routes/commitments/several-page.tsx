import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

type Head = { total: number; words: string; shown: { folio: string; text: string }[]; more: number; back: string; problem: string | null }
type Result = { text: string; refused: { folio: string; why: string }[]; back: string; undo: string | null }
export type SeveralAnswer = (Feedback & { ok: false }) | { ok: true; result: Result }

/** One act on several commitments: how many, which ones, what the act needs. Afterwards, what could not be changed. */
export function SeveralPage({ head, title, button, answer, operationId, children }: {
  head: Head
  /** «Cambiar el plazo de» */
  title: string
  button: string
  answer?: SeveralAnswer
  operationId: string
  children: ReactNode
}) {
  if (answer?.ok) return <Told result={answer.result} />
  const { total, words, shown, more, back, problem } = head
  return (
    <>
      <PageHeader title={`${title} ${words}`} facts={problem ?? 'Se cambian juntos y se pueden deshacer juntos.'} />
      {problem ? <div className="acciones"><LinkButton to={back} variant="primary">Volver a la lista</LinkButton></div> : (
        <>
          <Card title={`Cambia${total === 1 ? '' : 'n'} ${words}`}>
            <ul className="lista">
              {shown.map(({ folio, text }) => <li key={folio}><RecordLink to={`/compromisos/${folio}`} strong={false}>{text}</RecordLink> <Folio>{folio}</Folio></li>)}
              {more > 0 && <li className="meta">y {more} más</li>}
            </ul>
          </Card>
          <RecordForm feedback={answer} operationId={operationId} className="formulario tarjeta">
            <input type="hidden" name="confirmed" value={total} />
            {children}
            <FormActions>
              <Button variant="primary">{`${button} ${words}`}</Button>
              <LinkButton to={back}>Cancelar</LinkButton>
            </FormActions>
          </RecordForm>
        </>
      )}
    </>
  )
}

function Told({ result: { text, refused, back, undo } }: { result: Result }) {
  return (
    <>
      <PageHeader title={refused.length === 1 ? 'Uno no se pudo cambiar' : `${refused.length} no se pudieron cambiar`} facts={text} />
      <Card title="Quedaron como estaban">
        <ul className="lista">
          {refused.map(({ folio, why }) => (
            <li key={folio}><RecordLink to={`/compromisos/${folio}`}><Folio>{folio}</Folio></RecordLink>: {why}</li>
          ))}
        </ul>
      </Card>
      <div className="acciones">
        <LinkButton to={back} variant="primary">Volver a la lista</LinkButton>
        {undo && <Form method="post" action={undo}><Button>Deshacer lo cambiado</Button></Form>}
      </div>
    </>
  )
}

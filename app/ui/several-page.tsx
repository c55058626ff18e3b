import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Button, LinkButton } from './button.tsx'
import { Card } from './card.tsx'
import type { Feedback } from './feedback.tsx'
import { Folio } from './folio.tsx'
import { FormActions, RecordForm } from './form.tsx'
import { RecordLink } from './link.tsx'
import { PageHeader } from './page-header.tsx'

type Row = { to: string; name?: string; folio?: string }
/** `words` says how many and what: «3 instituciones». With a `problem` nothing can be done but return. */
export type SeveralHead = { total: number; words: string; facts: string; shown: Row[]; more: string | null; back: string; problem: string | null }
export type SeveralAnswer =
  | (Feedback & { ok: false })
  | { ok: true; result: { title: string; text: string; refused: (Row & { why: string })[]; back: string; undo: string | null } }

/** One act on several records: how many, which ones, what the act needs. Afterwards, those that stayed as they were. */
export function SeveralPage({ head, title, button, answer, operationId, children }: {
  head: SeveralHead
  title: string
  button: string
  answer?: SeveralAnswer
  operationId: string
  children?: ReactNode
}) {
  if (answer?.ok) return <Told {...answer.result} />
  const { total, words, facts, shown, more, back, problem } = head
  return (
    <>
      <PageHeader title={title} facts={problem ?? facts} />
      {problem ? <div className="acciones"><LinkButton to={back} variant="primary">Volver a la lista</LinkButton></div> : (
        <>
          <Card title={`Cambia${total === 1 ? '' : 'n'} ${words}`}>
            <ul className="lista">
              {shown.map((row) => <li key={row.to}><RowLink {...row} /></li>)}
              {more && <li className="meta">{more}</li>}
            </ul>
          </Card>
          <RecordForm feedback={answer} operationId={operationId} className="formulario tarjeta">
            <input type="hidden" name="confirmed" value={total} />
            {children}
            <FormActions>
              <Button variant="primary">{button}</Button>
              <LinkButton to={back}>Cancelar</LinkButton>
            </FormActions>
          </RecordForm>
        </>
      )}
    </>
  )
}

function Told({ title, text, refused, back, undo }: (SeveralAnswer & { ok: true })['result']) {
  return (
    <>
      <PageHeader title={title} facts={text} />
      <Card title="Sin cambios">
        <ul className="lista">
          {refused.map(({ why, ...row }) => <li key={row.to}><RowLink {...row} />: {why}</li>)}
        </ul>
      </Card>
      <div className="acciones">
        <LinkButton to={back} variant="primary">Volver a la lista</LinkButton>
        {undo && <Form method="post" action={undo}><Button>Deshacer lo cambiado</Button></Form>}
      </div>
    </>
  )
}

function RowLink({ to, name, folio }: Row) {
  if (!name) return <RecordLink to={to}><Folio>{folio!}</Folio></RecordLink>
  return <><RecordLink to={to} strong={false}>{name}</RecordLink>{folio && <> <Folio>{folio}</Folio></>}</>
}

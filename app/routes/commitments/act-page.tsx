import type { ReactNode } from 'react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { CommitmentBadge } from './badge.tsx'
import type { Head } from './head.server.ts'

/** One act on one commitment: what it is, the few fields the act needs, and the way back. */
export function ActPage({ head, title, button, danger, feedback, operationId, encType, children, before }: {
  head: Head
  title: string
  button: string
  danger?: boolean
  feedback?: Feedback | null
  operationId?: string
  encType?: 'multipart/form-data'
  /** What the person should read before answering. */
  before?: ReactNode
  children: ReactNode
}) {
  const { folio, text, debtor, receives, due, status } = head
  return (
    <>
      <PageHeader folio={folio} state={<CommitmentBadge status={status} />} title={title} facts={<>«{text}»<br />Debe {debtor} {receives} · {due}</>} />
      {before}
      <RecordForm feedback={feedback} operationId={operationId} encType={encType} className="formulario tarjeta">
        {children}
        <FormActions>
          <Button variant={danger ? 'danger' : 'primary'}>{button}</Button>
          <LinkButton to={`/compromisos/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

import type { ReactNode } from 'react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import type { Head } from './head.server.ts'

/** One act on one request: what it is, the few fields the act needs, and the way back. */
export function ActPage({ head: { folio, subject, asker, counterpart, badge }, title, button, danger, feedback, children }: {
  head: Head
  title: string
  button: string
  danger?: boolean
  feedback?: Feedback | null
  children: ReactNode
}) {
  return (
    <>
      <PageHeader folio={folio} state={<StatusBadge tone={badge.tone}>{badge.word}</StatusBadge>} title={title} facts={<>«{subject}»<br />{asker} pide articular con {counterpart}</>} />
      <RecordForm feedback={feedback} className="formulario tarjeta">
        {children}
        <FormActions>
          <Button variant={danger ? 'danger' : 'primary'}>{button}</Button>
          <LinkButton to={`/solicitudes/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

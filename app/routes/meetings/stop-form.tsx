import type { ReactNode } from 'react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

/** Says what will happen, asks for the words it needs, and leaves a way back. */
export function StopForm({ folio, when, heading, consequence, button, danger, version, feedback, children }: {
  folio: string
  when: string
  heading: string
  consequence: ReactNode
  button: string
  danger?: boolean
  /** Of the meeting, where what somebody else changed meanwhile counts. */
  version?: number
  feedback?: Feedback
  children?: ReactNode
}) {
  return (
    <>
      <PageHeader title={heading} folio={folio} facts={when} />
      <RecordForm feedback={feedback} version={version}>
        <Card>
          <div>{consequence}</div>
          {children}
        </Card>
        <FormActions>
          <Button variant={danger ? 'danger' : 'primary'}>{button}</Button>
          <LinkButton to={`/reuniones/${folio}`}>Volver sin cambios</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

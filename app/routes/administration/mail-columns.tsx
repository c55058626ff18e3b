import { Form } from '@remix-run/react'

import { mailStates } from '#app/domain/outbox/terms.ts'
import { Button } from '#app/ui/button.tsx'
import type { Column } from '#app/ui/table.tsx'

import type { MailRow } from './mail.tsx'
import type { MailView } from './mail-views.ts'

/** Whoever it is for heads the row; why it has not left stands below what it is about. The list says the state. */
export const mailColumns = (view: MailView): Column<MailRow>[] => [
  {
    key: 'recipient',
    label: 'Para',
    cell: ({ recipient, recipient_name }) => (
      <>
        {recipient_name ?? recipient}
        {recipient_name && <span className="meta block break-all">{recipient}</span>}
      </>
    ),
  },
  {
    key: 'subject',
    label: 'Asunto',
    cell: ({ subject, topic, state, reason, next }) => (
      <>
        {subject}
        <span className="meta block">{topic}{state === 'sending' && ` · ${mailStates.sending}`}</span>
        {reason && <span className="meta block">{reason}</span>}
        {next && <span className="meta block">{next}</span>}
      </>
    ),
  },
  {
    key: 'when',
    label: view === 'enviados' ? 'Salió' : 'Preparado',
    width: 'col-fecha',
    phone: 'label',
    cell: ({ created, when }) => <time>{when ?? created}</time>,
  },
  ...(view === 'pendientes' || view === 'fallidos' ? [acts(view)] : []),
]

const acts = (view: MailView): Column<MailRow> => ({
  key: 'acts',
  label: 'Acciones',
  width: 'col-fecha',
  cell: ({ id, state, subject, recipient }) => (
    <div className="acciones">
      {state === 'failed' && <Act to={`${id}/reintento?ver=${view}`} about={`${subject}, para ${recipient}`}>Reintentar</Act>}
      {state !== 'sending' && <Act to={`${id}/retiro?ver=${view}`} about={`${subject}, para ${recipient}`}>Retirar</Act>}
    </div>
  ),
})

function Act({ to, about, children }: { to: string; about: string; children: string }) {
  return (
    <Form method="post" action={`/administracion/envios/${to}`} className="contents">
      <Button small>{children}<span className="solo-lector"> {about}</span></Button>
    </Form>
  )
}

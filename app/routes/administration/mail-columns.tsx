import { Form } from '@remix-run/react'

import { mailStates, type MailState } from '#app/domain/outbox/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'
import type { Column } from '#app/ui/table.tsx'

import type { MailRow } from './mail.tsx'
import type { MailView } from './mail-views.ts'

const tones: Record<MailState, Tone> = {
  queued: 'pendiente', sending: 'en-curso', failed: 'vencido', late: 'sin-efecto', sent: 'cumplido', withdrawn: 'sin-efecto',
}

/** Whoever it is for heads the row; why it has not left stands below what it is about. */
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
    cell: ({ subject, topic, reason, next }) => (
      <>
        {subject}
        <span className="meta block">{topic}</span>
        {reason && <span className="meta block">{reason}</span>}
        {next && <span className="meta block">{next}</span>}
      </>
    ),
  },
  { key: 'state', label: 'Estado', width: 'col-estado', cell: ({ state }) => <StatusBadge tone={tones[state]}>{mailStates[state]}</StatusBadge> },
  {
    key: 'when',
    label: view === 'enviados' ? 'Salió' : 'Preparado',
    width: 'col-media',
    phone: 'label',
    cell: ({ created, when }) => <time>{when ?? created}</time>,
  },
  ...(view === 'pendientes' || view === 'fallidos' ? [acts(view)] : []),
]

const acts = (view: MailView): Column<MailRow> => ({
  key: 'acts',
  label: 'Acciones',
  width: 'col-media',
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

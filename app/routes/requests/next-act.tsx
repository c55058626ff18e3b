import { Form } from '@remix-run/react'

import type { nextActOf } from '#app/domain/connection-requests/rules.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'

type Act = ReturnType<typeof nextActOf>

/** What comes next, as the one primary act. */
export function NextAct({ folio, act, meeting }: { folio: string; act: Act; meeting: { folio: string } | null }) {
  if (act === 'start') {
    return <Form method="post" action={`/solicitudes/${folio}/curso`} className="contents"><Button variant="primary">Ponerla en curso</Button></Form>
  }
  if (act === 'schedule') return <LinkButton to={`/reuniones/nueva?solicitud=${folio}`} variant="primary">Agendar reunión</LinkButton>
  if (act === 'call' && meeting) return <LinkButton to={`/reuniones/${meeting.folio}`} variant="primary">Convocar {meeting.folio}</LinkButton>
  if (act === 'agree') return <LinkButton to={`/acuerdos/nuevo?solicitud=${folio}`} variant="primary">Registrar acuerdo</LinkButton>
  if (act === 'conclude') return <LinkButton to={`/solicitudes/${folio}/resultado`} variant="primary">Registrar resultado</LinkButton>
  return null
}

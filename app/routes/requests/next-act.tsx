import { Form } from '@remix-run/react'

import type { NextAct as Act } from '#app/domain/connection-requests/rules.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'

/** What comes next, as the one primary act. `agreed`: its meeting left agreements, written down with the minutes. */
export function NextAct({ folio, act, meeting, agreed }: { folio: string; act: Act | null; meeting: { folio: string } | null; agreed: boolean }) {
  if (act === 'start') {
    return <Form method="post" action={`/solicitudes/${folio}/curso`} className="contents"><Button variant="primary">Ponerla en curso</Button></Form>
  }
  if (act === 'schedule') return <LinkButton to={`/reuniones/nueva?solicitud=${folio}`} variant="primary">Agendar reunión</LinkButton>
  if (act === 'call' && meeting) return <LinkButton to={`/reuniones/${meeting.folio}`} variant="primary">Convocar {meeting.folio}</LinkButton>
  if (act === 'prepare' && meeting) return <LinkButton to={`/reuniones/${meeting.folio}/preparacion`} variant="primary">Preparar {meeting.folio}</LinkButton>
  if (act === 'agree' && agreed) return <LinkButton to={`/solicitudes/${folio}/acuerdo`} variant="primary">Unir el acuerdo de la reunión</LinkButton>
  if (act === 'agree') return <LinkButton to={`/acuerdos/nuevo?solicitud=${folio}`} variant="primary">Registrar acuerdo</LinkButton>
  if (act === 'conclude') return <LinkButton to={`/solicitudes/${folio}/resultado`} variant="primary">Registrar resultado</LinkButton>
  return null
}

import { Form } from '@remix-run/react'

import type { MeetingState } from '#app/domain/meetings/terms.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'

export type May = { edit: boolean; move: boolean; attend: boolean; note: boolean; go: MeetingState[]; today: boolean }

/** What may be done with the meeting now, the obvious next step first. */
export function StateActs({ folio, state, may: { edit, move, attend, note, go, today } }: { folio: string; state: MeetingState; may: May }) {
  const to = (act: string) => `/reuniones/${folio}/${act}`
  const again = state === 'cancelled' || state === 'suspended'
  return (
    <>
      {(state === 'draft' || state === 'called') && <LinkButton to={to('preparacion')}>Preparar</LinkButton>}
      {edit && <LinkButton to={to('editar')} shortcut="E">Editar</LinkButton>}
      {move && <LinkButton to={to('traslado')} shortcut="M">Mover…</LinkButton>}
      {attend && today && <LinkButton to={to('asistencia')}>Asistencia</LinkButton>}
      {go.includes('held') && today && <Step folio={folio} state="held">Marcar realizada</Step>}
      {go.includes('in_progress') && today && <Step folio={folio} act="acta/inicio" primary>Tomar acta</Step>}
      {note && <LinkButton to={to('acta')} variant={state === 'in_progress' ? 'primary' : 'secondary'}>{state === 'in_progress' ? 'Seguir con el acta' : 'Escribir el acta'}</LinkButton>}
      {go.includes('called') && <Step folio={folio} state="called" primary>{again ? 'Convocar otra vez' : 'Convocar'}</Step>}
      {go.includes('closed') && <LinkButton to={to('cierre')} variant="primary">Cerrar acta…</LinkButton>}
    </>
  )
}

function Step({ folio, state, act = 'estado', primary, children }: { folio: string; state?: MeetingState; act?: string; primary?: boolean; children: string }) {
  return (
    <Form method="post" action={`/reuniones/${folio}/${act}`} className="contents">
      <Button variant={primary ? 'primary' : 'secondary'} {...(state && { name: 'state', value: state })}>{children}</Button>
    </Form>
  )
}

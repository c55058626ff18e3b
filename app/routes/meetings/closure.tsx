import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda, listInternalNotes, listSharedNotes } from '#app/domain/meetings/queries/minutes.server.ts'
import { labelOf, listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { found } from '#app/lib/errors.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { ActionLink } from '#app/ui/link.tsx'

import { findToStop } from './stopping.server.ts'
import { StopForm } from './stop-form.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const facts = await findToStop(ctx, params.folio!, 'closed')
  const meeting = found(await findMeeting(ctx, params.folio!))
  const notes = [...(await listSharedNotes(ctx, meeting.id)), ...(await listInternalNotes(ctx, meeting.id))]
  const unsaid = (await listAgenda(ctx, meeting.id)).filter(({ id, deferred_at }) => deferred_at === null && !notes.some(({ agenda_item_id }) => agenda_item_id === id))
  const unknown = (await listParticipants(ctx, meeting)).filter(({ attended }) => attended === 'unknown')
  return { ...facts, unsaid: unsaid.map(({ title }) => title), unknown: unknown.map(labelOf) }
})

export const action = signedIn(writers, async (ctx, { params }) => {
  await changeState(ctx, params.folio!, 'closed')
  return redirectWithNotice(`/reuniones/${params.folio}`, 'Acta cerrada.')
})

export const meta: MetaFunction = () => [{ title: 'Cerrar acta · Hilván' }]

export default function Closure() {
  const { unsaid, unknown, ...meeting } = useLoaderData<typeof loader>()
  const { folio } = meeting
  return (
    <StopForm
      {...meeting}
      heading={`Cerrar el acta de «${meeting.title}»`}
      button="Cerrar acta"
      consequence={
        <>
          <p>Desde ahora no cambian ni las notas ni quién asistió. Acuerdos y compromisos siguen su curso.</p>
          <Missing title="Puntos sin nada escrito" items={unsaid} to={`/reuniones/${folio}?seccion=notas`} act="Escribir" />
          <Missing title="Asistencia sin registrar" items={unknown} to={`/reuniones/${folio}/asistencia`} act="Registrar asistencia" />
        </>
      }
    />
  )
}

function Missing({ title, items, to, act }: { title: string; items: string[]; to: string; act: string }) {
  if (items.length === 0) return null
  return (
    <section className="pila pila-junta pt-4">
      <h2>{title}</h2>
      <ul className="list-disc pl-5">{items.map((item, at) => <li key={at}>{item}</li>)}</ul>
      <p><ActionLink to={to}>{act}</ActionLink></p>
    </section>
  )
}

import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { addNote } from '#app/domain/meetings/commands/note.server.ts'
import { noteForm } from '#app/domain/meetings/forms.server.ts'
import { canWriteNotes } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { takesNotes } from '#app/domain/meetings/rules.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Card } from '#app/ui/card.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { NoteForm } from './notes-section.tsx'
import { findTyped } from './typed.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canWriteNotes(ctx.viewer))
  if (!takesNotes(meeting)) throw new Conflict('Las notas se escriben mientras la reunión está en curso o realizada, antes de cerrar el acta.')
  return {
    folio: meeting.folio,
    title: meeting.title,
    agenda: await listAgenda(ctx, meeting.id),
    operation_id: newId(ctx.now.getTime()),
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, noteForm)
  if (!form.ok) return data(form, { status: 400 })
  const meeting = found(await findMeeting(ctx, params.folio!))
  const { operation_id, ...note } = form.input
  const points = await listAgenda(ctx, meeting.id)
  if (note.agenda_item_id && !points.some(({ id }) => id === note.agenda_item_id)) {
    return data(refuse(form, { agenda_item_id: ['Elija un punto de esta reunión.'] }), { status: 400 })
  }
  await atomically(ctx, (ctx) => once(ctx, operation_id, () => addNote(ctx, meeting.id, note)))
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirect(`/reuniones/${meeting.folio}?seccion=notas`)
})

export const meta: MetaFunction = () => [{ title: 'Notas · Hilván' }]

export default function WriteNote() {
  const { folio, title, agenda, operation_id, typed } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Agregar una nota" folio={folio} facts={title} />
      <Card><NoteForm folio={folio} agenda={agenda} operationId={operation_id} feedback={useActionData<typeof action>() ?? typed ?? undefined} /></Card>
    </>
  )
}

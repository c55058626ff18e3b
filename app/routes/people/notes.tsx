import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { writeNote } from '#app/domain/people/commands.server.ts'
import { noteForm } from '#app/domain/people/forms.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { findTyped } from '#app/routes/institutions/held.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const person = found(await findPerson(ctx, params.id!))
  return { id: person.id, name: nameOf(person), operation_id: newId(), typed: await findTyped(ctx, request) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, noteForm)
  if (!form.ok) return data(form, { status: 400 })

  await writeNote(ctx, params.id!, form.input)
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/contactos/${params.id}`, 'Nota interna guardada.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Nota interna · ${data?.name ?? ''} · Hilván` }]

export default function NewNote() {
  const { id, name, operation_id, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Nota interna" kicker={name} facts={<span className="fila"><Icon name="lock" small /> Solo interno: la lee el equipo y no sale en ningún documento.</span>} />
      <RecordForm feedback={feedback ?? typed} operationId={operation_id}>
        <TextArea name="internal_text" label="Nota" hint="Hechos útiles para el trato, sin opiniones sobre la persona ni datos sensibles." maxLength={2000} rows={6} />
        <FormActions>
          <Button variant="primary">Guardar nota</Button>
          <LinkButton to={`/contactos/${id}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

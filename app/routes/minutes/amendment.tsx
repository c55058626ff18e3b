import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { amendMinutes } from '#app/domain/minutes/commands/amend.server.ts'
import { amendmentForm } from '#app/domain/minutes/forms.server.ts'
import { canTakeMinutes } from '#app/domain/minutes/policy.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { folio, title, state } = found(await findMeeting(ctx, params.folio!))
  permit(canTakeMinutes(ctx.viewer))
  if (state !== 'closed') throw new Conflict('Se corrige un acta cerrada; esta todavía se puede escribir.')
  return { folio, title }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, amendmentForm)
  if (!form.ok) return data(form, { status: 400 })
  await amendMinutes(ctx, params.folio!, form.input.reason)
  return redirect(`/reuniones/${params.folio}/acta`)
})

export const meta: MetaFunction = () => [{ title: 'Corregir el acta · Hilván' }]

export default function Amendment() {
  const { folio, title } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Corregir el acta" folio={folio} facts={title} />
      <RecordForm feedback={useActionData<typeof action>()}>
        <Card>
          <p>La versión cerrada queda como está. Se abre una nueva con su texto; lo ya registrado conserva su folio, y al cerrarla se verá qué cambió.</p>
          <TextArea name="reason" label="Qué se corrige y por qué" rows={3} maxLength={500} required />
        </Card>
        <FormActions>
          <Button variant="primary">Abrir la corrección</Button>
          <LinkButton to={`/reuniones/${folio}?seccion=acta`}>Volver sin cambios</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

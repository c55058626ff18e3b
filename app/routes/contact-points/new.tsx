import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { newContactPointForm } from '#app/domain/contact-points/forms.server.ts'
import { findOwner } from '#app/domain/contact-points/queries/owner.server.ts'
import { owners, type Owner } from '#app/domain/contact-points/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { ContactPointFields } from './contact-point-fields.tsx'

export const loader = signedIn(writers, async (ctx, { request }) => ({ owner: await ownerAsked(ctx, request), operation_id: newId() }))

export const action = signedIn(writers, async (ctx, { request }) => {
  const owner = await ownerAsked(ctx, request)
  const form = await readForm(request, newContactPointForm)
  if (!form.ok) return data(form, { status: 400 })

  await createContactPoint(ctx, { type: owner.type, id: owner.id }, form.input)
  return redirectWithNotice(owner.to, 'Dato agregado.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Agregar dato de contacto · ${data?.owner.name ?? ''} · Hilván` }]

export default function NewContactPoint() {
  const { owner, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Agregar dato de contacto" kicker={owner.name} />
      <RecordForm feedback={feedback} operationId={operation_id}>
        <ContactPointFields />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={owner.to}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

/** `?institucion=…`, `?cargo=…` or `?persona=…`: whose it will be. */
async function ownerAsked(ctx: Context, request: Request) {
  const search = new URL(request.url).searchParams
  const asked = Object.entries(owners).flatMap(([name, type]): Owner[] => {
    const id = search.get(name)
    return id ? [{ type, id }] : []
  })
  const [owner] = asked
  return found(owner && (await findOwner(ctx, owner)))
}

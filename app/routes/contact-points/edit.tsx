import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { contactPointForm } from '#app/domain/contact-points/forms.server.ts'
import { findOwner } from '#app/domain/contact-points/queries/owner.server.ts'
import { findContactPoint, ownerOf } from '#app/domain/contact-points/queries.server.ts'
import { contactKinds, visibilities } from '#app/domain/contact-points/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { staleOf } from '#app/routes/institutions/stale.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { ContactPointFields } from './contact-point-fields.tsx'

const labels = {
  kind: { label: 'Qué dato es', words: contactKinds },
  value: 'Dato',
  label: 'Nota breve',
  visibility: { label: 'Quién puede verlo', words: visibilities },
}

export const loader = signedIn(writers, (ctx, { params }) => findWithOwner(ctx, params.id!))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { owner } = await findWithOwner(ctx, params.id!)
  const form = await readForm(request, contactPointForm)
  if (!form.ok) return data({ ...form, stale: null }, { status: 400 })

  const theirs = await editContactPoint(ctx, params.id!, form.input)
  if (theirs) {
    const values = { ...form.values, value: form.input.value }
    return data({ ...refuse(form, {}), stale: staleOf(ctx, 'este dato', theirs, labels, values) }, { status: 409 })
  }
  return redirectWithNotice(owner.to, 'Dato guardado.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar dato de contacto · ${data?.owner.name ?? ''} · Hilván` }]

export default function EditContactPoint() {
  const { point, owner } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Editar dato de contacto" kicker={owner.name} />
      {feedback?.stale ? <Conflict {...feedback.stale} /> : (
        <RecordForm feedback={feedback} version={point.version}>
          <ContactPointFields known={point} />
          <FormActions>
            <Button variant="primary">Guardar</Button>
            <LinkButton to={owner.to}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

async function findWithOwner(ctx: Context, id: string) {
  const point = found(await findContactPoint(ctx, id))
  return { point, owner: found(await findOwner(ctx, ownerOf(point))) }
}

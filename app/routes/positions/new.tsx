import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { createPosition } from '#app/domain/positions/commands.server.ts'
import { newPositionForm } from '#app/domain/positions/forms.server.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { findTyped } from '#app/routes/institutions/held.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { PositionFields } from './position-fields.tsx'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const { id, short_name } = found(await findInstitution(ctx, params.id!))
  const superiors = await listPositions(ctx, id, today(ctx))
  return {
    id,
    short_name,
    operation_id: newId(),
    superiors: superiors.map(({ id, title }) => ({ value: id, label: title })),
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, newPositionForm)
  if (!form.ok) return data(form, { status: 400 })

  const id = await createPosition(ctx, params.id!, form.input)
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/cargos/${id}`, 'Cargo creado. Ahora puede designar a quien lo ocupa.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Nuevo cargo · ${data?.short_name ?? ''} · Hilván` }]

export default function NewPosition() {
  const { id, short_name, operation_id, superiors, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Nuevo cargo" kicker={short_name} />
      <RecordForm feedback={feedback ?? typed} operationId={operation_id}>
        <PositionFields superiors={superiors} />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/instituciones/${id}?seccion=personas`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

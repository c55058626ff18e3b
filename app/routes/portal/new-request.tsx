import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { createRequest } from '#app/domain/connection-requests/commands/create.server.ts'
import { askForm } from '#app/domain/connection-requests/forms.server.ts'
import { counterparts } from '#app/domain/connection-requests/terms.ts'
import { findOwnInstitution } from '#app/domain/portal/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, TextArea, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import { heldValues } from './held-values.server.ts'

export const loader = signedIn(leaders, async (ctx, { request }) => {
  const { name } = found(await findOwnInstitution(ctx))
  return { institution: name, operation_id: newId(), held: await heldValues(ctx, request) }
})

export const action = signedIn(leaders, async (ctx, { request }) => {
  const { id } = found(await findOwnInstitution(ctx))
  const form = await readForm(request, askForm)
  if (!form.ok) return data(form, { status: 400 })

  const { operation_id, ...asked } = form.input
  const folio = await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      const created = await createRequest(ctx, { ...asked, asker_id: id, with_id: null })
      await dropHeldPost(ctx.db, ctx.viewer.id)
      return created.folio
    }))
  return redirect(`/m/solicitudes/${folio}/recibo`)
})

export const meta: MetaFunction = () => [{ title: 'Pedir una articulación · Hilván' }]

export default function Ask() {
  const { institution, operation_id, held } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>() ?? held

  return (
    <>
      <header className="pila pila-junta">
        <p className="text-tinta-2">{institution}</p>
        <h1>Pedir una articulación</h1>
        <p>La Red conecta a su municipio con quien puede resolverlo. Lo que escriba aquí se comparte con la coordinación.</p>
      </header>
      <RecordForm feedback={feedback} operationId={operation_id}>
        <Choice name="with_kind" label="Con quién" options={counterparts} />
        <TextField name="subject" label="Sobre qué" hint="Por ejemplo: factibilidad sanitaria del loteo Los Aromos." maxLength={300} />
        <TextArea name="detail" label="Algo más que ayude" hint="Con quién en particular, desde cuándo, qué se ha intentado." optional rows={4} maxLength={2000} />
        <FormActions>
          <Button variant="primary">Enviar solicitud</Button>
          <LinkButton to="/m/solicitudes">Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

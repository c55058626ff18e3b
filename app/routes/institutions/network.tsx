import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { changeNetworkStatus } from '#app/domain/institutions/commands.server.ts'
import { networkForm } from '#app/domain/institutions/forms.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { networkStatuses } from '#app/domain/institutions/terms.ts'
import { today } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, DateField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { id, short_name, network_status } = found(await findInstitution(ctx, params.id!))
  return { id, short_name, network_status, today: today(ctx) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, networkForm)
  if (!form.ok) return data(form, { status: 400 })

  await changeNetworkStatus(ctx, params.id!, form.input)
  return redirectWithNotice(`/instituciones/${params.id}`, 'Estado en la red guardado.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Estado en la red · ${data?.short_name ?? ''} · Hilván` }]

export default function NetworkStatus() {
  const { id, short_name, network_status, today } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Estado en la red" kicker={short_name} />
      <RecordForm feedback={feedback}>
        <Choice name="network_status" label="Estado" options={networkStatuses} defaultValue={network_status} />
        <DateField name="on" label="Desde" defaultValue={today} />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/instituciones/${id}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { withdrawRequest } from '#app/domain/connection-requests/commands/advance.server.ts'
import { withdrawalForm } from '#app/domain/connection-requests/forms.server.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { TextArea } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undo-address.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => ({ head: headOf(await findOpen(ctx, params.folio!)) }))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { folio } = await findOpen(ctx, params.folio!)
  const form = await readForm(request, withdrawalForm)
  if (!form.ok) return data(form, { status: 400 })
  await withdrawRequest(ctx, folio, form.input.reason)
  return redirectWithUndo(folio, `${folio} quedó retirada.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Retirar ${data?.head.folio ?? 'solicitud'} · Hilván` }]

export default function Withdrawal() {
  const { head } = useLoaderData<typeof loader>()
  return (
    <ActPage head={head} title="Retirar la solicitud" button="Retirar" danger feedback={useActionData<typeof action>()}>
      <TextArea name="reason" label="Por qué se retira" hint="Compartido: lo lee quien pidió. La solicitud sigue a la vista, con este motivo." rows={3} maxLength={500} required />
    </ActPage>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { concludeRequest } from '#app/domain/connection-requests/commands/advance.server.ts'
import { resultForm } from '#app/domain/connection-requests/forms.server.ts'
import { requestOutcomes } from '#app/domain/connection-requests/terms.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Choice, TextArea } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undo-address.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => ({ head: headOf(await findOpen(ctx, params.folio!)) }))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { folio } = await findOpen(ctx, params.folio!)
  const form = await readForm(request, resultForm)
  if (!form.ok) return data(form, { status: 400 })
  await concludeRequest(ctx, folio, form.input)
  return redirectWithUndo(folio, `${folio}: ${requestOutcomes[form.input.outcome].toLowerCase()}.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Resultado de ${data?.head.folio ?? 'solicitud'} · Hilván` }]

export default function Result() {
  const { head } = useLoaderData<typeof loader>()
  return (
    <ActPage head={head} title="Registrar resultado" button="Guardar resultado" feedback={useActionData<typeof action>()}>
      <Choice name="outcome" label="¿Se logró la conexión?" options={requestOutcomes} required />
      <TextArea name="outcome_text" label="En qué quedó" hint="Compartido: lo lee quien pidió." rows={3} maxLength={1000} required />
    </ActPage>
  )
}

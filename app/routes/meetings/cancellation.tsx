import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { cancellationForm } from '#app/domain/meetings/forms.server.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { TextArea } from '#app/ui/field.tsx'

import { ScopeChoice } from '../series/scope-choice.tsx'
import { stopAndTell } from '../series/stopped.server.ts'
import { findToStop } from './stopping.server.ts'
import { StopForm } from './stop-form.tsx'

export const loader = signedIn(writers, (ctx, { request, params }) => findToStop(ctx, params.folio!, 'cancelled', request))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, cancellationForm)
  if (!form.ok) return data(form, { status: 400 })
  return stopAndTell(ctx, params.folio!, 'cancelled', form.input.reason, form.input.scope)
})

export const meta: MetaFunction = () => [{ title: 'Cancelar reunión · Hilván' }]

export default function Cancellation() {
  const meeting = useLoaderData<typeof loader>()
  return (
    <StopForm
      {...meeting}
      feedback={useActionData<typeof action>()}
      heading={`Cancelar «${meeting.title}»`}
      consequence="En los calendarios quedará tachada durante 30 días. Se puede volver a convocar."
      button="Cancelar la reunión"
      danger
    >
      {meeting.repeats && <ScopeChoice chosen={meeting.scope} hint="De las que están por venir." />}
      <TextArea name="reason" label="Por qué" hint="Lo leerán quienes estaban convocados." required maxLength={500} rows={3} />
    </StopForm>
  )
}

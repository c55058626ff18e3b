import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { suspensionForm } from '#app/domain/meetings/forms.server.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { TextArea } from '#app/ui/field.tsx'

import { ScopeChoice } from '../series/scope-choice.tsx'
import { stopAndTell } from '../series/stopped.server.ts'
import { findToStop } from './stopping.server.ts'
import { StopForm } from './stop-form.tsx'

export const loader = signedIn(writers, (ctx, { request, params }) => findToStop(ctx, params.folio!, 'suspended', request))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, suspensionForm)
  if (!form.ok) return data(form, { status: 400 })
  return stopAndTell(ctx, params.folio!, 'suspended', form.input.reason, form.input.scope)
})

export const meta: MetaFunction = () => [{ title: 'Suspender reunión · Hilván' }]

export default function Suspension() {
  const meeting = useLoaderData<typeof loader>()
  return (
    <StopForm
      {...meeting}
      feedback={useActionData<typeof action>()}
      heading={`Suspender «${meeting.title}»`}
      consequence="Queda sin realizarse hasta que se convoque otra vez, en la misma fecha o en otra."
      button="Suspender"
    >
      {meeting.repeats && <ScopeChoice chosen={meeting.scope} hint="De las que están por venir." />}
      <TextArea name="reason" label="Por qué" optional maxLength={500} rows={3} />
    </StopForm>
  )
}

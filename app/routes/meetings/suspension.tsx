import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { suspensionForm } from '#app/domain/meetings/forms.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { TextArea } from '#app/ui/field.tsx'

import { afterChange } from '../invitations/pending.server.ts'
import { findToStop } from './stopping.server.ts'
import { StopForm } from './stop-form.tsx'

export const loader = signedIn(writers, (ctx, { params }) => findToStop(ctx, params.folio!, 'suspended'))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, suspensionForm)
  if (!form.ok) return data(form, { status: 400 })
  await changeState(ctx, params.folio!, 'suspended', form.input.reason)
  return redirectWithNotice(await afterChange(ctx, found(await findMeeting(ctx, params.folio!))), 'Suspendida.', `/reuniones/${params.folio}/estado?state=called`)
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
      <TextArea name="reason" label="Por qué" optional maxLength={500} rows={3} />
    </StopForm>
  )
}

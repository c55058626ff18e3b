import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { cancellationForm } from '#app/domain/meetings/forms.server.ts'
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

export const loader = signedIn(writers, (ctx, { params }) => findToStop(ctx, params.folio!, 'cancelled'))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, cancellationForm)
  if (!form.ok) return data(form, { status: 400 })
  await changeState(ctx, params.folio!, 'cancelled', form.input.reason)
  return redirectWithNotice(await afterChange(ctx, found(await findMeeting(ctx, params.folio!))), 'Cancelada.', `/reuniones/${params.folio}/estado?state=called`)
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
      <TextArea name="reason" label="Por qué" hint="Lo leerán quienes estaban convocados." required maxLength={500} rows={3} />
    </StopForm>
  )
}

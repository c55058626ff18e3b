import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { linkMeeting } from '#app/domain/connection-requests/commands/advance.server.ts'
import { meetingLinkForm } from '#app/domain/connection-requests/forms.server.ts'
import { listMeetingOffers } from '#app/domain/connection-requests/queries/offers.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { LinkFields } from './linking.tsx'
import { redirectWithUndo } from './undo-address.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const request = await findOpen(ctx, params.folio!)
  const meetings = await listMeetingOffers(ctx, request)
  return {
    head: headOf(request),
    offers: meetings.map((meeting) => ({
      value: meeting.folio,
      label: `${formatDay(startDay(meeting))} · ${meeting.title} (${meeting.folio}, ${meetingStates[meeting.state].toLowerCase()})`,
    })),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const asked = await findOpen(ctx, params.folio!)
  const form = await readForm(request, meetingLinkForm)
  if (!form.ok) return data(form, { status: 400 })
  const meeting = await findMeeting(ctx, form.input.folio)
  if (!meeting) return data(refuse(form, { folio: [`No existe la reunión «${form.input.folio}».`] }), { status: 400 })
  if (meeting.id === asked.meeting_id) return data(refuse(form, { folio: [`${meeting.folio} ya está unida a esta solicitud.`] }), { status: 400 })

  await linkMeeting(ctx, asked.folio, meeting.folio)
  return redirectWithUndo(asked.folio, `${meeting.folio} quedó unida a la solicitud.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Reunión de ${data?.head.folio ?? 'solicitud'} · Hilván` }]

export default function LinkMeeting() {
  const { head, offers } = useLoaderData<typeof loader>()
  return (
    <ActPage head={head} title="Unir una reunión que ya existe" button="Unir reunión" feedback={useActionData<typeof action>()}>
      <LinkFields offers={offers} label="Reuniones en que participan" none="No hay reuniones de ambas instituciones desde que se recibió la solicitud." example="R-2026-0128" />
    </ActPage>
  )
}

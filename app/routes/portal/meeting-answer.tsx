import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findInvitedOf } from '#app/domain/invitations/queries/invited.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'

import { AnswerForm } from '../invitations/answer-form.tsx'
import { showInvitation, takeAnswer } from '../invitations/answering.server.ts'

export const loader = signedIn(leaders, async (ctx, { request, params }) => {
  const invited = await findOwn(ctx, params.folio!)
  return { shown: await showInvitation({ ...ctx, viewer: systemViewer }, invited), saved: new URL(request.url).searchParams.has('listo') }
})

export const action = signedIn(leaders, async (ctx, { request, params }) => {
  const answer = await takeAnswer(ctx, await findOwn(ctx, params.folio!), request, 'portal')
  return answer ? data(answer.refused, { status: answer.status }) : redirect(`/m/reuniones/${params.folio}/respuesta?listo=1`)
})

export const meta: MetaFunction = () => [{ title: 'Responder · Hilván' }]

export default function MeetingAnswer() {
  const { shown, saved } = useLoaderData<typeof loader>()
  return <AnswerForm shown={shown} preset={null} saved={saved} feedback={useActionData<typeof action>()} />
}

const findOwn = async (ctx: Context, folio: string) => found(await findInvitedOf(ctx, found(await findMeeting(ctx, folio))))

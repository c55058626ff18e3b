import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findInvited } from '#app/domain/invitations/queries/invited.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { publicContext } from '#app/lib/http.server.ts'
import { waitFor } from '#app/lib/rate-limit.server.ts'
import { PortalShell } from '#app/ui/portal-shell.tsx'

import { AnswerForm } from './answer-form.tsx'
import { showInvitation, takeAnswer } from './answering.server.ts'

const discreet = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' }
const PER_HOUR = { limit: 60, seconds: 3600 }

/** Reading it changes nothing: programs that look at every link of a mail answer for nobody. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const world = publicContext()
  const search = new URL(request.url).searchParams
  const invited = await findInvited(world, params.token, search.get('dia'))
  if (!invited) return data({ shown: null, preset: null, saved: false, busy: false }, { status: 404, headers: discreet })
  const wait = waitFor(invited.link_id, PER_HOUR, world.now)
  if (wait) return data({ shown: null, preset: null, saved: false, busy: true }, { status: 429, headers: { ...discreet, 'Retry-After': String(wait) } })
  const shown = await showInvitation({ ...world, viewer: systemViewer }, invited)
  return data({ shown, preset: search.get('respuesta'), saved: search.has('listo'), busy: false }, { headers: discreet })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = publicContext()
  const local = new URL(request.url).searchParams.get('dia')
  const invited = await findInvited(world, params.token, local)
  if (!invited) return data(null, { status: 404, headers: discreet })
  const wait = waitFor(invited.link_id, PER_HOUR, world.now)
  if (wait) return data(null, { status: 429, headers: { ...discreet, 'Retry-After': String(wait) } })
  const answer = await takeAnswer({ ...world, viewer: systemViewer }, invited, request, 'link')
  if (answer) return data(answer.refused, { status: answer.status, headers: discreet })
  return redirect(`/respuesta/${params.token}?listo=1${local ? `&dia=${encodeURIComponent(local)}` : ''}`, { status: 303, headers: discreet })
}

export const headers: HeadersFunction = () => discreet

/** The header hides the address until here; «no-referrer» would make the browser send the form from nowhere, and the door refuses that. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.shown ? `Responder · ${data.shown.title}` : 'Enlace de respuesta · Hilván' },
  { name: 'referrer', content: 'strict-origin' },
]

export default function AnswerPage() {
  const { shown, preset, saved, busy } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()

  return (
    <PortalShell signOut={null}>
      {shown ? <AnswerForm shown={shown} preset={preset} saved={saved} feedback={feedback} /> : busy ? <Busy /> : <Gone />}
    </PortalShell>
  )
}

function Gone() {
  return (
    <>
      <h1>Este enlace ya no sirve</h1>
      <p>Puede que la invitación haya cambiado de manos, que haya pasado mucho tiempo, o que el enlace esté incompleto. Ábralo desde el último correo que recibió, o escriba a quien le invitó.</p>
    </>
  )
}

function Busy() {
  return (
    <>
      <h1>Un momento, por favor</h1>
      <p>Este enlace se abrió demasiadas veces en una hora. Vuelva a intentarlo más tarde.</p>
    </>
  )
}

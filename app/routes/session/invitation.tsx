import {
  data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { acceptInvitation, findInvitation } from '#app/domain/users/commands/accept-invitation.server.ts'
import { newPasswordForm } from '#app/domain/users/forms.server.ts'
import { landingOf } from '#app/domain/users/rules.ts'
import { callerOf } from '#app/lib/caller.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { publicContext } from '#app/lib/http.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { RecordForm } from '#app/ui/form.tsx'
import { PasswordField } from '#app/ui/password-field.tsx'

import { DoorPage } from './door-page.tsx'

const discreet = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' }

export async function loader({ params }: LoaderFunctionArgs) {
  const invited = await findInvitation(publicContext(), params.token)
  return data({ email: invited?.email ?? null }, { status: invited ? 200 : 404, headers: discreet })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request, newPasswordForm)
  if (!form.ok) return data(form, { status: 400, headers: discreet })

  const answer = await acceptInvitation(publicContext(), params.token, form.input.password, callerOf(request).agent)
  if (answer.kind === 'weak') return data(refuse(form, { password: [answer.why] }), { status: 400, headers: discreet })
  if (answer.kind === 'gone') return data(refuse(form, {}), { status: 404, headers: discreet })
  return redirect(landingOf(answer.role, '/'), { headers: { 'Set-Cookie': answer.cookie } })
}

export const headers: HeadersFunction = () => discreet

/**
 * The header hides the whole address until here. From here on the site's name alone may be told: with «no-referrer»
 * a browser sends the form with the origin «null», which the door refuses.
 */
export const meta: MetaFunction = () => [
  { title: 'Crear contraseña · Hilván' },
  { name: 'referrer', content: 'strict-origin' },
]

export default function Invitation() {
  const { email } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  if (!email) return <Gone />

  return (
    <DoorPage title="Crear su contraseña" lead={<>Para la cuenta <b className="break-words">{email}</b>.</>}>
      <RecordForm feedback={feedback} reloadDocument>
        <input type="text" defaultValue={email} autoComplete="username" hidden readOnly />
        <PasswordField
          name="password"
          label="Contraseña"
          hint="Al menos 12 caracteres. Sirven tres o cuatro palabras sin relación entre sí, con sus espacios."
          autoComplete="new-password"
        />
        <Button variant="primary" className="w-full">Guardar y entrar</Button>
      </RecordForm>
    </DoorPage>
  )
}

const Gone = () => (
  <DoorPage
    title="Este enlace ya no sirve"
    lead="Cada enlace vale 24 horas y una sola vez. Pida uno nuevo a la administración de la Red."
  >
    <LinkButton to="/entrar">Ir a la página de entrada</LinkButton>
  </DoorPage>
)

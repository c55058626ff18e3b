import {
  data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { signIn } from '#app/domain/users/commands/sign-in.server.ts'
import { signInForm } from '#app/domain/users/forms.server.ts'
import { landingOf } from '#app/domain/users/rules.ts'
import { callerOf } from '#app/lib/caller.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { publicContext } from '#app/lib/http.server.ts'
import { safeRedirect } from '#app/lib/safe-redirect.ts'
import { endSession, readSession } from '#app/lib/session.server.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { RecordForm } from '#app/ui/form.tsx'
import { PasswordField } from '#app/ui/password-field.tsx'

import { DoorPage } from './door-page.tsx'
import { tooMany } from './too-many.server.ts'

const MISMATCH = 'El correo o la contraseña no coinciden.'

export async function loader({ request }: LoaderFunctionArgs) {
  const { db, now } = publicContext()
  const { searchParams } = new URL(request.url)
  const viewer = await readSession(db, request, now)
  if (viewer) throw redirect(landingOf(viewer.role, safeRedirect(searchParams.get('volver'))))
  return { held: searchParams.get('retenido') === '1' }
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, signInForm)
  if (!form.ok) return data(form, { status: 400 })

  const { db, now } = publicContext()
  const { email, password, volver } = form.input
  const answer = await signIn({ db, now, viewer: systemViewer }, { email, password, ...callerOf(request) })
  if (answer.kind === 'wait') return tooMany(form, answer.until, now)
  if (answer.kind === 'no') return data(refuse(form, { '': [MISMATCH] }), { status: 400 })

  await endSession(db, request)
  const back = safeRedirect(volver ?? new URL(request.url).searchParams.get('volver'))
  return redirect(landingOf(answer.role, back), { headers: { 'Set-Cookie': answer.cookie } })
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders ?? {}

export const meta: MetaFunction = () => [{ title: 'Entrar · Hilván' }]

export default function SignIn() {
  const { held } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()

  return (
    <DoorPage
      title="Entrar"
      lead={held ? undefined : 'Escriba su correo y su contraseña.'}
      foot="¿No puede entrar u olvidó su contraseña? Pida un enlace nuevo a la administración de la Red."
    >
      {held && (
        <p role="status" className="rounded-control border border-borde bg-superficie px-4 py-3">
          Guardamos lo que había escrito; entre de nuevo para continuar.
        </p>
      )}
      <RecordForm feedback={feedback} reloadDocument>
        <TextField
          name="email"
          type="email"
          label="Correo electrónico"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="email"
          required
        />
        <PasswordField name="password" label="Contraseña" autoComplete="current-password" />
        <Button variant="primary" className="w-full">Entrar</Button>
      </RecordForm>
    </DoorPage>
  )
}

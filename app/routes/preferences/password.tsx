import { data, type HeadersFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { changePassword } from '#app/domain/users/commands/password.server.ts'
import { changePasswordForm } from '#app/domain/users/forms.server.ts'
import { accountPath } from '#app/domain/users/rules.ts'
import { callerOf } from '#app/lib/caller.server.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone } from '#app/lib/roles.ts'
import { tooMany } from '#app/routes/session/too-many.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PasswordField } from '#app/ui/password-field.tsx'

const NOT_THIS = 'Esa no es su contraseña actual.'

export const loader = signedIn(everyone, async (ctx) => {
  refuseLinks(ctx.viewer)
  return { back: accountPath(ctx.viewer.role) }
})

export const action = signedIn(everyone, async (ctx, { request }) => {
  refuseLinks(ctx.viewer)
  const form = await readForm(request, changePasswordForm)
  if (!form.ok) return data(form, { status: 400 })

  const answer = await changePassword(ctx, { ...form.input, ...callerOf(request) })
  if (answer.kind === 'wait') return tooMany(form, answer.until, ctx.now)
  if (answer.kind === 'wrong') return data(refuse(form, { current_password: [NOT_THIS] }), { status: 400 })
  if (answer.kind === 'weak') return data(refuse(form, { password: [answer.why] }), { status: 400 })

  const told = 'Contraseña cambiada. Sus otras sesiones se cerraron.'
  const response = redirectWithNotice(accountPath(ctx.viewer.role), told)
  response.headers.append('Set-Cookie', answer.cookie)
  return response
})

/** Whoever comes by a link has no password, and gets none. */
function refuseLinks({ access }: Viewer) {
  if (access) throw new NotFound()
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders ?? {}

export const meta: MetaFunction = () => [{ title: 'Cambiar contraseña · Hilván' }]

export default function ChangePassword() {
  const { back } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()

  return (
    <div className="pila">
      <PageHeader title="Cambiar contraseña" facts="Al guardar se cierran sus sesiones en otros equipos." />
      <RecordForm feedback={feedback}>
        <PasswordField name="current_password" label="Contraseña actual" autoComplete="current-password" />
        <PasswordField
          name="password"
          label="Contraseña nueva"
          hint="Al menos 12 caracteres. Sirven tres o cuatro palabras sin relación entre sí, con sus espacios."
          autoComplete="new-password"
        />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={back}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </div>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { renewInvitation } from '#app/domain/users/commands/invite.server.ts'
import { findUser } from '#app/domain/users/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AdminTabs } from './admin-tabs.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { linkOf } from './invitation-url.server.ts'

export const loader = signedIn(admins, async (ctx, { params }) => {
  const { id, name, email } = found(await findUser(ctx, params.id ?? ''))
  return { id, name, email }
})

export const action = signedIn(admins, async (ctx, { params }) =>
  data(linkOf(ctx, await renewInvitation(ctx, params.id ?? '')), { status: 201 }))

export const meta: MetaFunction = () => [{ title: 'Enlace de acceso · Administración · Hilván' }]

export default function UserLink() {
  const { id, name, email } = useLoaderData<typeof loader>()
  const link = useActionData<typeof action>()
  const back = `/administracion/usuarios/${id}`

  return (
    <div className="pila">
      <PageHeader title="Enlace para elegir contraseña" facts={`${name} · ${email}`} />
      <AdminTabs />
      {link ? (
        <>
          <InvitationLink name={name} url={link.url} until={link.until} />
          <div className="acciones"><LinkButton to={back}>Volver a la cuenta</LinkButton></div>
        </>
      ) : (
        <RecordForm>
          <p>
            El enlace sirve una vez, durante 24 horas. Los enlaces anteriores dejan de servir; la contraseña actual, si
            tiene, sigue hasta que elija otra.
          </p>
          <FormActions>
            <Button variant="primary">Generar el enlace</Button>
            <LinkButton to={back}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </div>
  )
}

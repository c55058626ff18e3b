import { data, type MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'

import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { inviteUser } from '#app/domain/users/commands/invite.server.ts'
import { inviteForm } from '#app/domain/users/forms.server.ts'
import { findUserByEmail } from '#app/domain/users/queries.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AccessFields } from './access-fields.tsx'
import { AdminTabs } from './admin-tabs.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { linkOf } from './invitation-url.server.ts'

export const loader = signedIn(admins, async () => null)

export const action = signedIn(admins, async (ctx, { request }) => {
  const form = await readForm(request, inviteForm)
  if (!form.ok) return data(form, { status: 400 })
  const { institution_id_text, ...input } = form.input
  const suggest = (q: string) => suggestInstitutions(ctx, q, 10)
  const institution = await chosen(input.institution_id, institution_id_text, suggest)
  if (institution.problem) return data(refuse(form, { institution_id: [institution.problem] }), { status: 400 })
  if (await findUserByEmail(ctx, input.email)) {
    return data(refuse(form, { email: ['Ya hay una cuenta con ese correo.'] }), { status: 400 })
  }

  const { id, ...invitation } = await inviteUser(ctx, { ...input, institution_id: institution.id ?? null })
  return data({ ok: true as const, id, name: input.name, ...linkOf(ctx, invitation) }, { status: 201 })
})

export const meta: MetaFunction = () => [{ title: 'Invitar · Administración · Hilván' }]

export default function NewUser() {
  const answer = useActionData<typeof action>()
  if (answer?.ok) {
    return (
      <div className="pila">
        <PageHeader title="Cuenta creada" />
        <AdminTabs />
        <InvitationLink name={answer.name} url={answer.url} until={answer.until} />
        <div className="acciones">
          <LinkButton to={`/administracion/usuarios/${answer.id}`}>Ver la cuenta</LinkButton>
          <LinkButton to="/administracion/usuarios">Ver usuarios</LinkButton>
        </div>
      </div>
    )
  }

  return (
    <div className="pila">
      <PageHeader title="Invitar" facts="La persona elegirá su contraseña con un enlace que sirve una vez." />
      <AdminTabs />
      <RecordForm feedback={answer}>
        <TextField
          name="email"
          type="email"
          label="Correo electrónico"
          maxLength={254}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <AccessFields />
        <FormActions>
          <Button variant="primary">Crear invitación</Button>
          <LinkButton to="/administracion/usuarios">Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </div>
  )
}

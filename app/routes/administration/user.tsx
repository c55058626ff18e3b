import { data, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { editUser } from '#app/domain/users/commands/edit.server.ts'
import { editUserForm } from '#app/domain/users/forms.server.ts'
import { countSessionsOf, findUser, isLastAdmin } from '#app/domain/users/queries.server.ts'
import { roles } from '#app/domain/users/terms.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { revocationPath } from '#app/routes/preferences/own-tokens.tsx'
import { tokenRows } from '#app/routes/preferences/token-rows.server.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AccessFields } from './access-fields.tsx'
import { AdminTabs } from './admin-tabs.tsx'
import { StateBadge } from './state-badge.tsx'

export const loader = signedIn(admins, async (ctx, { params }) => {
  const user = found(await findUser(ctx, params.id ?? ''))
  const { id, name, email, role, state, version, phone, institution_id, institution_name, signed_in_at } = user
  const events = await listActivity(ctx, 'user', id, 20)
  return {
    user: {
      id, name, email, role, state, version, phone,
      institution: institution_id && institution_name ? { id: institution_id, label: institution_name } : null,
      last_access: signed_in_at ? formatInstant(signed_in_at, ctx.viewer.zone) : null,
    },
    last_admin: await isLastAdmin(ctx, user),
    sessions: await countSessionsOf(ctx, user),
    tokens: await tokenRows(ctx, id),
    events: events.map(({ id, at, actor_name, sentence }) => ({
      id, actor_name, sentence, at: formatInstant(at, ctx.viewer.zone),
    })),
  }
})

export const action = signedIn(admins, async (ctx, { request, params }) => {
  const form = await readForm(request, editUserForm)
  if (!form.ok) return data(form, { status: 400 })
  const { institution_id_text, ...input } = form.input
  const suggest = (q: string) => suggestInstitutions(ctx, q, 10)
  const institution = await chosen(input.institution_id, institution_id_text, suggest)
  if (institution.problem) return data(refuse(form, { institution_id: [institution.problem] }), { status: 400 })

  const id = params.id ?? ''
  const outcome = await editUser(ctx, id, { ...input, institution_id: institution.id ?? null })
  if (outcome === 'saved') return redirectWithNotice(`/administracion/usuarios/${id}`, 'Cambios guardados.')
  const { name, role, institution_name } = found(await findUser(ctx, id))
  const now = [name, roles[role], institution_name].filter(Boolean).join(', ')
  const sentence = `Otra persona cambió esta cuenta mientras usted la editaba. Ahora dice: ${now}.`
  return data(refuse(form, { '': [sentence, 'Si guarda de nuevo, quedará lo que usted escribió.'] }), { status: 409 })
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.user.name ?? 'Usuario'} · Administración · Hilván` },
]

export default function User() {
  const { user, last_admin, sessions, tokens, events } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()

  return (
    <div className="pila">
      <PageHeader
        title={user.name}
        state={<StateBadge state={user.state} />}
        facts={
          <>
            {user.email} · {user.last_access ? <>último acceso <time>{user.last_access}</time></> : 'nunca ha entrado'}
          </>
        }
      />
      <AdminTabs />
      <div className="dos-columnas">
        <Card title="Datos y perfil">
          <RecordForm feedback={feedback} version={user.version} key={user.version}>
            <AccessFields access={user} />
            <p className="meta">Si cambia el perfil o la institución, la persona tendrá que entrar de nuevo.</p>
            <FormActions><Button variant="primary">Guardar</Button></FormActions>
          </RecordForm>
        </Card>
        <div className="pila">
          <Card title="Acceso">
            {user.state !== 'disabled' && (
              <div className="entre">
                <p>{user.state === 'invited' ? 'Todavía no elige su contraseña.' : '¿Olvidó su contraseña?'}</p>
                <LinkButton to="enlace">Generar un enlace…</LinkButton>
              </div>
            )}
            {sessions > 0 && (
              <Form method="post" action="sesiones" className="entre">
                <p>{plural(sessions, 'sesión abierta', 'sesiones abiertas')}</p>
                <Button>Cerrar sus sesiones</Button>
              </Form>
            )}
            <Switch state={user.state} last_admin={last_admin} />
          </Card>
          {tokens.length > 0 && (
            <Card title="Claves de sus programas" aside="Leen por esta persona.">
              <ul className="lista">
                {tokens.map(({ id, name, reads, expires, last }) => (
                  <li key={id} className="entre">
                    <div><b>{name}</b><p className="meta">Lee: {reads}. Vence el <time>{expires}</time>. Último uso: {last ?? 'nunca'}</p></div>
                    <Form method="post" action={revocationPath(id)} preventScrollReset><Button small variant="danger" aria-label={`Revocar «${name}»`}>Revocar</Button></Form>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Card title="Actividad de la cuenta">
            {events.length === 0 && <p className="meta">Todavía no hay actividad.</p>}
            <ol className="lista">
              {events.map((event) => (
                <li key={event.id}>{event.actor_name} {event.sentence} <time className="meta">{event.at}</time></li>
              ))}
            </ol>
          </Card>
        </div>
      </div>
    </div>
  )
}

function Switch({ state, last_admin }: { state: string; last_admin: boolean }) {
  if (last_admin) {
    return (
      <p className="meta">
        Es la única cuenta de administración en uso: no se puede desactivar ni cambiar de perfil.
      </p>
    )
  }
  if (state === 'disabled') {
    return (
      <Form method="post" action="reactivacion" className="entre">
        <p>La cuenta está desactivada.</p>
        <Button>Reactivar</Button>
      </Form>
    )
  }
  return (
    <Form method="post" action="desactivacion" className="entre">
      <p>Al desactivarla, sus sesiones terminan en el acto.</p>
      <Button variant="danger">Desactivar</Button>
    </Form>
  )
}

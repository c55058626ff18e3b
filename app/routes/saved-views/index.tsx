import { data, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'

import { saveView } from '#app/domain/saved-views/commands.server.ts'
import { newViewForm } from '#app/domain/saved-views/forms.server.ts'
import { canEditView, canShareViews } from '#app/domain/saved-views/policy.ts'
import { listAt, listViews } from '#app/domain/saved-views/queries.server.ts'
import { addressOf } from '#app/domain/saved-views/rules.ts'
import { lists } from '#app/domain/saved-views/terms.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { network } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Checkbox, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(network, async (ctx, { params }) => {
  const list = found(listAt(params.lista))
  const views = await listViews(ctx, list)
  return {
    list: { path: lists[list].path, label: lists[list].label },
    views: views.map((view) => ({
      id: view.id,
      name: view.name,
      to: addressOf(view),
      team: view.owner_id === null,
      isDefault: view.is_default === 1,
      mayEdit: canEditView(ctx.viewer, view),
    })),
    mayShare: canShareViews(ctx.viewer),
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(network, async (ctx, { request, params }) => {
  const list = found(listAt(params.lista))
  const form = await readForm(request, newViewForm)
  if (!form.ok) return data(form, { status: 400 })
  if (form.input.team && !canShareViews(ctx.viewer)) return data(refuse(form, { team: ['Las vistas del equipo las guarda quien coordina.'] }), { status: 400 })

  const answer = await saveView(ctx, list, form.input)
  if ('errors' in answer) return data(refuse(form, answer.errors), { status: 400 })
  return redirectWithNotice(addressOf(answer.view), `Vista «${answer.view.name}» guardada.`, `/vistas${lists[list].path}/${answer.view.id}/retiro`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Vistas de ${data?.list.label ?? ''} · Hilván` }]

export default function Views() {
  const { list, views, mayShare, operation_id } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const typed = refused?.values

  return (
    <div className="pila">
      <PageHeader title={`Vistas de ${list.label}`} facts={<Link to={list.path}>Volver a la lista</Link>} />
      {refused && (
        <RecordForm feedback={refused} operationId={operation_id} className="formulario tarjeta">
          <input type="hidden" name="search" value={String(typed?.search ?? '')} />
          {refused.errors.search && <p className="campo-error" role="alert">{refused.errors.search.join(' ')}</p>}
          <TextField name="name" label="Nombre de la vista" maxLength={40} />
          <Checkbox name="is_default" label="Abrir la lista con ella" />
          {mayShare && <Checkbox name="team" label="Para todo el equipo" />}
          <FormActions>
            <Button variant="primary">Guardar vista</Button>
            <LinkButton to={`${list.path}?${new URLSearchParams(String(typed?.search ?? 'vista=todas'))}`}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
      {views.length === 0 && !refused && (
        <Empty title="Todavía no hay vistas guardadas" action={<LinkButton to={list.path}>Ir a la lista</LinkButton>}>
          Una vista es la lista con sus filtros, su orden y sus columnas. Filtre la lista y use «Vista → Guardar vista», por ejemplo
          «Vencidos del Biobío».
        </Empty>
      )}
      <Group title="Mías" list={list} views={views.filter(({ team }) => !team)} />
      <Group title="Del equipo" list={list} views={views.filter(({ team }) => team)} />
    </div>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Group({ title, list, views }: { title: string } & Pick<Loaded, 'list' | 'views'>) {
  if (views.length === 0) return null
  return (
    <Card title={title}>
      <ul className="lista">
        {views.map(({ id, name, to, isDefault, mayEdit }) => (
          <li key={id} className="entre">
            <div>
              <Link className="enlace-titulo" to={to}>{name}</Link>
              {isDefault && <p className="meta">La lista se abre con ella</p>}
            </div>
            {mayEdit && (
              <div className="acciones">
                <Form method="post" action={`/vistas${list.path}/${id}/predeterminada`}>
                  <Button small>{isDefault ? 'No abrir con ella' : 'Abrir con ella'}<span className="solo-lector">: {name}</span></Button>
                </Form>
                <LinkButton small to={`/vistas${list.path}/${id}`}>Cambiar<span className="solo-lector"> {name}</span></LinkButton>
                <Form method="post" action={`/vistas${list.path}/${id}/retiro`}>
                  <Button small>Quitar<span className="solo-lector"> {name}</span></Button>
                </Form>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

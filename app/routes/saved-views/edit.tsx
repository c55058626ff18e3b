import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editView } from '#app/domain/saved-views/commands.server.ts'
import { viewForm } from '#app/domain/saved-views/forms.server.ts'
import { canEditView, canShareViews } from '#app/domain/saved-views/policy.ts'
import { findView, listAt } from '#app/domain/saved-views/queries.server.ts'
import { addressOf } from '#app/domain/saved-views/rules.ts'
import { lists } from '#app/domain/saved-views/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(network, async (ctx, { params }) => {
  const { list, view } = await findMine(ctx, params)
  return {
    label: lists[list].label,
    view: { name: view.name, version: view.version, team: view.owner_id === null, isDefault: view.is_default === 1, to: addressOf(view) },
    mayShare: canShareViews(ctx.viewer),
  }
})

export const action = signedIn(network, async (ctx, { request, params }) => {
  const { list, view } = await findMine(ctx, params)
  const form = await readForm(request, viewForm)
  if (!form.ok) return data(form, { status: 400 })
  if (form.input.team && !canShareViews(ctx.viewer)) return data(refuse(form, { team: ['Las vistas del equipo las guarda quien coordina.'] }), { status: 400 })

  const answer = await editView(ctx, list, view.id, form.input)
  if (answer && 'stale' in answer) {
    return data(refuse(form, { name: [`Otra persona la cambió recién y ahora se llama «${answer.stale.name}». Revise y vuelva a guardar.`] }), { status: 409 })
  }
  if (answer) return data(refuse(form, answer.errors), { status: 400 })
  return redirectWithNotice(addressOf(view), `Vista «${form.input.name}» guardada.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Cambiar la vista ${data?.view.name ?? ''} · Hilván` }]

export default function EditView() {
  const { label, view, mayShare } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()

  return (
    <>
      <PageHeader title={`Cambiar la vista «${view.name}»`} facts={`De la lista ${label}. Sus filtros y columnas se cambian en la lista, con «Guardar los cambios».`} />
      <RecordForm feedback={refused} version={view.version} className="formulario tarjeta">
        <TextField name="name" label="Nombre de la vista" maxLength={40} defaultValue={view.name} />
        <Checkbox name="is_default" label="Abrir la lista con ella" defaultChecked={view.isDefault} />
        {mayShare && <Checkbox name="team" label="Para todo el equipo" defaultChecked={view.team} />}
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={view.to}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

async function findMine(ctx: Context, params: { lista?: string; id?: string }) {
  const list = found(listAt(params.lista))
  const view = found(await findView(ctx, list, params.id ?? ''))
  if (view.removed_at !== null) found(undefined)
  permit(canEditView(ctx.viewer, view))
  return { list, view }
}

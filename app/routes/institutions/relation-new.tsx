import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findInstitution, suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { addRelation, relationProblem } from '#app/domain/relations/commands.server.ts'
import { relationForm } from '#app/domain/relations/forms.server.ts'
import { relationKinds } from '#app/domain/relations/terms.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, DateField, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { chosen } from '../suggestions/chosen.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { id, short_name } = found(await findInstitution(ctx, params.id!))
  return { id, short_name, operation_id: newId(ctx.now.getTime()) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id } = found(await findInstitution(ctx, params.id!))
  const form = await readForm(request, relationForm)
  if (!form.ok) return data(form, { status: 400 })

  const { to_id: asked, to_id_text, operation_id, kind, starts_on, source } = form.input
  const other = await chosen(asked, to_id_text, (q) => suggestInstitutions(ctx, q))
  if (other.problem) return data(refuse(form, { to_id: [other.problem] }), { status: 400 })
  const to_id = other.id && (await findInstitution(ctx, other.id)) ? other.id : undefined
  const problem = to_id ? await relationProblem(ctx, id, { to_id, kind }) : 'Elija una institución de la lista.'
  if (!to_id || problem) return data(refuse(form, { to_id: [problem ?? ''] }), { status: 400 })

  await addRelation(ctx, id, { operation_id, to_id, kind, starts_on, source })
  return redirectWithNotice(`/instituciones/${id}?seccion=red`, 'Relación anotada.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Nueva relación · ${data?.short_name ?? ''} · Hilván` }]

export default function NewRelation() {
  const { id, short_name, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Nueva relación" kicker={short_name} facts="De qué es parte, o con quién está asociada. De quién depende se cambia en sus datos." />
      <RecordForm feedback={feedback} operationId={operation_id} className="formulario tarjeta">
        <Choice name="kind" label={`${short_name}…`} options={relationKinds} defaultValue="member_of" />
        <Picker name="to_id" label="Institución" source="/sugerencias/instituciones" chosen={[]} />
        <DateField name="starts_on" label="Desde" optional />
        <TextField name="source" label="De dónde se sabe" optional maxLength={200} hint="Por ejemplo, «estatutos, artículo 4» o «sitio de la asociación»." />
        <FormActions>
          <Button variant="primary">Guardar relación</Button>
          <LinkButton to={`/instituciones/${id}?seccion=red`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

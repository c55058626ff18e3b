import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { endProblem, endRelation } from '#app/domain/relations/commands.server.ts'
import { relationEndForm } from '#app/domain/relations/forms.server.ts'
import { findRelation } from '#app/domain/relations/queries.server.ts'
import { relationVerbs } from '#app/domain/relations/terms.ts'
import { today } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { DateField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { from_name, kind, to_name } = found(await findRelation(ctx, params.relation!))
  return { sentence: `${from_name} ${relationVerbs[kind]} ${to_name}`, back: `/instituciones/${params.id}?seccion=red`, today: today(ctx) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id } = found(await findInstitution(ctx, params.id!))
  const relation = found(await findRelation(ctx, params.relation!))
  const form = await readForm(request, relationEndForm)
  if (!form.ok) return data(form, { status: 400 })
  const problem = relation.ended_at ? 'Esta relación ya había terminado.' : endProblem(relation, form.input.ends_on, today(ctx))
  if (problem) return data(refuse(form, { ends_on: [problem] }), { status: 400 })

  await endRelation(ctx, relation.id, form.input.ends_on)
  return redirectWithNotice(`/instituciones/${id}?seccion=red`, 'Término anotado. La relación queda entre las que terminaron.')
})

export const meta: MetaFunction = () => [{ title: 'Término de una relación · Hilván' }]

export default function EndRelation() {
  const { sentence, back, today } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="¿Hasta cuándo?" facts={sentence} />
      <RecordForm feedback={feedback} className="formulario tarjeta">
        <DateField name="ends_on" label="Último día" defaultValue={today} required />
        <FormActions>
          <Button variant="primary">Guardar término</Button>
          <LinkButton to={back}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { createInstitution } from '#app/domain/institutions/commands.server.ts'
import { newInstitutionForm } from '#app/domain/institutions/forms.server.ts'
import { ownKinds } from '#app/domain/institutions/terms.ts'
import { listLikelyInstitutions } from '#app/domain/merges/queries/likely.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { likelyOptions } from '#app/routes/merges/likely.server.ts'
import { LikelyList, useLikely } from '#app/routes/merges/likely-list.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { listChoices, settle } from './choices.server.ts'
import { findTyped } from './held.server.ts'
import { InstitutionFields } from './institution-fields.tsx'

export const loader = signedIn(writers, async (ctx, { request }) => ({
  operation_id: newId(),
  name: new URL(request.url).searchParams.get('nombre')?.slice(0, 200) ?? '',
  choices: await listChoices(ctx),
  typed: await findTyped(ctx, request),
}))

export const action = signedIn(writers, async (ctx, { request }) => {
  const form = await readForm(request, newInstitutionForm)
  if (!form.ok) return data({ ...form, likely: [] }, { status: 400 })

  const { distinct, parent_id_text, ...input } = form.input
  const { parent_id, errors } = await settle(ctx, { ...input, parent_id_text })
  const likely = distinct ? [] : await listLikelyInstitutions(ctx, { ...input, aliases: (input.aliases ?? '').split('\n') })
  if (likely.length > 0) errors.name = [`Se parece a ${likely.map(({ name }) => `«${name}»`).join(', ')}. Use esa ficha, o diga que es otra institución.`]
  if (Object.keys(errors).length > 0) return data({ ...refuse(form, errors), likely: likelyOptions(likely) }, { status: 400 })

  const id = await createInstitution(ctx, { ...input, parent_id })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/instituciones/${id}`, 'Institución creada.')
})

export const meta: MetaFunction = () => [{ title: 'Nueva institución · Hilván' }]

export default function NewInstitution() {
  const { operation_id, name, choices, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const likely = useLikely('institution')
  return (
    <>
      <PageHeader
        title="Nueva institución"
        facts="Municipalidades, gobiernos regionales, SERVIU, SEREMI y ministerios ya están en el directorio."
      />
      <RecordForm feedback={feedback ?? typed} operationId={operation_id} onInput={likely.onInput}>
        <Select name="kind" label="Tipo" options={ownKinds} empty="Elija el tipo" />
        <InstitutionFields known={{ name }} choices={choices} />
        <LikelyList kind="institution" typed={likely.typed} asked={feedback?.likely} />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to="/instituciones">Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

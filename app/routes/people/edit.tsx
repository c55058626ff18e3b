import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editPerson } from '#app/domain/people/commands.server.ts'
import { personForm } from '#app/domain/people/forms.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { legalBases } from '#app/domain/people/terms.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { findTyped } from '#app/routes/institutions/held.server.ts'
import { staleOf } from '#app/routes/institutions/stale.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { PersonFields } from './person-fields.tsx'

const labels = {
  given_names: 'Nombres',
  first_surname: 'Primer apellido',
  second_surname: 'Segundo apellido',
  treatment: 'Tratamiento',
  source: 'De dónde viene el dato',
  legal_basis: { label: 'Por qué guardamos sus datos', words: legalBases },
}

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const person = found(await findPerson(ctx, params.id!))
  return { person, name: nameOf(person), typed: await findTyped(ctx, request) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, personForm)
  if (!form.ok) return data({ ...form, stale: null }, { status: 400 })

  const theirs = await editPerson(ctx, params.id!, form.input)
  if (theirs) return data({ ...refuse(form, {}), stale: staleOf(ctx, 'este contacto', theirs, labels, form.values) }, { status: 409 })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/contactos/${params.id}`, 'Cambios guardados.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar ${data?.name ?? ''} · Hilván` }]

export default function EditPerson() {
  const { person, name, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title={`Editar ${name}`} />
      {feedback?.stale ? <Conflict {...feedback.stale} /> : (
        <RecordForm feedback={feedback ?? typed} version={person.version}>
          <PersonFields known={person} />
          <FormActions>
            <Button variant="primary">Guardar</Button>
            <LinkButton to={`/contactos/${person.id}`}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { listLikelyPeople } from '#app/domain/merges/queries/likely.server.ts'
import { createPerson } from '#app/domain/people/commands.server.ts'
import { newPersonForm } from '#app/domain/people/forms.server.ts'
import { findPosition, suggestPositions } from '#app/domain/positions/queries.server.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { findTyped } from '#app/routes/institutions/held.server.ts'
import { likelyOptions } from '#app/routes/merges/likely.server.ts'
import { LikelyList, useLikely } from '#app/routes/merges/likely-list.tsx'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { DateField, Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { PersonFields } from './person-fields.tsx'

export const loader = signedIn(writers, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const position = search.get('cargo') ? await findPosition(ctx, search.get('cargo') ?? '') : undefined
  return {
    operation_id: newId(),
    known: namesIn(search.get('nombre')?.slice(0, 200) ?? ''),
    post: position ? [{ id: position.id, label: `${position.title}, ${position.institution_name}` }] : [],
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  const form = await readForm(request, newPersonForm)
  if (!form.ok) return data({ ...form, likely: [] }, { status: 400 })

  const { distinct, position_id_text, ...input } = form.input
  const post = await chosen(input.position_id, position_id_text, (q) => suggestPositions(ctx, q))
  if (post.problem) return data({ ...refuse(form, { position_id: [post.problem] }), likely: [] }, { status: 400 })
  const position_id = post.id ?? null
  const likely = distinct ? [] : await listLikelyPeople(ctx, { ...input, position_id })
  if (likely.length > 0) {
    const problem = likely.length === 1 ? 'Hay una persona parecida en Contactos. Use esa ficha, o diga que es otra persona.' : 'Hay personas parecidas en Contactos. Use una de esas fichas, o diga que es otra persona.'
    return data({ ...refuse(form, { given_names: [problem] }), likely: likelyOptions(likely) }, { status: 400 })
  }

  const created = await createPerson(ctx, { ...input, position_id })
  if (created.errors) return data({ ...refuse(form, created.errors), likely: [] }, { status: 400 })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/contactos/${created.id}`, 'Contacto creado.')
})

export const meta: MetaFunction = () => [{ title: 'Nuevo contacto · Hilván' }]

export default function NewPerson() {
  const { operation_id, known, post, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const likely = useLikely('person')
  return (
    <>
      <PageHeader title="Nuevo contacto" facts="Solo datos de su trabajo. Nada de salud, política ni situación social." />
      <RecordForm feedback={feedback ?? typed} operationId={operation_id} onInput={likely.onInput}>
        <PersonFields known={known} afterNames={<LikelyList kind="person" typed={likely.typed} asked={feedback?.likely} />} />
        <fieldset className="pila">
          <legend className="pb-3"><h2>Cargo que ocupa</h2></legend>
          <Picker name="position_id" label="Cargo" optional hint="Escriba el cargo y la institución: «dom cerrillos»." source="/sugerencias/cargos" chosen={post} />
          <div className="campos-juntos">
            <Select name="tenure_kind" label="Cómo lo ejerce" options={tenureKinds} />
            <DateField name="starts_on" label="Desde" optional />
          </div>
        </fieldset>
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to="/contactos">Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

/** The parts of a name as it was searched for: the last word is the surname, or the last two of four. */
function namesIn(text: string) {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const surnames = words.length > 3 ? 2 : words.length > 2 ? 2 : 1
  const given = words.length > 1 ? words.slice(0, -surnames) : words
  const [first_surname = '', second_surname = ''] = words.length > 1 ? words.slice(-surnames) : []
  return { given_names: given.join(' '), first_surname, second_surname }
}

import { data, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'

import { createPerson } from '#app/domain/people/commands.server.ts'
import { newPersonForm } from '#app/domain/people/forms.server.ts'
import { listPeopleNamed } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { findPosition, suggestPositions } from '#app/domain/positions/queries.server.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { findTyped } from '#app/routes/institutions/held.server.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox, DateField, Select } from '#app/ui/field.tsx'
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
  if (!form.ok) return data({ ...form, namesakes: [] }, { status: 400 })

  const { distinct, position_id_text, ...input } = form.input
  const post = await chosen(input.position_id, position_id_text, (q) => suggestPositions(ctx, q))
  if (post.problem) return data({ ...refuse(form, { position_id: [post.problem] }), namesakes: [] }, { status: 400 })
  const namesakes = distinct ? [] : await listPeopleNamed(ctx, nameOf(input))
  if (namesakes.length > 0) {
    const problem = `Ya hay ${namesakes.length === 1 ? 'una persona' : 'personas'} con ese nombre. Ábrala, o marque que es otra.`
    return data({ ...refuse(form, { given_names: [problem] }), namesakes }, { status: 400 })
  }

  const created = await createPerson(ctx, { ...input, position_id: post.id ?? null })
  if (created.errors) return data({ ...refuse(form, created.errors), namesakes: [] }, { status: 400 })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/contactos/${created.id}`, 'Contacto creado.')
})

export const meta: MetaFunction = () => [{ title: 'Nuevo contacto · Hilván' }]

export default function NewPerson() {
  const { operation_id, known, post, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Nuevo contacto" facts="Solo datos de su trabajo. Nada de salud, política ni situación social." />
      <RecordForm feedback={feedback ?? typed} operationId={operation_id}>
        <PersonFields known={known} />
        {feedback && feedback.namesakes.length > 0 && <Namesakes rows={feedback.namesakes} />}
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

function Namesakes({ rows }: { rows: { id: string; name: string; post: string | null }[] }) {
  return (
    <div className="pila pila-junta">
      <p>Con ese nombre ya está:</p>
      <ul className="lista">
        {rows.map(({ id, name, post }) => <li key={id}><Link to={`/contactos/${id}`}>{name}</Link> <span className="meta">{post ?? 'Sin cargo vigente'}</span></li>)}
      </ul>
      <Checkbox name="distinct" label="Es otra persona: crearla igual" />
    </div>
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

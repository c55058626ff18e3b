import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editInstitution } from '#app/domain/institutions/commands.server.ts'
import { institutionForm } from '#app/domain/institutions/forms.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { institutionKinds, ownKinds } from '#app/domain/institutions/terms.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { formatRut } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { listChoices, settle } from './choices.server.ts'
import { findTyped } from './held.server.ts'
import { InstitutionFields } from './institution-fields.tsx'
import { staleOf } from './stale.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const institution = found(await findInstitution(ctx, params.id!))
  const { aliases, parent_id, parent_name } = institution
  return {
    institution,
    known: {
      ...institution,
      aliases: aliases.split('|').join('\n'),
      parent: parent_id ? { id: parent_id, label: parent_name ?? '' } : null,
    },
    choices: await listChoices(ctx),
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, institutionForm)
  if (!form.ok) return data({ ...form, stale: null }, { status: 400 })

  const { parent_id_text, ...input } = form.input
  const { parent_id, errors } = await settle(ctx, { ...input, parent_id_text }, params.id)
  if (Object.keys(errors).length > 0) return data({ ...refuse(form, errors), stale: null }, { status: 400 })

  const theirs = await editInstitution(ctx, params.id!, { ...input, parent_id })
  if (theirs) {
    const labels = await labelsOf(ctx, theirs.kind in ownKinds)
    const stale = staleOf(ctx, 'esta institución', { ...theirs, aliases: theirs.aliases.split('|').join('\n'), rut: theirs.rut && formatRut(theirs.rut) }, labels, form.values)
    return data({ ...refuse(form, {}), stale }, { status: 409 })
  }
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/instituciones/${params.id}`, 'Cambios guardados.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar ${data?.institution.short_name ?? ''} · Hilván` }]

export default function EditInstitution() {
  const { institution, known, choices, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title={`Editar ${institution.short_name}`} kicker={institutionKinds[institution.kind]} />
      {feedback?.stale ? <Conflict {...feedback.stale} /> : (
        <RecordForm feedback={feedback ?? typed} version={institution.version}>
          {institution.kind in ownKinds
            ? <Select name="kind" label="Tipo" options={ownKinds} defaultValue={institution.kind} />
            : <input type="hidden" name="kind" value={institution.kind} />}
          <InstitutionFields known={known} choices={choices} />
          <FormActions>
            <Button variant="primary">Guardar</Button>
            <LinkButton to={`/instituciones/${institution.id}`}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

async function labelsOf(ctx: Parameters<typeof listChoices>[0], own: boolean) {
  const { regions, communes, coordinators } = await listChoices(ctx)
  const words = (options: { value: string; label: string }[]) => Object.fromEntries(options.map(({ value, label }) => [value, label]))
  return {
    ...(own ? { kind: { label: 'Tipo', words: institutionKinds } } : {}),
    name: 'Nombre',
    short_name: 'Nombre corto',
    rut: 'RUT',
    aliases: 'Otros nombres',
    region_code: { label: 'Región', words: words(regions) },
    commune_cut: { label: 'Comuna de su sede', words: words(communes) },
    coordinator_id: { label: 'Quién la coordina', words: words(coordinators) },
  }
}

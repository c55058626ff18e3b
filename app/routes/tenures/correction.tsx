import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { correctTenure } from '#app/domain/tenures/commands/correct.server.ts'
import { tenureForm } from '#app/domain/tenures/forms.server.ts'
import { findTenure } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { endReasons, tenureKinds } from '#app/domain/tenures/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { staleOf } from '#app/routes/institutions/stale.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { Choice, DateField, Select, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

const labels = {
  kind: { label: 'Cómo lo ejerce', words: tenureKinds },
  starts_on: 'Asume el',
  ends_on: 'Último día',
  end_reason: 'Razón',
  source: 'De dónde viene el dato',
}

export const loader = signedIn(writers, async (ctx, { params }) => {
  const tenure = await findOf(ctx, params)
  return { tenure, name: shownName(tenure) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id } = await findOf(ctx, params)
  const form = await readForm(request, tenureForm)
  if (!form.ok) return data({ ...form, stale: null }, { status: 400 })

  const { errors, stale } = await correctTenure(ctx, id, form.input)
  if (errors) return data({ ...refuse(form, errors), stale: null }, { status: 400 })
  if (stale) return data({ ...refuse(form, {}), stale: staleOf(ctx, 'este período', stale, labels, form.values) }, { status: 409 })
  return redirectWithNotice(`/cargos/${params.id}`, 'Período corregido.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Corregir el período · ${data?.name ?? ''} · Hilván` }]

export default function Correction() {
  const { tenure, name } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        kicker={`${tenure.title} · ${tenure.institution_name}`}
        title={`Corregir el período de ${name}`}
        facts="Las reuniones y actas ya registradas conservan el nombre y el cargo que tenían."
      />
      {feedback?.stale ? <Conflict {...feedback.stale} /> : (
        <RecordForm feedback={feedback} version={tenure.version}>
          <Choice name="kind" label="Cómo lo ejerce" options={tenureKinds} defaultValue={tenure.kind} />
          <div className="campos-juntos">
            <DateField name="starts_on" label="Asume el" defaultValue={tenure.starts_on} />
            <DateField name="ends_on" label="Último día" optional defaultValue={tenure.ends_on ?? ''} />
          </div>
          <Select name="end_reason" label="Razón" optional options={endReasons} empty="Sin indicar" defaultValue={tenure.end_reason ?? ''} />
          <TextField name="source" label="De dónde viene el dato" optional defaultValue={tenure.source ?? ''} maxLength={200} />
          <FormActions>
            <Button variant="primary">Guardar</Button>
            <LinkButton to={`/cargos/${tenure.position_id}`}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

/** The period, if it is one of this position. */
async function findOf(ctx: Context, { id, tenure }: { id?: string; tenure?: string }) {
  const record = found(await findTenure(ctx, tenure!))
  return found(record.position_id === id ? record : undefined)
}

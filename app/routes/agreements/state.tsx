import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { overrideState } from '#app/domain/agreements/commands.server.ts'
import { overrideForm } from '#app/domain/agreements/forms.server.ts'
import { canOverrideState } from '#app/domain/agreements/policy.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { progressText } from '#app/domain/agreements/rules.ts'
import { agreementStates } from '#app/domain/agreements/terms.ts'
import { found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Select, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  permit(canOverrideState(ctx.viewer))
  return {
    folio: agreement.folio,
    derived: agreementStates[agreement.derived_state],
    progress: progressText(agreement.tally),
    overridden: agreement.override_state,
    reason: agreement.override_reason,
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  permit(canOverrideState(ctx.viewer))
  const form = await readForm(request, overrideForm)
  if (!form.ok) return data(form, { status: 400 })
  if (form.input.override_state === null && agreement.override_state === null) {
    return data(refuse(form, { override_state: ['El estado ya es el que resulta de sus compromisos.'] }), { status: 400 })
  }

  await overrideState(ctx, agreement.id, form.input)
  return redirectWithNotice(`/acuerdos/${agreement.folio}`, 'Estado guardado, con su motivo y su nombre.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Estado de ${data?.folio ?? 'acuerdo'} · Hilván` }]

export default function AgreementStatePage() {
  const { folio, derived, progress, overridden, reason } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <>
      <PageHeader
        folio={folio}
        title="Estado del acuerdo"
        facts={`Según sus compromisos y aceptaciones: ${derived.toLowerCase()} · ${progress.toLowerCase()}`}
      />
      <RecordForm feedback={answer} className="formulario tarjeta">
        <Select
          name="override_state"
          label="Estado"
          hint="Lo normal es que resulte solo. Si lo cambia a mano, la ficha dirá quién y por qué."
          options={agreementStates}
          empty={`El que resulta: ${derived}`}
          defaultValue={overridden ?? ''}
        />
        <TextArea name="reason" label="Por qué" maxLength={500} rows={3} defaultValue={reason ?? ''} required />
        <FormActions>
          <Button variant="primary">Guardar estado</Button>
          <LinkButton to={`/acuerdos/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

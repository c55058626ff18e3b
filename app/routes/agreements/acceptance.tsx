import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'

import { recordAcceptance } from '#app/domain/agreements/commands.server.ts'
import { acceptanceForm } from '#app/domain/agreements/forms.server.ts'
import { canRecordAcceptance } from '#app/domain/agreements/policy.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { acceptances } from '#app/domain/agreements/terms.ts'
import { found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { folio, text, parties } = found(await findAgreement(ctx, params.folio!))
  permit(canRecordAcceptance(ctx.viewer))
  const options = new Map(parties.map(({ institution_id, name, acceptance }) => [institution_id, `${name} · ${acceptances[acceptance].toLowerCase()}`]))
  return { folio, text, parties: [...options].map(([value, label]) => ({ value, label })) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  permit(canRecordAcceptance(ctx.viewer))
  const form = await readForm(request, acceptanceForm)
  if (!form.ok) return data(form, { status: 400 })
  const party = agreement.parties.find(({ institution_id }) => institution_id === form.input.institution_id)
  if (!party) return data(refuse(form, { institution_id: ['Elija una de las partes.'] }), { status: 400 })

  await recordAcceptance(ctx, agreement.id, form.input)
  return redirectWithNotice(`/acuerdos/${agreement.folio}`, `${party.name}: ${acceptances[form.input.acceptance].toLowerCase()}.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Aceptación de ${data?.folio ?? 'acuerdo'} · Hilván` }]

export default function AcceptancePage() {
  const { folio, text, parties } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()

  return (
    <>
      <PageHeader folio={folio} title="¿Qué respondió cada parte?" facts={`«${text}»`} />
      <RecordForm feedback={answer} className="formulario tarjeta">
        <Select name="institution_id" label="Parte" options={parties} defaultValue={search.get('parte') ?? undefined} width="full" />
        <Choice name="acceptance" label="Respuesta" options={acceptances} />
        <FormActions>
          <Button variant="primary">Guardar respuesta</Button>
          <LinkButton to={`/acuerdos/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editAgreement } from '#app/domain/agreements/commands.server.ts'
import { canEditAgreement } from '#app/domain/agreements/policy.ts'
import { findAgreement, listDebtors } from '#app/domain/agreements/queries.server.ts'
import { partyRoles, type PartyRole } from '#app/domain/agreements/terms.ts'
import { findUserName } from '#app/domain/commitments/queries/followers.server.ts'
import { describeConvenio } from '#app/domain/convenios/commands.server.ts'
import { findConvenio } from '#app/domain/convenios/queries.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { findTyped } from '../meetings/typed.server.ts'
import { convenioOf, editForm, refuseConvenio, startedConvenio } from './convenio-form.server.ts'
import { AgreementFields } from './fields.tsx'
import { settleParties } from './settle.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  permit(canEditAgreement(ctx.viewer))
  const inRole = (role: PartyRole) =>
    agreement.parties.filter((party) => party.role === role).map(({ institution_id, name }) => ({ id: institution_id, label: name }))
  const { folio, version, kind, text, agreed_on, valid_until_on } = agreement
  return {
    folio,
    version,
    started: {
      kind, text, agreed_on, valid_until_on,
      parties: { obliged: inRole('obliged'), beneficiary: inRole('beneficiary'), guarantor: inRole('guarantor'), facilitator: inRole('facilitator') },
      convenio: startedConvenio(await findConvenio(ctx, agreement.id)),
    },
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  permit(canEditAgreement(ctx.viewer))
  const form = await readForm(request, editForm)
  if (!form.ok) return data(form, { status: 400 })
  const settled = await settleParties(ctx, form.input)
  if (!settled.ok) return data(refuse(form, settled.errors), { status: 400 })
  const orphan = (await listDebtors(ctx, agreement.id)).find(({ id }) => !settled.parties.some((party) => party.institution_id === id))
  if (orphan) {
    return data(refuse(form, { obliged: [`${orphan.name} debe un compromiso de este acuerdo: no puede dejar de ser parte.`] }), { status: 400 })
  }

  const { kind, text, agreed_on, valid_until_on, version } = form.input
  const errors = await refuseConvenio(ctx, { kind, valid_until_on, parties: settled.parties }, form.input, await findConvenio(ctx, agreement.id))
  if (errors) return data(refuse(form, errors), { status: 400 })

  const theirs = await atomically(ctx, async (ctx) => {
    const stale = await editAgreement(ctx, agreement.id, { kind, text, agreed_on, valid_until_on, version, parties: settled.parties })
    if (!stale && kind === 'convenio') await describeConvenio(ctx, agreement.id, convenioOf(form.input))
    return stale
  })
  if (theirs) {
    const by = await findUserName(ctx, theirs.updated_by)
    const title = `${by} cambió este acuerdo el ${formatInstant(theirs.updated_at, ctx.viewer.zone)}.`
    return data({ conflict: { title, mine: text, theirs: theirs.text, version: theirs.version }, values: form.values }, { status: 409 })
  }
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/acuerdos/${agreement.folio}`, 'Acuerdo guardado.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar ${data?.folio ?? 'acuerdo'} · Hilván` }]

export default function EditAgreement() {
  const { folio, version, started, typed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  if (answer && 'conflict' in answer) {
    const { title, mine, theirs, version: current } = answer.conflict
    return (
      <>
        <PageHeader folio={folio} title="Dos personas cambiaron este acuerdo" />
        <Conflict title={title} version={current} keep={answer.values} fields={[{ name: 'text', label: 'Qué se acordó', mine, theirs }]} />
      </>
    )
  }
  return (
    <>
      <PageHeader folio={folio} title="Editar acuerdo" facts={`Cada parte, según lo que hace: ${Object.values(partyRoles).join(', ')}.`} />
      <RecordForm feedback={answer ?? typed} version={version} className="formulario tarjeta">
        <AgreementFields started={started} />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/acuerdos/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

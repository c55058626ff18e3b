import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editCommitment } from '#app/domain/commitments/commands/edit.server.ts'
import { commitmentEditForm } from '#app/domain/commitments/forms.server.ts'
import { canEditCommitment } from '#app/domain/commitments/policy.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { findUserName, listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { isOpen } from '#app/domain/commitments/rules.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { Conflict as Clash, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { findTyped } from '../meetings/typed.server.ts'
import { BetweenFields } from './fields.tsx'
import { readOrigin } from './origin.server.ts'
import { settleBetween } from './settle.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = found(await findCommitment(ctx, params.folio!))
  permit(canEditCommitment(ctx.viewer))
  if (!isOpen(commitment)) throw new Clash('Este compromiso está cerrado; para cambiarlo hay que reabrirlo.')
  const { folio, version, text, debtor_id, debtor_name, responsible_position_id, responsible_title, follow_up_user_id } = commitment
  return {
    folio,
    version,
    origin: await readOrigin(ctx, { agreement: commitment.agreement_id, meeting: commitment.meeting_id }),
    started: {
      text,
      debtor: { id: debtor_id, label: debtor_name },
      position: responsible_position_id ? { id: responsible_position_id, label: responsible_title ?? '' } : null,
      beneficiaries: commitment.beneficiaries.map(({ institution_id, name }) => ({ id: institution_id, label: name })),
      follow_up_user_id,
    },
    followers: await listFollowers(ctx),
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = found(await findCommitment(ctx, params.folio!))
  permit(canEditCommitment(ctx.viewer))
  const form = await readForm(request, commitmentEditForm)
  if (!form.ok) return data(form, { status: 400 })
  const settled = await settleBetween(ctx, form.input)
  if (!settled.ok) return data(refuse(form, settled.errors), { status: 400 })

  const { text, agreement_id, meeting_id, add_party, version } = form.input
  const follow_up_user_id = form.input.follow_up_user_id ?? commitment.follow_up_user_id
  const theirs = await editCommitment(ctx, commitment.id, { text, agreement_id, meeting_id, add_party, version, follow_up_user_id, ...settled.between })
  if (theirs) {
    const by = await findUserName(ctx, theirs.updated_by)
    const title = `${by} cambió este compromiso el ${formatInstant(theirs.updated_at, ctx.viewer.zone)}.`
    return data({ conflict: { title, mine: text, theirs: theirs.text, version: theirs.version }, values: form.values }, { status: 409 })
  }
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithUndo(ctx, commitment.folio, 'Compromiso guardado.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar ${data?.folio ?? 'compromiso'} · Hilván` }]

export default function EditCommitment() {
  const { folio, version, origin, started, followers, typed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  if (answer && 'conflict' in answer) {
    const { title, mine, theirs, version: current } = answer.conflict
    return (
      <>
        <PageHeader folio={folio} title="Dos personas cambiaron este compromiso" />
        <Conflict title={title} version={current} keep={answer.values} fields={[{ name: 'text', label: 'Qué se comprometió', mine, theirs }]} />
      </>
    )
  }
  return (
    <>
      <PageHeader folio={folio} title="Editar compromiso" facts="La fecha se cambia aparte, para que quede por qué." />
      <RecordForm feedback={answer ?? typed} version={version} className="formulario tarjeta">
        <BetweenFields started={started} origin={origin} followers={followers} />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/compromisos/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findUserName, listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { editRequest } from '#app/domain/connection-requests/commands/edit.server.ts'
import { requestEditForm } from '#app/domain/connection-requests/forms.server.ts'
import { canAttendRequest } from '#app/domain/connection-requests/policy.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { findTyped } from '../meetings/typed.server.ts'
import { RequestFields } from './fields.tsx'
import { settleRequest } from './settle.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const asked = found(await findRequest(ctx, params.folio!))
  permit(canAttendRequest(ctx.viewer))
  const { folio, version, asker_id, asker_name, with_kind, with_id, with_name, subject, detail, received_on, follow_up_user_id } = asked
  return {
    folio,
    version,
    started: {
      asker: { id: asker_id, label: asker_name },
      with_kind,
      with: with_id && with_name ? { id: with_id, label: with_name } : null,
      subject, detail, received_on, follow_up_user_id,
    },
    followers: await listFollowers(ctx),
    today: today(ctx),
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const asked = found(await findRequest(ctx, params.folio!))
  permit(canAttendRequest(ctx.viewer))
  const form = await readForm(request, requestEditForm)
  if (!form.ok) return data(form, { status: 400 })
  const settled = await settleRequest(ctx, form.input)
  if (!settled.ok) return data(refuse(form, settled.errors), { status: 400 })

  const theirs = await editRequest(ctx, asked.id, { ...settled.value, version: form.input.version })
  if (theirs) {
    const by = await findUserName(ctx, theirs.updated_by)
    const title = `${by} cambió esta solicitud el ${formatInstant(theirs.updated_at, ctx.viewer.zone)}.`
    const fields = [
      { name: 'subject', label: 'Sobre qué', mine: settled.value.subject, theirs: theirs.subject },
      { name: 'detail', label: 'Detalle', mine: settled.value.detail ?? '', theirs: theirs.detail ?? '' },
    ]
    return data({ conflict: { title, fields, version: theirs.version }, values: form.values }, { status: 409 })
  }
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/solicitudes/${asked.folio}`, 'Solicitud guardada.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar ${data?.folio ?? 'solicitud'} · Hilván` }]

export default function EditRequest() {
  const { folio, version, started, followers, today, typed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  if (answer && 'conflict' in answer) {
    const { title, fields, version: current } = answer.conflict
    return (
      <>
        <PageHeader folio={folio} title="Dos personas cambiaron esta solicitud" />
        <Conflict title={title} version={current} keep={answer.values} fields={fields} />
      </>
    )
  }
  return (
    <>
      <PageHeader folio={folio} title="Editar solicitud" />
      <RecordForm feedback={answer ?? typed} version={version} className="formulario tarjeta">
        <RequestFields started={started} followers={followers} today={today} />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/solicitudes/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { createRequest } from '#app/domain/connection-requests/commands/create.server.ts'
import { requestForm } from '#app/domain/connection-requests/forms.server.ts'
import { canAttendRequest } from '#app/domain/connection-requests/policy.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { findTyped } from '../meetings/typed.server.ts'
import { RequestFields } from './fields.tsx'
import { settleRequest } from './settle.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  permit(canAttendRequest(ctx.viewer))
  const search = new URL(request.url).searchParams
  const [asker, counterpart] = [await named(ctx, search.get('institucion')), await named(ctx, search.get('con'))]
  return {
    started: {
      asker: asker && { id: asker.id, label: asker.short_name },
      with_kind: counterpart?.kind ?? null,
      with: counterpart && { id: counterpart.id, label: counterpart.short_name },
      subject: '',
      detail: null,
      received_on: today(ctx),
      follow_up_user_id: asker?.coordinator_id ?? ctx.viewer.id,
    },
    followers: await listFollowers(ctx),
    today: today(ctx),
    typed: await findTyped(ctx, request),
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  permit(canAttendRequest(ctx.viewer))
  const form = await readForm(request, requestForm)
  if (!form.ok) return data(form, { status: 400 })
  const settled = await settleRequest(ctx, form.input)
  if (!settled.ok) return data(refuse(form, settled.errors), { status: 400 })

  const folio = await atomically(ctx, (ctx) => once(ctx, form.input.operation_id, async () => (await createRequest(ctx, settled.value)).folio))
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/solicitudes/${folio}`, `Solicitud ${folio} registrada.`)
})

export const meta: MetaFunction = () => [{ title: 'Nueva solicitud · Hilván' }]

export default function NewRequest() {
  const { started, followers, today, typed, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <>
      <PageHeader title="Nueva solicitud de articulación" facts="Quién pide que lo conecten, con quién y sobre qué." />
      {typed && !answer && <p className="tarjeta" role="status">Su sesión había vencido: aquí está lo que había escrito. Revise y guarde.</p>}
      <RecordForm feedback={answer ?? typed} operationId={operation_id} className="formulario tarjeta">
        <RequestFields started={started} followers={followers} today={today} />
        <FormActions>
          <Button variant="primary">Guardar solicitud</Button>
          <LinkButton to="/solicitudes">Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

const named = async (ctx: Context, id: string | null) => (id ? ((await findInstitution(ctx, id)) ?? null) : null)

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { reassignCommitment } from '#app/domain/commitments/commands/reassign.server.ts'
import { reassignmentForm } from '#app/domain/commitments/forms.server.ts'
import { canReassign } from '#app/domain/commitments/policy.ts'
import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Select, TextField } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canReassign(ctx.viewer))
  const positions = await listPositions(ctx, commitment.debtor_id, today(ctx))
  return {
    head: headOf(ctx, commitment),
    positions: positions.map(({ id, title }) => ({ value: id, label: title })),
    followers: await listFollowers(ctx),
    position_id: commitment.responsible_position_id ?? '',
    follow_up_user_id: commitment.follow_up_user_id,
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canReassign(ctx.viewer))
  const form = await readForm(request, reassignmentForm)
  if (!form.ok) return data(form, { status: 400 })
  const { responsible_position_id, follow_up_user_id } = form.input
  const positions = await listPositions(ctx, commitment.debtor_id, today(ctx))
  if (responsible_position_id && !positions.some(({ id }) => id === responsible_position_id)) {
    return data(refuse(form, { responsible_position_id: [`Elija un cargo de ${commitment.debtor_name}.`] }), { status: 400 })
  }
  if (!(await listFollowers(ctx)).some(({ value }) => value === follow_up_user_id)) {
    return data(refuse(form, { follow_up_user_id: ['Elija quién hace el seguimiento.'] }), { status: 400 })
  }

  await reassignCommitment(ctx, commitment.id, form.input)
  return redirectWithUndo(ctx, commitment.folio, 'Responsables guardados.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Reasignar ${data?.head.folio ?? ''} · Hilván` }]

export default function Reassignment() {
  const { head, positions, followers, position_id, follow_up_user_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage head={head} title="Reasignar" button="Guardar" feedback={answer}>
      <Select name="responsible_position_id" label={`Cargo responsable en ${head.debtor}`} options={positions} empty="Sin cargo todavía" defaultValue={position_id} />
      <Select name="follow_up_user_id" label="Quién hace el seguimiento" options={followers} defaultValue={follow_up_user_id} />
      <TextField name="note" label="Por qué" optional maxLength={500} />
    </ActPage>
  )
}

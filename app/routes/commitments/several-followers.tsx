import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { reassignTogether } from '#app/domain/commitments/commands/together.server.ts'
import { severalFollowersForm } from '#app/domain/commitments/forms.server.ts'
import { canReassign } from '#app/domain/commitments/policy.ts'
import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { permit } from '#app/lib/errors.ts'
import { checkForm, readFields, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Select, TextField } from '#app/ui/field.tsx'
import { SeveralPage, type SeveralAnswer } from '#app/ui/several-page.tsx'

import { actOnCommitments, headOfSelection, selectionOf } from './selection.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  permit(canReassign(ctx.viewer))
  return {
    head: await headOfSelection(ctx, await selectionOf(ctx, request)),
    followers: await listFollowers(ctx),
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  permit(canReassign(ctx.viewer))
  const fields = await readFields(request)
  const form = await checkForm(fields, severalFollowersForm)
  if (!form.ok) return data(form, { status: 400 })
  const { follow_up_user_id, note } = form.input
  const follower = (await listFollowers(ctx)).find(({ value }) => value === follow_up_user_id)
  if (!follower) return data(refuse(form, { follow_up_user_id: ['Elija quién hace el seguimiento.'] }), { status: 400 })
  return actOnCommitments(ctx, {
    selection: await selectionOf(ctx, request, fields),
    form,
    page: 'seguimiento',
    told: `los sigue ${follower.label}`,
    act: (ctx, folios) => reassignTogether(ctx, folios, { follow_up_user_id, note }),
  })
})

export const meta: MetaFunction = () => [{ title: 'Reasignar varios · Hilván' }]

export default function SeveralFollowers() {
  const { head, followers, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as SeveralAnswer | undefined

  return (
    <SeveralPage head={head} title={`Reasignar ${head.words}`} button={`Reasignar ${head.words}`} answer={answer} operationId={operation_id}>
      <Select name="follow_up_user_id" label="Quién hace el seguimiento" hint="El cargo que responde en cada institución no cambia." options={followers} empty="Elija una persona" />
      <TextField name="note" label="Por qué" optional maxLength={500} />
    </SeveralPage>
  )
}

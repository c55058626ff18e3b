import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, type ClientActionFunctionArgs } from '@remix-run/react'

import { quickEdit } from '#app/domain/commitments/commands/quick-edit.server.ts'
import { quickEditForm } from '#app/domain/commitments/forms.server.ts'
import { canMove } from '#app/domain/commitments/policy.ts'
import { findUserName, listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { stageOf } from '#app/domain/commitments/rules/stages.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { checkForm, readFields, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { listToReturnTo, undoAddress } from './back.server.ts'
import { CommitmentBadge } from './badge.tsx'
import { findOpen, headOf } from './head.server.ts'
import { answerAnyway } from './moves.ts'
import { QuickFields } from './quick-fields.tsx'
import { problemsOf, tellConflict } from './quick-edit.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canMove(ctx.viewer))
  const positions = await listPositions(ctx, commitment.debtor_id, today(ctx))
  const { version, responsible_position_id, follow_up_user_id, due_on } = commitment
  return {
    head: headOf(ctx, commitment),
    back: listToReturnTo(new URL(request.url).searchParams.get('volver')),
    positions: positions.map(({ id, title }) => ({ value: id, label: title })),
    followers: await listFollowers(ctx),
    now: { version, stage: stageOf(commitment), responsible_position_id: responsible_position_id ?? '', follow_up_user_id, due_on: due_on ?? '' },
  }
})

/** What a list edits in place: state, who answers and until when; nothing is written over what somebody else just changed. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canMove(ctx.viewer))
  const fields = await readFields(request)
  const form = await checkForm(fields, quickEditForm)
  if (!form.ok) return data(form, { status: 400 })
  if (form.input.version !== commitment.version) {
    return data({ conflict: tellConflict(ctx, commitment, await findUserName(ctx, commitment.updated_by)), values: form.values }, { status: 409 })
  }
  const problems = await problemsOf(ctx, commitment, form.input)
  if (problems) return data(refuse(form, problems), { status: 400 })

  const { batch_id, changed, refused: [refusal] } = await quickEdit(ctx, commitment, form.input)
  if (refusal) return data(refuse(form, { stage: [refusal.why] }), { status: 400 })
  const back = listToReturnTo(fields.get('volver'))
  const notice = changed.length > 0 ? { text: `${commitment.folio} guardado.`, undo: undoAddress(batch_id, back) } : { text: 'No cambió nada.' }
  return form.input.quieto ? { notice } : redirectWithNotice(back, notice.text, notice.undo)
})

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) => answerAnyway(() => serverAction<typeof action>())

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar ${data?.head.folio ?? ''} · Hilván` }]

export default function QuickEdit() {
  const { head, back, ...choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const conflict = answer && 'conflict' in answer ? answer.conflict : undefined

  return (
    <>
      <PageHeader folio={head.folio} state={<CommitmentBadge status={head.status} />} title="Estado, responsables y plazo" facts={<>«{head.text}»<br />Debe {head.debtor} {head.receives} · {head.due}</>} />
      <RecordForm
        feedback={answer && 'values' in answer ? answer : undefined}
        version={conflict?.version ?? choices.now.version}
        className="formulario tarjeta"
      >
        <input type="hidden" name="volver" value={back} />
        <QuickFields {...choices} conflict={conflict} />
        <FormActions>
          <Button variant="primary">{conflict ? 'Guardar lo mío' : 'Guardar'}</Button>
          <LinkButton to={back}>{conflict ? 'Dejar lo suyo' : 'Cancelar'}</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ClientActionFunctionArgs } from '@remix-run/react'

import { moveTogether } from '#app/domain/commitments/commands/together.server.ts'
import { moveForm } from '#app/domain/commitments/forms.server.ts'
import { canMove } from '#app/domain/commitments/policy.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { fulfilmentOf, moveTo, stageOf } from '#app/domain/commitments/rules/stages.ts'
import { stages, type Stage } from '#app/domain/commitments/terms.ts'
import { found, permit } from '#app/lib/errors.ts'
import { checkForm, readFields, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { listToReturnTo, undoAddress } from './back.server.ts'
import { CommitmentBadge } from './badge.tsx'
import { headOf } from './head.server.ts'
import { answerAnyway, isFromList, tellMove } from './moves.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = found(await findCommitment(ctx, params.folio!))
  permit(canMove(ctx.viewer))
  return { head: headOf(ctx, commitment), stage: stageOf(commitment), back: listToReturnTo(new URL(request.url).searchParams.get('volver')) }
})

/** One commitment to another column. What the column asks for and is missing is an answer, with the page that asks for it. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = found(await findCommitment(ctx, params.folio!))
  permit(canMove(ctx.viewer))
  const fields = await readFields(request)
  const form = await checkForm(fields, moveForm)
  if (!form.ok) return data(form, { status: 400 })

  const stage = form.input.stage === 'cumplir' ? fulfilmentOf(commitment) : form.input.stage
  const { batch_id, refused: [refusal] } = await moveTogether(ctx, [commitment.folio], stage)
  if (refusal) {
    const move = moveTo(commitment, stage)
    const page = !move.ok && move.page ? `/compromisos/${commitment.folio}/${move.page}` : undefined
    return data({ ...refuse(form, { stage: [`${commitment.folio}: ${refusal.why}`] }), page }, { status: 400 })
  }
  const back = listToReturnTo(fields.get('volver'))
  const notice = { text: told(commitment.folio, stage), undo: undoAddress(batch_id, back) }
  return form.input.quieto ? { notice } : redirectWithNotice(back, notice.text, notice.undo)
})

export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const answer = await answerAnyway(() => serverAction<typeof action>())
  // A move of the same row that came meanwhile has taken its place, and tells of itself.
  if (isFromList(request) && !request.signal.aborted) tellMove(answer)
  return answer
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Mover ${data?.head.folio ?? ''} · Hilván` }]

export default function State() {
  const { head, stage, back } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { page, ...feedback } = { page: undefined, ...(answer && 'errors' in answer ? answer : {}) }

  return (
    <>
      <PageHeader folio={head.folio} state={<CommitmentBadge status={head.status} />} title="Mover a…" facts={<>«{head.text}»<br />Debe {head.debtor} {head.receives} · {head.due}</>} />
      <RecordForm feedback={'errors' in feedback ? feedback : undefined} className="formulario tarjeta">
        <input type="hidden" name="volver" value={back} />
        <Choice name="stage" label="Estado" options={stages} defaultValue={stage} />
        {page && <p><Link className="enlace-accion" to={page}>Completar lo que falta</Link></p>}
        <FormActions>
          <Button variant="primary">Mover</Button>
          <LinkButton to={back}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

function told(folio: string, stage: Stage) {
  if (stage === 'por-validar') return `${folio} declarado cumplido: falta verificarlo.`
  if (stage === 'cumplido') return `${folio} cumplido, con evidencia.`
  return `${folio} pasó a «${stages[stage]}».`
}

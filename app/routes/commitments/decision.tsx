import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { decideReschedule } from '#app/domain/commitments/commands/decide-reschedule.server.ts'
import { decisionForm, decisions } from '#app/domain/commitments/forms.server.ts'
import { canDecideReschedule } from '#app/domain/commitments/policy.ts'
import { findProposal } from '#app/domain/commitments/queries/history.server.ts'
import { rescheduleProblem } from '#app/domain/commitments/rules.ts'
import { today } from '#app/lib/context.server.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Card } from '#app/ui/card.tsx'
import { Choice, TextArea } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canDecideReschedule(ctx.viewer))
  const proposal = await findProposal(ctx, commitment.id)
  if (!proposal) throw new Conflict('No hay una fecha por responder.')
  return { head: headOf(ctx, commitment), asked: formatLongDay(proposal.to_due_on), reason: proposal.reason, decisions }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canDecideReschedule(ctx.viewer))
  const proposal = await findProposal(ctx, commitment.id)
  if (!proposal) throw new Conflict('No hay una fecha por responder.')
  const form = await readForm(request, decisionForm)
  if (!form.ok) return data(form, { status: 400 })
  const problem = form.input.decision === 'accepted' && rescheduleProblem(commitment, proposal.to_due_on, today(ctx))
  if (problem) return data(refuse(form, { decision: [problem] }), { status: 400 })

  await decideReschedule(ctx, commitment.id, form.input)
  const notice = form.input.decision === 'accepted' ? `Ahora vence el ${formatDay(proposal.to_due_on)}.` : 'La fecha no cambió.'
  return redirectWithUndo(ctx, commitment.folio, notice)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Responder plazo de ${data?.head.folio ?? ''} · Hilván` }]

export default function Decision() {
  const { head, asked, reason, decisions } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage
      head={head}
      title="Piden más plazo"
      button="Guardar respuesta"
      feedback={answer}
      before={<Card title={`Hasta el ${asked}`}><p className="lectura">{reason}</p></Card>}
    >
      <Choice name="decision" label="Respuesta" options={decisions} />
      <TextArea name="note" label="Nota para quien pidió" hint="Necesaria si no se acepta." optional maxLength={500} rows={3} />
    </ActPage>
  )
}

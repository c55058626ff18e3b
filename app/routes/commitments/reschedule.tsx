import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { rescheduleForm } from '#app/domain/commitments/forms.server.ts'
import { canReschedule } from '#app/domain/commitments/policy.ts'
import { rescheduleProblem } from '#app/domain/commitments/rules.ts'
import { findCalendar } from '#app/domain/deadlines/queries.server.ts'
import { whyNotWorking } from '#app/domain/deadlines/rules.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { DateField, TextArea } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canReschedule(ctx.viewer))
  return { head: headOf(ctx, commitment), from: today(ctx), operation_id: newId(ctx.now.getTime()) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canReschedule(ctx.viewer))
  const form = await readForm(request, rescheduleForm)
  if (!form.ok) return data(form, { status: 400 })
  const { to_due_on, reason, operation_id } = form.input
  const problem = rescheduleProblem(commitment, to_due_on, today(ctx))
  if (problem) return data(refuse(form, { to_due_on: [problem] }), { status: 400 })

  await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      await rescheduleCommitment(ctx, commitment.id, { to_due_on, reason })
      return commitment.folio
    }))
  const why = whyNotWorking(to_due_on, await findCalendar(ctx, commitment.debtor_id))
  return redirectWithUndo(
    ctx,
    commitment.folio,
    `Ahora vence el ${formatDay(to_due_on)}.${why ? ` Ese día es inhábil: ${why}.` : ''}`,
  )
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Cambiar plazo de ${data?.head.folio ?? ''} · Hilván` }]

export default function Reschedule() {
  const { head, from, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage head={head} title="Cambiar plazo" button="Guardar fecha" feedback={answer} operationId={operation_id}>
      <DateField name="to_due_on" label="Fecha nueva" hint="La primera fecha no se borra: queda escrita en la ficha." min={from} required />
      <TextArea name="reason" label="Por qué cambia" maxLength={500} rows={3} required />
    </ActPage>
  )
}

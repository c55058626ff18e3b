import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { answerOnce } from '#app/domain/portal/commands.server.ts'
import { extensionForm } from '#app/domain/portal/forms.server.ts'
import { findToAnswer } from '#app/domain/portal/queries/commitments.server.ts'
import { answerProblem, cardOf, extensionDay, extensionProblem, extensionStart } from '#app/domain/portal/rules.ts'
import { extensions } from '#app/domain/portal/terms.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDayMonth } from '#app/lib/dates.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, DateField, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import { AnswerHead } from './answer-head.tsx'
import { heldValues } from './held-values.server.ts'

export const loader = signedIn(answerers, async (ctx, { request, params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  const start = extensionStart(commitment.due_on, today(ctx))
  const labelOf = (value: string, label: string) =>
    value === 'date' ? label : `${label}: ${formatDayMonth(addDays(start, Number(value)))}`
  return {
    commitment: cardOf(commitment, today(ctx)),
    open: answerProblem(commitment) === null,
    due: commitment.due_on && formatDay(commitment.due_on),
    options: Object.entries(extensions).map(([value, label]) => ({ value, label: labelOf(value, label) })),
    min: addDays(start, 1),
    operation_id: newId(),
    held: await heldValues(ctx, request),
  }
})

export const action = signedIn(answerers, async (ctx, { request, params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  const form = await readForm(request, extensionForm)
  if (!form.ok) return data(form, { status: 400 })

  const { days, to_due_on, reason, operation_id } = form.input
  const asked = extensionDay({ days, to_due_on }, commitment.due_on, today(ctx))
  const problem = extensionProblem(commitment.due_on, asked, today(ctx))
  if (problem) return data(refuse(form, { to_due_on: [problem] }), { status: 400 })

  const answer = await answerOnce(ctx, commitment, operation_id, (ctx) =>
    rescheduleCommitment(ctx, commitment.folio, { to_due_on: asked, reason }),
  )
  return answer.ok ? redirect(answer.receipt) : data(refuse(form, { '': [answer.problem] }), { status: 409 })
})

export const meta: MetaFunction = () => [{ title: 'Pedir más plazo · Hilván' }]

export default function ExtensionPage() {
  const { commitment, open, due, options, min, operation_id, held } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>() ?? held

  return (
    <>
      <AnswerHead title="Pedir más plazo" {...commitment} />
      {(open || feedback) && (
        <RecordForm feedback={feedback} operationId={operation_id}>
          <p>
            {due ? <>El plazo de hoy es el <time>{due}</time>. </> : 'Hoy no tiene fecha. '}
            No cambia hasta que la coordinación acepte.
          </p>
          <Choice name="days" label="Cuánto necesita" options={options} />
          <DateField name="to_due_on" label="La otra fecha" hint="Solo si eligió «Otra fecha»." optional min={min} />
          <TextArea name="reason" label="Por qué" rows={3} maxLength={500} />
          <FormActions>
            <Button variant="primary">Pedir más plazo</Button>
            <LinkButton to="/m">Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

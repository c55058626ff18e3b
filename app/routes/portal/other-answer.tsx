import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { canEntrust } from '#app/domain/access/policy.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { answerOnce } from '#app/domain/portal/commands.server.ts'
import { otherAnswerForm } from '#app/domain/portal/forms.server.ts'
import { findToAnswer } from '#app/domain/portal/queries/commitments.server.ts'
import { answerProblem, cardOf } from '#app/domain/portal/rules.ts'
import { otherAnswers } from '#app/domain/portal/terms.ts'
import { today } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import { AnswerHead } from './answer-head.tsx'
import { heldValues } from './held-values.server.ts'

export const loader = signedIn(answerers, async (ctx, { request, params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  return {
    commitment: cardOf(commitment, today(ctx)),
    open: answerProblem(commitment) === null,
    mayEntrust: canEntrust(ctx.viewer, commitment),
    operation_id: newId(),
    held: await heldValues(ctx, request),
  }
})

export const action = signedIn(answerers, async (ctx, { request, params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  const form = await readForm(request, otherAnswerForm)
  if (!form.ok) return data(form, { status: 400 })

  const { declared_state, text, operation_id } = form.input
  const answer = await answerOnce(ctx, commitment, operation_id, (ctx) =>
    declareCommitment(ctx, commitment.folio, { declared_state, text, evidence: [] }))
  return answer.ok ? redirect(answer.receipt) : data(refuse(form, { '': [answer.problem] }), { status: 409 })
})

export const meta: MetaFunction = () => [{ title: 'Otra respuesta · Hilván' }]

export default function OtherAnswer() {
  const { commitment, open, mayEntrust, operation_id, held } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>() ?? held

  return (
    <>
      <AnswerHead title="Otra respuesta" {...commitment} />
      {open && mayEntrust && <p><LinkButton icon="users" to={`/m/compromisos/${commitment.folio}/encargo`}>Encargar a mi equipo</LinkButton></p>}
      {(open || feedback) && (
        <RecordForm feedback={feedback} operationId={operation_id}>
          <Choice name="declared_state" label="Qué quiere informar" options={otherAnswers} />
          <TextArea
            name="text"
            label="Una frase"
            hint="Cómo va. Si no les corresponde, cuente por qué o a quién le corresponde."
            rows={3}
            maxLength={1000}
          />
          <p className="meta">La coordinación revisará su respuesta. Si no les corresponde, nada cambia hasta que lo acepte.</p>
          <FormActions>
            <Button variant="primary">Enviar</Button>
            <LinkButton to="/m">Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

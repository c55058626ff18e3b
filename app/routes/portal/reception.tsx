import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { answerReceipt } from '#app/domain/commitments/commands/receive.server.ts'
import { receiptForm } from '#app/domain/commitments/forms.server.ts'
import { receipts } from '#app/domain/commitments/terms.ts'
import { findToReceive } from '#app/domain/portal/queries/commitments.server.ts'
import { badgeOf, receptionProblem } from '#app/domain/portal/rules.ts'
import { today } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import { AnswerHead } from './answer-head.tsx'

export const loader = signedIn(leaders, async (ctx, { params }) => {
  const commitment = await findToReceive(ctx, params.folio!)
  const { folio, text, debtor_name } = commitment
  return {
    head: { folio, text, badge: badgeOf(commitment, today(ctx)), answered: null, origin: '' },
    debtor: debtor_name,
    problem: receptionProblem(commitment),
    operation_id: newId(),
  }
})

export const action = signedIn(leaders, async (ctx, { request, params }) => {
  const commitment = await findToReceive(ctx, params.folio!)
  const form = await readForm(request, receiptForm)
  if (!form.ok) return data(form, { status: 400 })
  const problem = receptionProblem(commitment)
  if (problem) return data(refuse(form, { '': [problem] }), { status: 409 })

  const { receipt, note, operation_id } = form.input
  const record = `/m/compromisos/${commitment.folio}`
  await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      await answerReceipt(ctx, commitment.id, { receipt, note })
      return record
    }))
  return redirectWithNotice(record, 'Gracias. La coordinación revisará lo que informó.')
})

export const meta: MetaFunction = () => [{ title: '¿Se recibió? · Hilván' }]

export default function Reception() {
  const { head, debtor, problem, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()

  return (
    <>
      <AnswerHead title="¿Se recibió?" {...head} />
      {problem && !feedback && <p role="status">{problem}</p>}
      {(!problem || feedback) && (
        <RecordForm feedback={feedback} operationId={operation_id}>
          <Choice name="receipt" label={`${debtor} informó que cumplió`} options={receipts} />
          <TextArea name="note" label="Una frase" hint="Si no llegó o falta algo, cuente qué." optional rows={3} maxLength={1000} />
          <p className="meta">La coordinación lo revisará; hasta entonces queda como «declarado, sin verificar».</p>
          <FormActions>
            <Button variant="primary">Enviar</Button>
            <LinkButton to={`/m/compromisos/${head.folio}`}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

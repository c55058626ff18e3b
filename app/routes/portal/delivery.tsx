import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { answerOnce } from '#app/domain/portal/commands.server.ts'
import { deliveryForm } from '#app/domain/portal/forms.server.ts'
import { findToAnswer } from '#app/domain/portal/queries/commitments.server.ts'
import { answerProblem, cardOf } from '#app/domain/portal/rules.ts'
import { today } from '#app/lib/context.server.ts'
import { checkForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { acceptedExtensions, readUpload } from '#app/lib/uploads.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Field, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import { AnswerHead } from './answer-head.tsx'

export const loader = signedIn(answerers, async (ctx, { params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  return {
    commitment: cardOf(commitment, today(ctx)),
    open: answerProblem(commitment) === null,
    operation_id: newId(),
    // A telephone offers its camera when any image is welcome.
    accept: `image/*,${acceptedExtensions}`,
  }
})

export const action = signedIn(answerers, async (ctx, { request, params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  const { fields, file, problem } = await readUpload(request)
  const form = await checkForm(fields, deliveryForm)
  if (!form.ok || problem) {
    const errors = { ...(form.ok ? {} : form.errors), ...(problem ? { file: [problem] } : {}) }
    return data(refuse(form, errors), { status: 400 })
  }

  const { text, operation_id } = form.input
  const answer = await answerOnce(ctx, commitment, operation_id, (ctx) =>
    declareCommitment(ctx, commitment.folio, {
      declared_state: 'delivered',
      text,
      evidence: file ? [{ kind: 'file', file }] : [],
    }))
  return answer.ok ? redirect(answer.receipt) : data(refuse(form, { '': [answer.problem] }), { status: 409 })
})

export const meta: MetaFunction = () => [{ title: 'Informar cumplimiento · Hilván' }]

export default function Delivery() {
  const { commitment, open, operation_id, accept } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()

  return (
    <>
      <AnswerHead title="Informar cumplimiento" {...commitment} />
      {(open || feedback) && (
        <RecordForm feedback={feedback} operationId={operation_id} encType="multipart/form-data">
          <TextArea name="text" label="Una frase" optional hint="Qué se hizo, o dónde quedó." rows={3} maxLength={1000} />
          <Field
            name="file"
            label="Foto o archivo"
            optional
            hint={feedback?.errors ? 'Si había elegido un archivo, elíjalo otra vez. Hasta 20\u00A0MB.' : 'El oficio, el certificado o una foto. Hasta 20\u00A0MB.'}
          >
            <input type="file" accept={accept} />
          </Field>
          <p className="meta">La coordinación revisará su respuesta; hasta entonces queda como «declarado, sin verificar».</p>
          <FormActions>
            <Button variant="primary">Enviar</Button>
            <LinkButton to="/m">Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

import { data, type HeadersFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { giveErrand } from '#app/domain/access/commands/errand.server.ts'
import { errandForm } from '#app/domain/access/forms.server.ts'
import { errandMessage } from '#app/domain/access/mail.ts'
import { canEntrust } from '#app/domain/access/policy.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { whyItWaits } from '#app/domain/outbox/rules.ts'
import { findToAnswer } from '#app/domain/portal/queries/commitments.server.ts'
import { answerProblem, cardOf } from '#app/domain/portal/rules.ts'
import { today } from '#app/lib/context.server.ts'
import { Conflict, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { OnceLink } from '#app/ui/once-link.tsx'

import { AnswerHead } from './answer-head.tsx'

export const loader = signedIn(leaders, async (ctx, { params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  permit(canEntrust(ctx.viewer, commitment))
  return { commitment: cardOf(commitment, today(ctx)), open: answerProblem(commitment) === null, operation_id: newId() }
})

export const action = signedIn(leaders, async (ctx, { request, params }) => {
  const commitment = await findToAnswer(ctx, params.folio!)
  const form = await readForm(request, errandForm)
  if (!form.ok) return data({ ...form, given: undefined }, { status: 400 })
  const problem = answerProblem(commitment)
  if (problem) return data({ ...refuse(form, { '': [problem] }), given: undefined }, { status: 409 })
  try {
    const { name, email } = form.input
    const address = await giveErrand(ctx, commitment.id, form.input)
    const message = address && errandMessage({ name, institution: commitment.debtor_name, text: commitment.text }, address)
    // Never by a redirect: the address would stay in the history and in the logs.
    return data({ errors: undefined, values: undefined, given: { name, email, waits: email ? whyItWaits(await findStanding(ctx)) : null, address, message } }, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (error instanceof Conflict) return data({ ...refuse(form, { '': [error.message] }), given: undefined }, { status: 409 })
    throw error
  }
})

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders ?? {}

export const meta: MetaFunction = () => [{ title: 'Encargar a mi equipo · Hilván' }]

export default function ErrandPage() {
  const { commitment, open, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  if (feedback?.given) return <Given folio={commitment.folio} {...feedback.given} />

  return (
    <>
      <AnswerHead title="Encargar a mi equipo" {...commitment} />
      {(open || feedback) && (
        <RecordForm feedback={feedback} operationId={operation_id}>
          <p>Esa persona verá solo este compromiso y podrá responderlo durante 30 días. Usted verá aquí lo que responda y puede terminar el encargo cuando quiera.</p>
          <TextField name="name" label="Nombre y apellido" maxLength={80} autoComplete="off" />
          <TextField name="email" label="Correo" type="email" optional hint="Le llegará el enlace. Sin correo, cópielo y mándelo por WhatsApp en el paso siguiente." autoComplete="off" />
          <FormActions>
            <Button variant="primary">Encargar</Button>
            <LinkButton to={`/m/compromisos/${commitment.folio}`}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}

type Told = { folio: string; name: string; email: string | null; waits: string | null; address: string | null; message: string | null }

function Given({ folio, name, email, waits, address, message }: Told) {
  return (
    <>
      <header className="pila pila-junta">
        <h1>Encargado a {name}</h1>
        {email && <p>{waits ? `El correo a ${email} saldrá más tarde: por ahora la Red no está enviando correos.` : `Le llegará un correo a ${email} con el enlace.`}</p>}
      </header>
      {address && message && (
        <section className="tarjeta" aria-label="Enlace para su colega">
          <p>{email ? 'También puede mandárselo usted.' : 'Mándeselo usted.'} El enlace se muestra solo esta vez y es solo para {name}.</p>
          <OnceLink address={address} message={message} label={`Enlace para ${name}`} />
        </section>
      )}
      {!address && <p>Ese encargo ya estaba hecho. Su enlace se mostró una sola vez; si se perdió, termínelo y encárguelo otra vez.</p>}
      <div className="puerta-respuestas"><LinkButton to={`/m/compromisos/${folio}`}>Volver al compromiso</LinkButton></div>
    </>
  )
}

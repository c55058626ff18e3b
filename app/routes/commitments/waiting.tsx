import { data, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'

import { blockCommitment, blockProblem } from '#app/domain/commitments/commands/block.server.ts'
import { waitForm } from '#app/domain/commitments/forms.server.ts'
import { canBlock } from '#app/domain/commitments/policy.ts'
import { suggestCommitments } from '#app/domain/commitments/queries/suggestions.server.ts'
import { waitOf } from '#app/domain/commitments/rules/dependencies.ts'
import { today } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { chosen } from '../suggestions/chosen.server.ts'
import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'
import { WaitLine } from './wait-line.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canBlock(ctx.viewer))
  return { head: headOf(ctx, commitment), wait: waitOf(commitment, today(ctx)) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canBlock(ctx.viewer))
  const form = await readForm(request, waitForm)
  if (!form.ok) return data(form, { status: 400 })
  const { blocker, blocker_text, reason } = form.input
  const other = await chosen(blocker, blocker_text, (q) => suggestCommitments(ctx, q, { but: commitment.folio, limit: 5 }))
  if (other.problem !== undefined) return data(refuse(form, { blocker: [other.problem] }), { status: 400 })
  const problem = other.id ? await blockProblem(ctx, commitment, other.id) : 'Elija el compromiso que hay que esperar.'
  if (problem || !other.id) return data(refuse(form, { blocker: [problem ?? ''] }), { status: 400 })

  await blockCommitment(ctx, commitment.id, { blocker: other.id, reason })
  return redirectWithUndo(ctx, commitment.folio, 'Queda a la espera del otro compromiso.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Espera de ${data?.head.folio ?? ''} · Hilván` }]

export default function Waiting() {
  const { head, wait } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage
      head={head}
      title="Espera a otro compromiso"
      button={wait ? 'Cambiar' : 'Guardar'}
      feedback={answer}
      before={wait && (
        <Card>
          <div className="pila">
            <WaitLine wait={wait} />
            <Form method="post" action={`/compromisos/${head.folio}/espera/termino`}><Button>Ya no espera</Button></Form>
          </div>
        </Card>
      )}
    >
      <Picker
        name="blocker"
        label="Qué compromiso hay que esperar"
        hint="Escriba su folio o algunas palabras. Solo los abiertos; el plazo de este no cambia."
        source={`/sugerencias/compromisos?menos=${encodeURIComponent(head.folio)}`}
      />
      <TextArea name="reason" label="Por qué" optional maxLength={500} rows={2} />
    </ActPage>
  )
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { reasonForm } from '#app/domain/commitments/forms.server.ts'
import { canDrop } from '#app/domain/commitments/policy.ts'
import { openPartsProblem } from '#app/domain/commitments/rules/dependencies.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { TextArea } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canDrop(ctx.viewer))
  return { head: headOf(ctx, commitment) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canDrop(ctx.viewer))
  const { id, folio } = commitment
  const form = await readForm(request, reasonForm)
  if (!form.ok) return data(form, { status: 400 })

  const parts = openPartsProblem(commitment)
  if (parts) return data(refuse(form, { reason: [parts] }), { status: 400 })
  await dropCommitment(ctx, id, form.input)
  return redirectWithUndo(ctx, folio, `${folio} quedó sin efecto.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Dejar sin efecto ${data?.head.folio ?? ''} · Hilván` }]

export default function Dropping() {
  const { head } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage head={head} title="Dejar sin efecto" button="Dejar sin efecto" danger feedback={answer}>
      <TextArea name="reason" label="Por qué ya no se exige" hint="El compromiso sigue a la vista, con este motivo." maxLength={500} rows={3} required />
    </ActPage>
  )
}

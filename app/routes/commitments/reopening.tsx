import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { reopenCommitment } from '#app/domain/commitments/commands/reopen.server.ts'
import { reasonForm } from '#app/domain/commitments/forms.server.ts'
import { canReopen } from '#app/domain/commitments/policy.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { isOpen } from '#app/domain/commitments/rules.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { TextArea } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = found(await findCommitment(ctx, params.folio!))
  permit(canReopen(ctx.viewer))
  if (isOpen(commitment)) throw new Conflict('Este compromiso ya está abierto.')
  return { head: headOf(ctx, commitment) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id, folio } = found(await findCommitment(ctx, params.folio!))
  permit(canReopen(ctx.viewer))
  const form = await readForm(request, reasonForm)
  if (!form.ok) return data(form, { status: 400 })

  await reopenCommitment(ctx, id, form.input)
  return redirectWithUndo(ctx, folio, 'Compromiso reabierto.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Reabrir ${data?.head.folio ?? ''} · Hilván` }]

export default function Reopening() {
  const { head } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage head={head} title="Reabrir compromiso" button="Reabrir" feedback={answer}>
      <TextArea name="reason" label="Por qué se reabre" hint="Lo verificado y lo declarado hasta ahora queda en la historia." maxLength={500} rows={3} required />
    </ActPage>
  )
}

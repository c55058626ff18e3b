import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { rescheduleTogether } from '#app/domain/commitments/commands/together.server.ts'
import { severalDatesForm } from '#app/domain/commitments/forms.server.ts'
import { canReschedule } from '#app/domain/commitments/policy.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { permit } from '#app/lib/errors.ts'
import { checkForm, readFields, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { DateField, TextArea } from '#app/ui/field.tsx'
import { SeveralPage, type SeveralAnswer } from '#app/ui/several-page.tsx'

import { actOnCommitments, headOfSelection, selectionOf } from './selection.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  permit(canReschedule(ctx.viewer))
  return { head: await headOfSelection(ctx, await selectionOf(ctx, request)), from: today(ctx), operation_id: newId(ctx.now.getTime()) }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  permit(canReschedule(ctx.viewer))
  const fields = await readFields(request)
  const form = await checkForm(fields, severalDatesForm)
  if (!form.ok) return data(form, { status: 400 })
  const { to_due_on, reason } = form.input
  if (to_due_on < today(ctx)) return data(refuse(form, { to_due_on: ['Esa fecha ya pasó; proponga una desde hoy.'] }), { status: 400 })
  return actOnCommitments(ctx, {
    selection: await selectionOf(ctx, request, fields),
    form,
    page: 'plazo',
    told: `ahora vencen el ${formatDay(to_due_on)}`,
    act: (ctx, folios) => rescheduleTogether(ctx, folios, { to_due_on, reason }),
  })
})

export const meta: MetaFunction = () => [{ title: 'Cambiar el plazo de varios · Hilván' }]

export default function SeveralDates() {
  const { head, from, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as SeveralAnswer | undefined

  return (
    <SeveralPage head={head} title={`Cambiar el plazo de ${head.words}`} button={`Cambiar el plazo de ${head.words}`} answer={answer} operationId={operation_id}>
      <DateField name="to_due_on" label="Fecha nueva" hint="La primera fecha de cada uno no se borra: queda escrita en su ficha." min={from} required />
      <TextArea name="reason" label="Por qué cambia" maxLength={500} rows={3} required />
    </SeveralPage>
  )
}

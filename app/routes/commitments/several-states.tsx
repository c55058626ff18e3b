import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { moveTogether } from '#app/domain/commitments/commands/together.server.ts'
import { severalStagesForm } from '#app/domain/commitments/forms.server.ts'
import { canMove } from '#app/domain/commitments/policy.ts'
import { stages } from '#app/domain/commitments/terms.ts'
import { permit } from '#app/lib/errors.ts'
import { checkForm, readFields } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Choice } from '#app/ui/field.tsx'
import { SeveralPage, type SeveralAnswer } from '#app/ui/several-page.tsx'

import { actOnCommitments, headOfSelection, selectionOf } from './selection.server.ts'

const choices = { cumplir: 'Cumplir: un paso hacia cumplido', ...stages }

export const loader = signedIn(writers, async (ctx, { request }) => {
  permit(canMove(ctx.viewer))
  return {
    head: await headOfSelection(ctx, await selectionOf(ctx, request)),
    stage: new URL(request.url).searchParams.get('stage') ?? 'cumplir',
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  permit(canMove(ctx.viewer))
  const fields = await readFields(request)
  const form = await checkForm(fields, severalStagesForm)
  if (!form.ok) return data(form, { status: 400 })
  const { stage } = form.input
  return actOnCommitments(ctx, {
    selection: await selectionOf(ctx, request, fields),
    form,
    page: `estado?stage=${stage}`,
    told: stage === 'cumplir' ? 'un paso más cerca de cumplido' : `ahora en «${stages[stage]}»`,
    act: (ctx, folios) => moveTogether(ctx, folios, stage),
  })
})

export const meta: MetaFunction = () => [{ title: 'Cambiar el estado de varios · Hilván' }]

export default function SeveralStates() {
  const { head, stage, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as SeveralAnswer | undefined

  return (
    <SeveralPage head={head} title={`Cambiar el estado de ${head.words}`} button={`Cambiar ${head.words}`} answer={answer} operationId={operation_id}>
      <Choice
        name="stage"
        label="Estado nuevo"
        hint="«Cumplir» declara lo que nadie ha declarado, y da por cumplido lo declarado que ya tiene evidencia."
        options={choices}
        defaultValue={stage}
      />
    </SeveralPage>
  )
}

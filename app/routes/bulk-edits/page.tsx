import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editSeveral } from '#app/domain/bulk-edits/commands.server.ts'
import { bulkEditForm } from '#app/domain/bulk-edits/forms.server.ts'
import { canEditSeveral } from '#app/domain/bulk-edits/policy.ts'
import { listTakers } from '#app/domain/bulk-edits/queries/targets.server.ts'
import { bulkActs } from '#app/domain/bulk-edits/terms.ts'
import { permit } from '#app/lib/errors.ts'
import { checkForm, readFields } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { Select } from '#app/ui/field.tsx'
import { SeveralPage, type SeveralAnswer } from '#app/ui/several-page.tsx'

import { actAt, headOfSelection, selectionOf } from './selection.server.ts'
import { actOnSelection } from './several.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const act = actAt(params.acto)
  permit(canEditSeveral(ctx.viewer))
  return {
    act,
    head: await headOfSelection(ctx, act, await selectionOf(ctx, act, request)),
    takers: await listTakers(ctx, act),
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const act = actAt(params.acto)
  permit(canEditSeveral(ctx.viewer))
  const fields = await readFields(request)
  const form = await checkForm(fields, bulkEditForm)
  if (!form.ok) return data(form, { status: 400 })
  const { value } = form.input
  const taker = (await listTakers(ctx, act)).find((one) => one.value === value)
  const isMissing = act === 'confirmacion' ? false : value ? !taker : act === 'cargo'
  const selection = await selectionOf(ctx, act, request, fields)
  const { one, many } = bulkActs[act]
  return actOnSelection(ctx, {
    selection, form,
    words: bulkActs[act],
    errors: isMissing ? { value: ['Elija a una persona de la lista.'] } : undefined,
    ask: `/lote/${act}?${selection.search}`,
    async act(ctx, ids) {
      const { id, changed, refused } = await editSeveral(ctx, act, ids, value)
      return { changed, refused, undoPath: `/lote/${id}/deshacer` }
    },
    done: (changed) => `${plural(changed, one, many)}: ${toldOf(act, taker?.label)}.`,
  })
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? bulkActs[data.act].title : ''} · Hilván` }]

export default function BulkEdit() {
  const { act, head, takers, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as SeveralAnswer | undefined
  const { title, button, field, empty } = bulkActs[act]

  return (
    <SeveralPage head={head} title={`${title}: ${head.words}`} button={`${button} ${head.words}`} answer={answer} operationId={operation_id}>
      {field && <Select name="value" label={field} options={takers} empty={empty} />}
    </SeveralPage>
  )
}

function toldOf(act: keyof typeof bulkActs, name: string | undefined) {
  if (act === 'confirmacion') return 'datos confirmados hoy'
  return act === 'cargo' ? `a cargo de ${name ?? ''}` : name ? `coordina ${name}` : 'nadie coordina'
}

import { data, redirect, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'

import { editSeveral, type Outcome } from '#app/domain/bulk-edits/commands.server.ts'
import { bulkEditForm } from '#app/domain/bulk-edits/forms.server.ts'
import { canEditSeveral } from '#app/domain/bulk-edits/policy.ts'
import { listTakers } from '#app/domain/bulk-edits/queries/targets.server.ts'
import { bulkActs } from '#app/domain/bulk-edits/terms.ts'
import { permit } from '#app/lib/errors.ts'
import { checkForm, readFields, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { writers } from '#app/lib/roles.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Select } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { actAt, headOf, problemOf, readSelection } from './selection.server.ts'

/** More than these are asked about with their number before anything changes. */
const ASK_FROM = 20

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const act = actAt(params.acto)
  permit(canEditSeveral(ctx.viewer))
  return {
    act,
    head: await headOf(ctx, act, await readSelection(ctx, act, request)),
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
  const { value, confirmed, operation_id } = form.input
  const selection = await readSelection(ctx, act, request, fields)
  const { ids, total, back } = selection
  const taker = (await listTakers(ctx, act)).find((one) => one.value === value)
  const isMissing = act === 'confirmacion' ? false : value ? !taker : act === 'cargo'

  if (problemOf(act, total) || isMissing || (total > ASK_FROM && confirmed !== total)) {
    if (!selection.told || problemOf(act, total)) return redirect(`/lote/${act}?${selection.search}`)
    if (isMissing) return data(refuse(form, { value: ['Elija a una persona de la lista.'] }), { status: 400 })
    return data(refuse(form, { confirmed: [`Ahora son ${formatNumber(total)}: revise y vuelva a guardar.`] }), { status: 400 })
  }
  let outcome: Outcome | undefined
  await atomically(ctx, (ctx) => once(ctx, operation_id, async () => {
    outcome = await editSeveral(ctx, act, ids, value)
    return back
  }))
  if (!outcome) return redirect(back)
  const { one, many } = bulkActs[act]
  const { id, changed, refused } = outcome
  const undo = undoAddress(id, back)
  const text = `${plural(changed, `${one}: `, `${many}: `)}${toldOf(act, taker?.label)}.`
  if (refused.length === 0) return redirectWithNotice(back, text, undo)
  return data({ ok: true as const, result: { text, refused, back, undo: changed > 0 ? undo : null } })
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? bulkActs[data.act].title : ''} · Hilván` }]

export default function BulkEdit() {
  const { act, head: { total, words, shown, more, back, problem }, takers, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { title, button, field, empty } = bulkActs[act]
  if (answer?.ok) return <Told result={answer.result} />

  return (
    <>
      <PageHeader title={`${title}: ${words}`} facts={problem ?? 'Cambian juntos, y durante un día se pueden deshacer juntos.'} />
      {problem ? <div className="acciones"><LinkButton to={back} variant="primary">Volver a la lista</LinkButton></div> : (
        <>
          <Card title={`Cambia${total === 1 ? '' : 'n'} ${words}`}>
            <ul className="lista">
              {shown.map(({ name, to }) => <li key={to}><RecordLink to={to} strong={false}>{name}</RecordLink></li>)}
              {more > 0 && <li className="meta">y {formatNumber(more)} más</li>}
            </ul>
          </Card>
          <RecordForm feedback={answer} operationId={operation_id} className="formulario tarjeta">
            <input type="hidden" name="confirmed" value={total} />
            {field && <Select name="value" label={field} options={takers} empty={empty} />}
            <FormActions>
              <Button variant="primary">{`${button} ${words}`}</Button>
              <LinkButton to={back}>Cancelar</LinkButton>
            </FormActions>
          </RecordForm>
        </>
      )}
    </>
  )
}

type Told = { text: string; refused: { name: string; to: string; why: string }[]; back: string; undo: string | null }

function Told({ result: { text, refused, back, undo } }: { result: Told }) {
  return (
    <>
      <PageHeader title={refused.length === 1 ? 'Uno quedó como estaba' : `${formatNumber(refused.length)} quedaron como estaban`} facts={text} />
      <Card title="Sin cambios">
        <ul className="lista">
          {refused.map(({ name, to, why }) => <li key={to}><RecordLink to={to}>{name}</RecordLink>: {why}</li>)}
        </ul>
      </Card>
      <div className="acciones">
        <LinkButton to={back} variant="primary">Volver a la lista</LinkButton>
        {undo && <Form method="post" action={undo}><Button>Deshacer lo cambiado</Button></Form>}
      </div>
    </>
  )
}

function toldOf(act: keyof typeof bulkActs, name: string | undefined) {
  if (act === 'confirmacion') return 'datos confirmados hoy'
  return act === 'cargo' ? `a cargo de ${name ?? ''}` : name ? `coordina ${name}` : 'nadie coordina'
}

/** Takes it back and returns to that list; an address too long for a notice returns to the plain one. */
function undoAddress(id: string, back: string) {
  const address = `/lote/${id}/deshacer?volver=${encodeURIComponent(back)}`
  return address.length <= 500 ? address : `/lote/${id}/deshacer`
}

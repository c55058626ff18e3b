import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { setColumns, setHeader, setSheet } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { headerForm, sheetForm } from '#app/domain/sheet-imports/forms.server.ts'
import { findImport, listSheets } from '#app/domain/sheet-imports/queries.server.ts'
import { guessSheet } from '#app/domain/sheet-imports/queries/guess.server.ts'
import { stepOf } from '#app/domain/sheet-imports/rules/steps.ts'
import { importKinds } from '#app/domain/sheet-imports/terms.ts'
import { found } from '#app/lib/errors.ts'
import { checkForm, readFields } from '#app/lib/form-reader.server.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Segmented } from '#app/ui/segmented.tsx'

import { ColumnsStep } from './columns-step.tsx'
import { readColumns } from './columns.server.ts'
import { readResult, readReview } from './readings.server.ts'
import { ResultStep } from './result-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { SendToComputer } from './send-to-computer.tsx'
import { HeaderStep, SheetStep } from './sheet-step.tsx'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const asked = found(await findImport(ctx, params.id!))
  const search = new URL(request.url).searchParams
  const { step, reachable } = stepOf(asked, search.get('paso'), asked.remarks.sheets.length)
  const head = { id: asked.id, address: `${baseUrl()}/importar/${asked.id}`, email: ctx.viewer.email, name: asked.name, kind: asked.kind, what: importKinds[asked.kind], notes: asked.remarks.notes, about: asked.remarks.sheets[asked.settings.sheet ?? 0] ?? '', reachable }
  if (step === 'hoja') {
    const sheets = (await listSheets(ctx, asked.id)).map(({ position, name }) => ({ value: String(position), label: `${name} (${asked.remarks.sheets[position] ?? ''})` }))
    return { head, step, sheets, chosen: String(asked.settings.sheet ?? 0) }
  }
  if (step === 'encabezado') {
    const { header, top, total } = await guessSheet(ctx, asked.id)
    return { head, step, header: header.row, top, total }
  }
  if (step === 'columnas') {
    const { columns } = await guessSheet(ctx, asked.id)
    return { head, step, columns, chosen: asked.settings.columns ?? null, days: asked.settings.days }
  }
  if (step === 'revision') return { head, step, review: await readReview(ctx, asked, search) }
  return { head, step, result: await readResult(ctx, asked) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const id = params.id!
  found(await findImport(ctx, id))
  const fields = await readFields(request)
  if (fields.has('sheet')) {
    const form = await checkForm(fields, sheetForm)
    if (!form.ok) return data(form, { status: 400 })
    await setSheet(ctx, id, form.input.sheet)
    return redirect(`/importar/${id}?paso=encabezado`)
  }
  if (fields.has('header')) {
    const form = await checkForm(fields, headerForm)
    if (!form.ok) return data(form, { status: 400 })
    await setHeader(ctx, id, form.input.header)
    return redirect(`/importar/${id}?paso=columnas`)
  }
  const form = await readColumns(ctx, id, fields)
  if (!form.ok) return data(form, { status: 400 })
  await setColumns(ctx, id, form.input)
  return redirect(`/importar/${id}?paso=revision`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Importar «${data?.head.name ?? ''}» · Hilván` }]

export default function ImportSteps() {
  const view = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const { id, address, email, name, what, about, notes, reachable } = view.head
  return (
    <div className="pila">
      <PageHeader
        title={`Importar «${name}»`}
        facts={`${what} · ${about}`}
        actions={<LinkButton to="/importar">Todas las importaciones</LinkButton>}
      />
      <div className="fila"><Segmented label="Pasos" items={reachable.map(({ step, label }) => ({ to: `/importar/${id}?paso=${step}`, label, current: step === view.step }))} /></div>
      {view.step !== 'resultado' && <SendToComputer address={address} email={email} />}
      {view.step !== 'resultado' && notes.map((note) => <p key={note} className="lectura meta">{note}</p>)}
      {view.step === 'hoja' && <SheetStep sheets={view.sheets} chosen={view.chosen} feedback={feedback} />}
      {view.step === 'encabezado' && <HeaderStep header={view.header} top={view.top} total={view.total} feedback={feedback} />}
      {view.step === 'columnas' && <ColumnsStep kind={view.head.kind} columns={view.columns} chosen={view.chosen} days={view.days} feedback={feedback} />}
      {view.step === 'revision' && <ReviewStep id={id} review={view.review} />}
      {view.step === 'resultado' && <ResultStep id={id} result={view.result} />}
    </div>
  )
}

import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { applyImport } from '#app/domain/calendar-imports/commands/apply.server.ts'
import { decisionForm } from '#app/domain/calendar-imports/forms.server.ts'
import { findImport } from '#app/domain/calendar-imports/queries.server.ts'
import { previewImport } from '#app/domain/calendar-imports/queries/preview.server.ts'
import { importResult } from '#app/domain/calendar-imports/queries/result.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { detection } from './import-words.ts'
import { ImportPreview } from './import-preview.tsx'
import { ImportResult } from './import-result.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { id, name, remarks, applied_at, undone_at } = found(await findImport(ctx, params.id!))
  const head = { id, name, undone: undone_at !== null, remarks: remarks.notes }
  if (applied_at) return { head, step: 'result' as const, result: await importResult(ctx, id) }
  const preview = await previewImport(ctx, id)
  return { head, step: 'preview' as const, preview, detection: detection(preview.total, remarks) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id, undone_at } = found(await findImport(ctx, params.id!))
  if (undone_at) throw new Conflict('Esta importación se deshizo: suba el archivo otra vez.')
  const form = await readForm(request, decisionForm)
  if (!form.ok) return data(form, { status: 400 })

  const isDone = await applyImport(ctx, id, { ...form.input, picked: form.input.pick })
  if (!isDone) return data(refuse(form, { zone: ['Diga en qué zona están las horas que no la traen.'] }), { status: 400 })
  return redirect(`/calendario/importar/${id}`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Importar «${data?.head.name ?? ''}» · Hilván` }]

export default function ImportReview() {
  const view = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  if (view.step === 'result') return <ImportResult {...view.head} result={view.result} />
  return <ImportPreview {...view.head} preview={view.preview} detection={view.detection} feedback={feedback} />
}

import { redirect } from '@remix-run/node'

import { resumeImport, startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { answerProblem, clearAnswers, discardImport, mendRow, setKeeps } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { correctedBook, templateBook, type Book } from '#app/domain/sheet-imports/commands/books.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { answerForm, keepsForm, rowForm } from '#app/domain/sheet-imports/forms.server.ts'
import { findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { importKinds, type ImportKind } from '#app/domain/sheet-imports/terms.ts'
import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { byteStream } from '#app/lib/byte-stream.server.ts'
import { found, NotFound } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice, redirectWithProblem } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'

/** Files of an import: what did not go in, with its reason, and the templates. */
export const loader = signedIn(writers, async (ctx, { params }) => {
  const { id = '', tarea = '' } = params
  if (id === 'plantilla') {
    const kind = tarea.replace(/\.xlsx$/, '')
    if (!Object.hasOwn(importKinds, kind)) throw new NotFound()
    return sent(templateBook(ctx, kind as ImportKind))
  }
  if (tarea !== 'corregir.xlsx') throw new NotFound()
  return sent(await correctedBook(ctx, id))
})

const sent = ({ filename, pieces }: Book) =>
  new Response(byteStream(pieces), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })

type Task = (ctx: Context, id: string, request: Request) => Promise<Response>

const tasks: Record<string, Task> = {
  respuesta: async (ctx, id, request) => {
    const form = await readForm(request, answerForm)
    if (!form.ok) return back(id, request, 'No se entendió la respuesta: elija una de la lista.')
    const { key, choice, use_text, exception } = form.input
    const typed = use_text && !choice ? await onlyInstitution(ctx, use_text) : undefined
    if (use_text && !choice && !typed) return back(id, request, `No se encontró «${use_text}»: elija la institución de la lista.`)
    if (!choice && !typed) return back(id, request, 'Elija una respuesta.')
    await answerProblem(ctx, id, key, choice ?? { use: typed! }, exception)
    return back(id, request)
  },
  borron: async (ctx, id, request) => {
    await clearAnswers(ctx, id)
    return back(id, request)
  },
  conservar: async (ctx, id, request) => {
    const form = await readForm(request, keepsForm)
    await setKeeps(ctx, id, form.ok && form.input.keeps)
    return back(id, request)
  },
  fila: async (ctx, id, request) => {
    const form = await readForm(request, rowForm)
    if (!form.ok) throw new NotFound()
    const { position, ...mended } = form.input
    await mendRow(ctx, id, position, mended)
    return back(id, request)
  },
  aplicacion: async (ctx, id) => {
    await startImport(ctx, id)
    return redirect(`/importar/${id}?paso=resultado`)
  },
  reanudacion: async (ctx, id) => {
    await resumeImport(ctx, id)
    return redirect(`/importar/${id}?paso=resultado`)
  },
  deshacer: async (ctx, id) => {
    const left = await undoImport(ctx, id)
    const told = left === 0 ? 'La importación se deshizo: el directorio quedó como estaba.' : `La importación se deshizo, menos ${plural(left, 'registro', 'registros')} que cambiaron después.`
    return redirectWithNotice(`/importar/${id}?paso=resultado`, told)
  },
  descarte: async (ctx, id) => {
    await discardImport(ctx, id)
    return redirectWithNotice('/importar', 'La importación se descartó: no se guardó nada.')
  },
}

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id = '', tarea = '' } = params
  const task = found(Object.hasOwn(tasks, tarea) ? tasks[tarea] : undefined)
  found(await findImport(ctx, id))
  return task(ctx, id, request)
})

/** To the page of the review where the form was, without the row that was open. */
function back(id: string, request: Request, told?: string) {
  const from = request.headers.get('Referer')
  const search = from && URL.canParse(from) ? new URL(from).searchParams : new URLSearchParams()
  const kept = new URLSearchParams({ paso: 'revision' })
  for (const name of ['ver', 'pagina']) if (search.has(name)) kept.set(name, search.get(name)!)
  const to = `/importar/${id}?${kept}`
  return told ? redirectWithProblem(to, told) : redirect(to)
}

async function onlyInstitution(ctx: Context, text: string) {
  const [first, ...others] = await suggestInstitutions(ctx, text, 2)
  return others.length === 0 ? first?.id : undefined
}

import { redirect } from '@remix-run/node'

import { exportWelcomes } from '#app/domain/exports/commands/welcome.server.ts'
import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { discardHandover, skipLines } from '#app/domain/handovers/commands/draft.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { versionForm } from '#app/domain/handovers/forms.server.ts'
import { findHandover } from '#app/domain/handovers/queries.server.ts'
import { previewHandover } from '#app/domain/handovers/queries/preview.server.ts'
import { listWrittenTenures } from '#app/domain/handovers/queries/written.server.ts'
import { byteStream } from '#app/lib/byte-stream.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { Conflict, found, NotFound } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { foldersZip } from '#app/routes/welcome/pieces.server.tsx'

const tasks: Record<string, (ctx: Context, id: string, request: Request) => Promise<Response>> = {
  async aplicacion(ctx, id, request) {
    const form = await readForm(request, versionForm)
    if (!form.ok) throw new Conflict('La lista cambió mientras la miraba: revísela y vuelva a aplicar.')
    await applyHandover(ctx, id, form.input.version)
    return redirectWithNotice(`/traspasos/${id}`, 'El traspaso quedó registrado. Lo ya firmado y lo pendiente siguen como estaban.')
  },
  async omision(ctx, id) {
    const lines = await previewHandover(ctx, found(await findHandover(ctx, id)))
    await skipLines(ctx, id, lines.filter(({ outcome }) => outcome === 'failed').map(({ position }) => position))
    return redirect(`/traspasos/${id}`)
  },
  async deshacer(ctx, id) {
    const left = await undoHandover(ctx, id)
    const told = left === 0 ? 'El traspaso se deshizo: los cargos quedaron como estaban.' : `El traspaso se deshizo, menos ${plural(left, 'línea que cambió', 'líneas que cambiaron')} después.`
    return redirectWithNotice(`/traspasos/${id}`, told)
  },
  async descarte(ctx, id) {
    await discardHandover(ctx, id)
    return redirectWithNotice('/traspasos', 'La lista se descartó: no se guardó nada.')
  },
}

/** The folder of every post that changed hands, in one zip that is made while it is sent. */
export const loader = signedIn(writers, async (ctx, { request, params }) => {
  if (params.tarea !== 'carpetas.zip') throw new NotFound()
  const { id, state } = found(await findHandover(ctx, params.id!))
  if (state !== 'applied') throw new NotFound()
  const headers = {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="carpetas-de-bienvenida-${todayIn(ctx.viewer.zone, ctx.now)}.zip"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
  if (request.method === 'HEAD') return new Response(null, { headers })
  const posts = (await listWrittenTenures(ctx, id)).filter(({ isNew }) => isNew).map(({ position_id }) => position_id)
  await exportWelcomes(ctx, posts)
  return new Response(byteStream(foldersZip(ctx, posts)), { headers })
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id = '', tarea = '' } = params
  const task = found(Object.hasOwn(tasks, tarea) ? tasks[tarea] : undefined)
  return task(ctx, id, request)
})

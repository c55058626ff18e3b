import { redirect } from '@remix-run/node'

import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { lineForm } from '#app/domain/minutes/forms.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithProblem } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { correctedLine } from './corrected-line.server.ts'

/** One line written again from the page that closes. The point keeps its version: nobody's text is written over. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  const back = `/reuniones/${meeting.folio}/cierre`
  const form = await readForm(request, lineForm)
  if (!form.ok) return redirectWithProblem(back, Object.values(form.errors).flat()[0] ?? 'Escriba la línea.')
  const { draft, key, at, was, version } = form.input
  const point = (await findDraft(ctx, meeting.id))?.points.find((one) => one.key === key)
  const lines = point?.text.split('\n') ?? []
  if (!point || lines[at] !== was) throw new Conflict('Esa línea cambió mientras usted la miraba: vuelva a cerrar el acta.')
  lines[at] = await correctedLine(ctx, meeting, form.input)
  const saved = await savePoint(ctx, meeting.id, { draft, key, version, text: lines.join('\n') })
  if (saved.kind === 'conflict') throw new Conflict(`${saved.by} cambió ese punto mientras usted lo miraba: vuelva a cerrar el acta.`)
  return redirect(back)
})

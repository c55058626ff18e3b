import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { pointForm } from '#app/domain/minutes/forms.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { Conflict, found, NotFound } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

const GONE = 'Alguien quitó este punto de la pauta. Su texto sigue en este equipo: cópielo a otro punto.'
const unkept = { 'Cache-Control': 'private, no-store' }

/** What the server has of every point: whoever types beside somebody else asks now and then. */
export const loader = signedIn(writers, async (ctx, { params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  const draft = await findDraft(ctx, meeting.id)
  return Response.json({ points: draft?.points ?? [] }, { headers: unkept })
})

/** Keeps a point while it is typed. Answers in JSON what the page must know, refusals too: it is not a form. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id } = found(await findMeeting(ctx, params.folio!))
  const form = await readForm(request, pointForm)
  if (!form.ok) return Response.json({ kind: 'refused', text: Object.values(form.errors).flat()[0] }, { status: 400 })
  try {
    return Response.json(await savePoint(ctx, id, form.input), { headers: unkept })
  } catch (error) {
    if (error instanceof Conflict) return Response.json({ kind: 'refused', text: error.message }, { status: 409 })
    if (error instanceof NotFound) return Response.json({ kind: 'refused', text: GONE }, { status: 404 })
    throw error
  }
})

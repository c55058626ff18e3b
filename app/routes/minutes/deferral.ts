import { deferPoint } from '#app/domain/meetings/commands/defer.server.ts'
import { deferralForm } from '#app/domain/meetings/forms.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** A point that does not fit is left for another meeting from the page of the minutes, which stays where it is. Answers in JSON: it is not a form. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id } = found(await findMeeting(ctx, params.folio!))
  const form = await readForm(request, deferralForm)
  if (!form.ok) return Response.json({ problem: 'Diga qué punto se deja para otra reunión.' }, { status: 400 })
  await deferPoint(ctx, id, form.input.point, form.input.deferred)
  return Response.json({})
})

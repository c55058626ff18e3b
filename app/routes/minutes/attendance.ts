import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { attendanceForm } from '#app/domain/meetings/forms.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { readGuests } from '#app/domain/meetings/queries/guests.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Attendance from the page of the minutes, which stays where it is. Answers in JSON: it is not a form. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  found(await findMeeting(ctx, params.folio!))
  const form = await readForm(request, attendanceForm)
  if (!form.ok) return refused(form.errors)
  const guests = await readGuests(ctx, form.input)
  if (!guests.ok) return refused(guests.errors)
  const rows = form.input.rows.flatMap(({ id, attended }) => (attended ? [{ id, attended }] : []))
  await takeAttendance(ctx, params.folio!, { rows, guests: guests.value })
  return Response.json({})
})

const refused = (errors: Record<string, string[]>) => Response.json({ problem: Object.values(errors).flat()[0] }, { status: 400 })

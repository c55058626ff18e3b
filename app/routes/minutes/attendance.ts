import { data } from '@remix-run/node'

import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { attendanceForm } from '#app/domain/meetings/forms.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { readGuests } from '#app/domain/meetings/queries/guests.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Attendance from the page of the minutes, which stays where it is. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  found(await findMeeting(ctx, params.folio!))
  const form = await readForm(request, attendanceForm)
  if (!form.ok) return data({ errors: form.errors }, { status: 400 })
  const guests = await readGuests(ctx, form.input)
  if (!guests.ok) return data({ errors: refuse(form, guests.errors).errors }, { status: 400 })
  const rows = form.input.rows.flatMap(({ id, attended }) => (attended ? [{ id, attended }] : []))
  await takeAttendance(ctx, params.folio!, { rows, guests: guests.value })
  return data({ errors: undefined })
})

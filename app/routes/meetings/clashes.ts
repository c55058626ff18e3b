import { clashForm } from '#app/domain/meetings/forms.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listCalledRefs, listPlannedClashes } from '#app/domain/meetings/queries/clashes.server.ts'
import { chooseCommune } from '#app/domain/meetings/queries/places.server.ts'
import { readTimes } from '#app/domain/meetings/rules/times.ts'
import { found } from '#app/lib/errors.ts'
import { checkFields, checkForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { clashLines } from './clashes.server.ts'

/** Who would be called twice by what a form holds so far; what it does not say yet clashes with nobody. */
export const loader = signedIn(writers, async (ctx, { request }) => {
  const form = await checkForm(checkFields(new URL(request.url).searchParams), clashForm)
  if (!form.ok) return { clashes: [] }

  const { reunion, participants, on, commune_cut, zone, ...asked } = form.input
  const saved = reunion ? found(await findMeeting(ctx, reunion)) : undefined
  if (!on) return { clashes: saved ? clashLines(await listPlannedClashes(ctx, participants, saved, saved)) : [] }

  const place = await chooseCommune(ctx, { ids: commune_cut ? [commune_cut] : [] })
  const there = zone ?? saved?.zone ?? (place.ok ? place.value?.zone : undefined) ?? ctx.viewer.zone
  const reading = readTimes({ ...asked, on, zone: there, duration: 60 })
  if (!reading.ok) return { clashes: [] }
  const refs = saved ? await listCalledRefs(ctx, saved.id) : participants
  return { clashes: clashLines(await listPlannedClashes(ctx, refs, reading.times, saved)) }
})

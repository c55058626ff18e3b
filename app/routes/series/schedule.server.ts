import { data } from '@remix-run/node'

import { linkMeeting } from '#app/domain/connection-requests/commands/advance.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { isOpen } from '#app/domain/connection-requests/rules.ts'
import type { NewMeeting } from '#app/domain/meetings/commands/create.server.ts'
import type { MeetingInput } from '#app/domain/meetings/forms.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { createSeries } from '#app/domain/series/commands/create.server.ts'
import { readRepetition } from '#app/domain/series/queries/read.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { previewSeries } from './preview.server.ts'

type Form = { input: MeetingInput; values: Record<string, string | string[]> }

/** A meeting that repeats is made in two steps: its dates are looked at first. */
export async function scheduleSeries(ctx: Context, form: Form, { when, ...plan }: NewMeeting & { state: 'draft' | 'called' }) {
  const { step, holidays: asked, operation_id, request_id } = form.input
  if (step === 'fields') return data({ errors: {}, values: form.values, preview: null })
  const times = readRepetition(form.input, when)
  if (!times.ok) return data({ ...refuse(form, times.errors), preview: null }, { status: 400 })
  if (plan.state === 'draft') {
    return data({ ...refuse(form, { repeats: ['Una serie se convoca al agendarla: use «Agendar», o no la repita todavía.'] }), preview: null }, { status: 400 })
  }

  const commune_cut = plan.commune_cut ?? null
  const preview = await previewSeries(ctx, { ...times.value, commune_cut, title: plan.title, asked })
  const { holidays } = preview
  if (step !== 'create') return data({ errors: undefined, values: form.values, preview })
  if (!holidays) return data({ errors: { holidays: ['Elija qué pasa con los feriados.'] }, values: form.values, preview }, { status: 400 })
  if (preview.count === 0) return data({ errors: { holidays: ['Todas las fechas caen en feriado.'] }, values: form.values, preview }, { status: 400 })

  const { state: _, ...facts } = plan
  const id = await atomically(ctx, (ctx) => once(ctx, operation_id, async () => {
    const created = await createSeries(ctx, { ...facts, ...times.value, holidays })
    if (request_id) await linkFirst(ctx, request_id, created.id)
    return created.id
  }))
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/reuniones/series/${id}`, `Agendadas: ${plural(preview.count, 'reunión', 'reuniones')}.`)
}

/** A request that leads to a series is answered by its first date. */
async function linkFirst(ctx: Context, request_id: string, series_id: string) {
  const asked = await findRequest(ctx, request_id)
  const first = await visibleMeetings(ctx).select('meetings.folio').where('meetings.series_id', '=', series_id).orderBy('meetings.starts_at').orderBy('meetings.id').executeTakeFirst()
  if (asked && isOpen(asked) && first) await linkMeeting(ctx, asked.id, first.folio)
}

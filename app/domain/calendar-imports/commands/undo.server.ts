import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { change } from '#app/domain/meetings/commands/change.server.ts'
import { removeParticipants } from '#app/domain/meetings/commands/participants.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { instantsOf } from '#app/domain/meetings/rules/times.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canImport } from '../policy.ts'
import { findImport } from '../queries.server.ts'
import { isOvertaken, listTouched, listWritten } from '../queries/written.server.ts'
import type { Replaced } from './write.server.ts'

const CHUNK = 400

/**
 * Takes a whole import back: what it made is gone, and what it changed is as it was. Refused when somebody has written
 * on any of those meetings since.
 */
export async function undoImport(ctx: Context, id: string): Promise<void> {
  await atomically(ctx, async (ctx) => {
    permit(canImport(ctx.viewer))
    const asked = found(await findImport(ctx, id))
    if (!asked.applied_at) throw new Conflict('Esta importación no se ha confirmado.')
    if (asked.undone_at) throw new Conflict('Esta importación ya se deshizo.')
    const written = await listWritten(ctx, id)
    if (written.keeps) throw new Conflict('Esta importación cambió series enteras, que no vuelven atrás: cámbielas a mano.')
    if (await isOvertaken(ctx, id)) throw new Conflict('Otra importación cambió después algo de esta: ya no se puede deshacer.')
    const touched = await listTouched(ctx, id, written.meetings)
    if (touched.length > 0) {
      const some = touched.slice(0, 3).map(({ folio }) => folio).join(', ')
      throw new Conflict(`Ya hay trabajo en ${plural(touched.length, 'reunión', 'reuniones')} de esta importación (${some}): cancélelas una a una.`)
    }

    await discard(ctx, id, written)
    for (const row of written.changed) await restore(ctx, row)
    await ctx.db.updateTable('calendar_imports').set({ undone_at: ctx.now.toISOString() }).where('id', '=', id).execute()
    await bumpAgenda(ctx)
    await record(ctx, 'calendar.import_undone', { type: 'calendar_import', id }, { name: asked.name })
  })
}

type Written = Awaited<ReturnType<typeof listWritten>>

/** Their sources stay, as discarded: the same file offers them again. */
async function discard({ db, now }: Context, import_id: string, { created, series }: Written) {
  for (let at = 0; at < created.length; at += CHUNK) {
    const ids = created.slice(at, at + CHUNK)
    await db.updateTable('meeting_sources').set({ discarded_at: now.toISOString(), meeting_id: null }).where('meeting_id', 'in', ids).execute()
    await db.updateTable('calendar_import_entries').set({ meeting_id: null }).where('meeting_id', 'in', ids).execute()
    await db.deleteFrom('meetings').where('id', 'in', ids).execute()
  }
  if (series.length === 0) return
  await db.updateTable('meeting_sources').set({ discarded_at: now.toISOString(), series_id: null })
    .where('import_id', '=', import_id).where('series_id', 'is not', null).execute()
  for (let at = 0; at < series.length; at += CHUNK) await db.deleteFrom('meeting_series').where('id', 'in', series.slice(at, at + CHUNK)).execute()
}

async function restore(ctx: Context, { meeting_id, source_uid, source_recurrence, replaced }: Written['changed'][number]) {
  const { content, modality, sequence, content_hash, guests } = JSON.parse(replaced) as Replaced
  const now = await findMeeting(ctx, meeting_id)
  // A date of a series that this import made went with it.
  if (!now) return
  if (now.state === 'cancelled' && !content.cancelled) await changeState(ctx, meeting_id, 'called')
  const meeting = found(await findMeeting(ctx, meeting_id))
  const removed = await removeParticipants(ctx, meeting, guests)
  const { title, description, place, link, start_local, end_local, from_on, until_on, repeated_hour } = content
  const when = { start_local, end_local, from_on, until_on, zone: content.zone ?? meeting.zone, repeated_hour }
  const set = { title, description, place, link, modality, reserved: content.reserved ? (1 as const) : (0 as const), ...when, ...instantsOf(when) }
  await change(ctx, meeting, { set, guests: { added: 0, removed }, action: 'meeting.edited' })
  if (content.cancelled && now.state !== 'cancelled') await changeState(ctx, meeting_id, 'cancelled', 'Se deshizo la importación.')
  const source = { sequence, content_hash, import_id: null }
  const query = ctx.db.updateTable('meeting_sources').set(content_hash ? source : { ...source, discarded_at: ctx.now.toISOString(), meeting_id: null })
  await query.where('source_uid', '=', source_uid).where('source_recurrence', '=', source_recurrence).execute()
}

import { record } from '#app/domain/activity/commands.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { takesNotes } from '#app/domain/meetings/rules.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeMinutes } from '../policy.ts'
import { findSavedPoint } from '../queries.server.ts'

export type PointText = {
  /** Id of the minutes that its author has before them. */
  draft: string
  key: string
  text: string
  /** The version of the point that its author had before them; 0 when it was blank. */
  version: number
}

export type Saved =
  | { kind: 'saved'; version: number; at: string }
  | { kind: 'conflict'; version: number; at: string; by: string; text: string }

/** One line of activity for so long: text is saved every two seconds, and nobody reads a thousand lines of history. */
const QUIET_MS = 10 * 60_000

/**
 * Keeps what is typed under a point. Whoever had an older version before them is told what somebody else wrote, and
 * nothing is overwritten; the same text twice is no conflict.
 */
export async function savePoint(ctx: Context, folioOrId: string, { draft: draft_id, key, text, version }: PointText): Promise<Saved> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canTakeMinutes(ctx.viewer))
    const draft = await ctx.db.selectFrom('minutes').select(['id', 'number']).where('meeting_id', '=', meeting.id).where('state', '=', 'draft').executeTakeFirst()
    if (!draft || draft.id !== draft_id) throw new Conflict('El acta que usted escribía ya se cerró. Su texto sigue en este equipo: cópielo y agréguelo con una corrección.')
    if (draft.number === 1 && !takesNotes(meeting)) throw new Conflict(`La reunión está «${meetingStates[meeting.state]}»: el acta no se puede escribir ahora. Su texto sigue en este equipo.`)
    if (key) {
      found(await ctx.db.selectFrom('agenda_items').select('id').where('id', '=', key).where('meeting_id', '=', meeting.id).executeTakeFirst())
    }

    const at = ctx.now.toISOString()
    const before = await findSavedPoint(ctx, draft.id, key)
    if (!before && text === '') return { kind: 'saved', version: 0, at }
    if (before?.internal_text === text) return { kind: 'saved', version: before.version, at: before.updated_at }
    if (before && before.version !== version) {
      return { kind: 'conflict', version: before.version, at: before.updated_at, by: before.name, text: before.internal_text }
    }
    const stamps = { internal_text: text, updated_at: at, updated_by: ctx.viewer.id }
    if (before) {
      await ctx.db.updateTable('minutes_points').set({ ...stamps, version: version + 1 }).where('id', '=', before.id).execute()
    } else {
      await ctx.db
        .insertInto('minutes_points')
        .values({ id: newId(ctx.now.getTime()), minutes_id: draft.id, agenda_item_id: key || null, ...stamps })
        .execute()
    }
    const quiet = before?.updated_by === ctx.viewer.id && Date.parse(at) - Date.parse(before.updated_at) < QUIET_MS
    if (!quiet) await record(ctx, 'minutes.written', { type: 'meeting', id: meeting.id }, { folio: meeting.folio, title: meeting.title })
    return { kind: 'saved', version: (before?.version ?? 0) + 1, at }
  })
}

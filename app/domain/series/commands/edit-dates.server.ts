import { record } from '#app/domain/activity/commands.server.ts'
import { editMeeting, type MeetingEdit } from '#app/domain/meetings/commands/edit.server.ts'
import { refuseUnknown } from '#app/domain/meetings/commands/insert.server.ts'
import { insertParticipants, removeParticipants } from '#app/domain/meetings/commands/participants.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { isEditable } from '#app/domain/meetings/rules.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import { findZone } from '#app/domain/territory/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { subjectsOfSeries } from '../queries/subjects.server.ts'
import { placeOf } from '../rules.ts'
import type { Scope } from '../terms.ts'
import { findWithin } from './scope.server.ts'
import { splitSeries } from './split.server.ts'
import { writeDates } from './write-dates.server.ts'

type Facts = Omit<MeetingEdit, 'participants' | 'version' | 'reserved'> & { reserved: 0 | 1 }

/**
 * Changes what somebody changed of one date, and nothing else, on the dates of a scope; the past keeps its own. Answers
 * the meeting as it stands when somebody else had changed it meanwhile; nothing is written then.
 */
export async function editDates(ctx: Context, folioOrId: string, input: MeetingEdit, scope: Scope): Promise<Meeting | undefined> {
  if (scope === 'one') return editMeeting(ctx, folioOrId, input)
  return atomically(ctx, async (ctx) => {
    const { meeting, series, dates } = await findWithin(ctx, folioOrId, scope)
    if (!isEditable(meeting)) throw new Conflict(`Esta reunión está como «${meetingStates[meeting.state]}»: ya no se puede editar.`)
    if (meeting.version !== input.version) return meeting
    await refuseUnknown(ctx, input)

    const { version: _, participants, reserved, ...rest } = input
    const set = changedOf(meeting, { ...rest, reserved: reserved ? 1 : 0 })
    if (set.commune_cut && (await findZone(ctx, set.commune_cut)) !== series.zone) {
      throw new Conflict('En ese lugar el reloj es otro: para toda la serie, termínela y agende una nueva allí.')
    }
    const from = placeOf(dates[0]!)
    const { id } = scope === 'following' ? await splitSeries(ctx, series, placeOf(meeting)) : series
    const changes = []
    for (const date of dates) {
      const removed = await removeParticipants(ctx, date, participants.removed)
      const added = await insertParticipants(ctx, date, participants.added)
      changes.push({ date, set, guests: { added, removed } })
    }
    if (Object.keys(set).length > 0) {
      await ctx.db.updateTable('meeting_series').set((eb) => ({ ...set, version: eb('version', '+', 1) })).where('id', '=', id).execute()
    }
    await writeDates(ctx, id, changes)
    const detail = { folio: meeting.folio, title: rest.title, from: formatDay(from.slice(0, 10)) }
    await record(ctx, 'series.edited', await subjectsOfSeries(ctx, id, from), detail)
    return undefined
  })
}

function changedOf(meeting: Meeting, facts: Facts): Partial<Facts> {
  return Object.fromEntries(Object.entries(facts).filter(([key, value]) => meeting[key as keyof Facts] !== value))
}

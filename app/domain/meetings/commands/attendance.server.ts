import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeAttendance } from '../policy.ts'
import { findMeeting } from '../queries.server.ts'
import { listParticipants } from '../queries/participants.server.ts'
import { takesAttendance } from '../rules.ts'
import type { ParticipantInput } from '../rules/participants.ts'
import type { Attendance, Rsvp } from '../terms.ts'
import { change, subjectsOf } from './change.server.ts'
import { insertParticipants, writeSnapshot } from './participants.server.ts'

export type AttendanceInput = {
  rows: { id: string; attended: Attendance; on_behalf_of_position_id?: string | null }[]
  /** Whoever came without being asked. */
  guests?: ParticipantInput[]
}

/** Writes who came, and with it who everybody was that day. */
export async function takeAttendance(ctx: Context, folioOrId: string, { rows, guests = [] }: AttendanceInput) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canTakeAttendance(ctx.viewer))
    if (!takesAttendance(meeting)) throw new Conflict('La asistencia se registra en una reunión convocada, en curso o realizada.')

    const known = new Map((await listParticipants(ctx, meeting)).map((row) => [row.id, row]))
    for (const { id, attended, on_behalf_of_position_id: behalf } of rows) {
      const before = found(known.get(id))
      const on_behalf_of_position_id = behalf === undefined ? before.on_behalf_of_position_id : behalf
      if (before.attended === attended && before.on_behalf_of_position_id === on_behalf_of_position_id) continue
      await ctx.db.updateTable('participants').set({ attended, on_behalf_of_position_id }).where('id', '=', id).execute()
    }
    const added = await insertParticipants(ctx, meeting, guests.map((guest) => ({ attended: 'present', invited: 0, ...guest })))
    await writeSnapshot(ctx, meeting)
    if (added > 0) await change(ctx, meeting, { guests: { added, removed: 0 }, action: 'attendance.taken' })
    else await record(ctx, 'attendance.taken', await subjectsOf(ctx, meeting.id), { folio: meeting.folio, title: meeting.title })
  })
}

/** «Asistieron todos los confirmados»: whoever said yes was there, unless something else is written already. */
export async function confirmAttendance(ctx: Context, folioOrId: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    const rows = (await listParticipants(ctx, meeting)).filter(({ rsvp, attended }) => rsvp === 'accepted' && attended === 'unknown')
    await takeAttendance(ctx, folioOrId, { rows: rows.map(({ id }) => ({ id, attended: 'present' })) })
  })
}

/** What each participant answered to the invitation. Calendars do not change. */
export async function recordAnswers(ctx: Context, folioOrId: string, answers: { id: string; rsvp: Rsvp }[]) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canTakeAttendance(ctx.viewer))
    if (!takesAttendance(meeting)) throw new Conflict('Las respuestas se registran en una reunión convocada.')

    const known = new Map((await listParticipants(ctx, meeting)).map((row) => [row.id, row]))
    for (const { id, rsvp } of answers) {
      const { rsvp: before, name, institution } = found(known.get(id))
      if (before === rsvp) continue
      await ctx.db.updateTable('participants').set({ rsvp, rsvp_sequence: meeting.sequence, rsvp_at: ctx.now.toISOString() }).where('id', '=', id).execute()
      await record(ctx, 'participant.answered', { type: 'meeting', id: meeting.id }, { name: name ?? institution, answer: rsvp })
    }
  })
}

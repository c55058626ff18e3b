import { findZone } from '#app/domain/territory/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting, type Meeting } from '../queries.server.ts'
import { isEditable } from '../rules.ts'
import type { ParticipantInput } from '../rules/participants.ts'
import { instantsOf, isPossible, problemInSeries } from '../rules/times.ts'
import { meetingStates, type MeetingKind, type Modality } from '../terms.ts'
import { change } from './change.server.ts'
import { refuseUnknown } from './insert.server.ts'
import { insertParticipants, removeParticipants } from './participants.server.ts'

export type MeetingEdit = {
  title: string
  kind: MeetingKind
  modality: Modality
  place: string | null
  commune_cut: string | null
  link: string | null
  description: string | null
  organiser_id: string | null
  reserved: boolean
  /** Whoever comes besides, and the references of whoever no longer does; the others stay, whoever added them. */
  participants: { added: ParticipantInput[]; removed: string[] }
  version: number
}

/** Answers the meeting as it stands when somebody else had changed it meanwhile; nothing is written then. */
export async function editMeeting(ctx: Context, folioOrId: string, input: MeetingEdit): Promise<Meeting | undefined> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canEditMeeting(ctx.viewer))
    if (!isEditable(meeting)) throw new Conflict(`Esta reunión está como «${meetingStates[meeting.state]}»: ya no se puede editar.`)
    if (meeting.version !== input.version) return meeting
    await refuseUnknown(ctx, input)

    const { version, participants, reserved, ...facts } = input
    const removed = await removeParticipants(ctx, meeting, participants.removed)
    const added = await insertParticipants(ctx, meeting, participants.added)
    const set = { ...facts, reserved: reserved ? (1 as const) : (0 as const), ...(await followPlace(ctx, meeting, facts.commune_cut)) }
    await change(ctx, meeting, { set, guests: { added, removed }, action: 'meeting.edited', version })
    return undefined
  })
}

/** The hour belongs to the place: in another zone the local time stays and the instant moves, unless a zone was chosen. */
async function followPlace(ctx: Context, meeting: Meeting, commune_cut: string | null) {
  if (!commune_cut || commune_cut === meeting.commune_cut) return {}
  const [zone, before] = [await findZone(ctx, commune_cut), meeting.commune_cut && (await findZone(ctx, meeting.commune_cut))]
  if (!zone || zone === meeting.zone || (before && before !== meeting.zone)) return {}
  const local = { ...meeting, zone, repeated_hour: 0 as const }
  if (!isPossible(local)) throw new Conflict('A esa hora no existe en el nuevo lugar: mueva primero la reunión.')
  const problem = meeting.series_zone ? problemInSeries(local, meeting.series_zone) : undefined
  if (problem) throw new Conflict(problem)
  return { zone, repeated_hour: 0 as const, ...instantsOf(local) }
}

import { change } from '#app/domain/meetings/commands/change.server.ts'
import { insertMeeting } from '#app/domain/meetings/commands/insert.server.ts'
import { insertParticipants, writeSnapshot } from '#app/domain/meetings/commands/participants.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { listIdentities } from '#app/domain/meetings/queries/participants.server.ts'
import { isPlanned } from '#app/domain/meetings/rules.ts'
import { refOf, type ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import { instantsOf, type Local } from '#app/domain/meetings/rules/times.ts'
import type { Modality } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

import { contentOfMeeting, type Content } from '../rules/content.server.ts'

/** What a change replaced, to take it back. */
export type Replaced = { content: Content; modality: Modality; sequence: number; content_hash: string; guests: string[] }

export const CANCELLED = 'Venía cancelada en el calendario importado.'

const modalityOf = ({ place, link }: Pick<EntryFacts, 'place' | 'link'>): Modality =>
  link ? (place ? 'hybrid' : 'video') : 'in_person'

export const textsOf = ({ title, description, place, link, reserved }: EntryFacts) =>
  ({ title, description, place, link, modality: modalityOf({ place, link }), kind: 'other' as const, reserved })

/**
 * A meeting for an entry, with our own UID: called; held, without minutes, when it is past; cancelled when it came so.
 * Nobody is told.
 */
export async function writeMeeting(ctx: Context, facts: EntryFacts, when: Local, participants: ParticipantInput[]): Promise<string> {
  const isPast = instantsOf(when).ends_at < ctx.now.toISOString()
  const held = isPast && !facts.cancelled
  const { id } = await insertMeeting(
    ctx,
    { ...textsOf(facts), when, participants },
    held ? { state: 'held', action: 'meeting.logged' } : { state: 'called', action: 'meeting.created' },
  )
  if (held) await writeSnapshot(ctx, { id, ...when })
  if (facts.cancelled) await changeState(ctx, id, 'cancelled', CANCELLED)
  return id
}

/** What the file says now, on a meeting that exists. Whoever was already asked stays. */
export async function overwrite(ctx: Context, before: Meeting, facts: EntryFacts, when: Local, participants: ParticipantInput[]) {
  if (before.state === 'cancelled' && !facts.cancelled) await changeState(ctx, before.id, 'called')
  const meeting = found(await findMeeting(ctx, before.id))
  const present = (await listIdentities(ctx, meeting)).map(refOf)
  const added = await insertParticipants(ctx, meeting, participants)
  const guests = added > 0 ? (await listIdentities(ctx, meeting)).map(refOf).filter((ref) => !present.includes(ref)) : []
  const { title, description, place, link, reserved } = facts
  const times = isPlanned(meeting) ? { ...when, ...instantsOf(when) } : {}
  const set = { title, description, place, link, modality: keptModality(meeting, facts), reserved: reserved ? (1 as const) : (0 as const), ...times }
  await change(ctx, meeting, { set, guests: { added, removed: 0 }, action: 'meeting.edited' })
  if (facts.cancelled && before.state !== 'cancelled') await changeState(ctx, before.id, 'cancelled', CANCELLED)
  return { content: contentOfMeeting(before), modality: before.modality, guests }
}

/** A meeting by telephone stays so; the place and the link decide between the others. */
const keptModality = (meeting: Meeting, facts: EntryFacts) =>
  meeting.place === facts.place && meeting.link === facts.link ? meeting.modality : modalityOf(facts)

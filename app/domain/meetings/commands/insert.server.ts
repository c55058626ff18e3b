import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { nextFolio } from '#app/lib/folios.server.ts'
import { meetingUid } from '#app/lib/ics.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { ParticipantInput } from '../rules/participants.ts'
import { instantsOf, isPossible, type Local } from '../rules/times.ts'
import type { MeetingKind, Modality } from '../terms.ts'
import { searchTextOf, subjectsOf } from './change.server.ts'
import { insertParticipants } from './participants.server.ts'

export type NewMeeting = {
  title: string
  kind: MeetingKind
  modality: Modality
  /** Local truth: instants are derived from it. Whole days use `from_on` and `until_on`, the last one excluded. */
  when: Local
  participants: ParticipantInput[]
  place?: string | null
  commune_cut?: string | null
  link?: string | null
  description?: string | null
  organiser_id?: string | null
  /** Whoever asks, when nobody is named. */
  owner_id?: string | null
  /** Others see «Ocupado» in their calendars. */
  reserved?: boolean
}

/** Writes a meeting with whoever takes part, its calendars and its activity. The caller has asked its policy. */
export async function insertMeeting(
  ctx: Context,
  { when, participants, ...input }: NewMeeting,
  { state, action }: { state: 'draft' | 'called' | 'held'; action: 'meeting.created' | 'meeting.logged' },
): Promise<{ id: string; folio: string }> {
  if (!isPossible(when)) throw new Conflict('Esa hora no existe en el lugar de la reunión, o termina antes de empezar.')
  await refuseUnknown(ctx, input)
  const id = newId(ctx.now.getTime())
  const folio = await nextFolio(ctx, 'R')
  const at = ctx.now.toISOString()
  await ctx.db
    .insertInto('meetings')
    .values({
      id,
      folio,
      title: input.title,
      kind: input.kind,
      state,
      ...when,
      ...instantsOf(when),
      modality: input.modality,
      place: input.place ?? null,
      commune_cut: input.commune_cut ?? null,
      link: input.link ?? null,
      description: input.description ?? null,
      organiser_id: input.organiser_id ?? null,
      owner_id: input.owner_id ?? ctx.viewer.id,
      reserved: input.reserved ? 1 : 0,
      uid: meetingUid(id),
      changed_at: at,
      logged_late: action === 'meeting.logged' ? 1 : 0,
      search_text: searchTextOf({ folio, title: input.title, place: input.place ?? null, kind: input.kind }),
      created_at: at,
      created_by: ctx.viewer.id,
      updated_at: at,
      updated_by: ctx.viewer.id,
    })
    .execute()
  await insertParticipants(ctx, { id, ...when }, participants)
  await bumpAgenda(ctx)
  await record(ctx, action, await subjectsOf(ctx, id), { folio, title: input.title })
  return { id, folio }
}

/** The place, the organiser and the owner are records of ours. */
export async function refuseUnknown(
  ctx: Context,
  { commune_cut, organiser_id, owner_id }: Pick<NewMeeting, 'commune_cut' | 'organiser_id' | 'owner_id'>,
) {
  if (commune_cut) found(await ctx.db.selectFrom('communes').select('cut').where('cut', '=', commune_cut).executeTakeFirst())
  if (owner_id) found(await ctx.db.selectFrom('users').select('id').where('id', '=', owner_id).where('tenure_id', 'is', null).executeTakeFirst())
  if (organiser_id) {
    found(await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', '=', organiser_id).executeTakeFirst())
  }
}

import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'

import { findTargets, listIdentities } from '../queries/participants.server.ts'
import { refOf, type ParticipantInput } from '../rules/participants.ts'

type Of = { id: string; start_local: string | null; from_on: string | null }

/**
 * Adds whoever is not there yet; answers how many. Whoever comes for a position has the institution of that position,
 * a person that of their post on the day: that is how an institution finds its meetings.
 */
export async function insertParticipants(ctx: Context, meeting: Of, inputs: ParticipantInput[]): Promise<number> {
  const before = await listIdentities(ctx, meeting)
  const present = new Set(before.map(refOf))
  const targets = await findTargets(ctx, inputs)
  const rows = inputs.flatMap((input, at) => {
    const id = newId(ctx.now.getTime())
    const target = found(targets[at])
    const known = target.position_id ?? target.person_id
    const name_then = known ? null : (input.name ?? null)
    const ref = refOf({ id, name_then, ...target })
    if (present.has(ref)) return []
    present.add(ref)
    return {
      id,
      meeting_id: meeting.id,
      ...target,
      name_then,
      title_then: known ? null : (input.title ?? null),
      invited: input.invited ?? 1,
      rsvp: input.rsvp ?? 'pending',
      attended: input.attended ?? 'unknown',
      sort: before.length + at,
    } as const
  })
  if (rows.length === 0) return 0
  await ctx.db.insertInto('participants').values(rows).execute()
  await completeInstitutions(ctx, meeting)
  return rows.length
}

/** Institutions nobody represents by name take part as such: they were there. */
export async function addInstitutions(ctx: Context, meeting: Of, institution_ids: string[]) {
  const represented = new Set(await listConcerned(ctx, meeting.id))
  const alone = institution_ids.filter((id) => !represented.has(id))
  await insertParticipants(ctx, meeting, alone.map((institution_id) => ({ institution_id, attended: 'present' })))
}

async function completeInstitutions(ctx: Context, meeting: Of) {
  for (const { id, institution_id, identity } of await listIdentities(ctx, meeting)) {
    if (institution_id || !identity.institution_id) continue
    await ctx.db.updateTable('participants').set({ institution_id: identity.institution_id }).where('id', '=', id).execute()
  }
}

/** Takes away the participants of these references; answers how many were there. */
export async function removeParticipants(ctx: Context, meeting: Of, refs: string[]): Promise<number> {
  const gone = (await listIdentities(ctx, meeting)).filter((row) => refs.includes(refOf(row))).map(({ id }) => id)
  if (gone.length > 0) await ctx.db.deleteFrom('participants').where('id', 'in', gone).execute()
  return gone.length
}

/**
 * Writes down who everybody was on the day of the meeting, once: what is written is never written again, so a later
 * change of office leaves the past as it was.
 */
export async function writeSnapshot(ctx: Context, meeting: Of) {
  for (const row of await listIdentities(ctx, meeting)) {
    const { identity } = row
    const then = {
      name_then: row.name_then ?? identity.name,
      title_then: row.title_then ?? identity.title,
      institution_then: row.institution_then ?? identity.institution,
      person_id: row.person_id ?? identity.person_id,
    }
    const same = (['name_then', 'title_then', 'institution_then', 'person_id'] as const).every((key) => then[key] === row[key])
    if (!same) await ctx.db.updateTable('participants').set(then).where('id', '=', row.id).execute()
  }
}

/** The institutions a meeting concerns, for the record of what happened. */
export async function listConcerned({ db }: Context, meeting_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participants')
    .select('institution_id')
    .distinct()
    .where('meeting_id', '=', meeting_id)
    .where('institution_id', 'is not', null)
    .execute()
  return rows.flatMap(({ institution_id }) => institution_id ?? [])
}

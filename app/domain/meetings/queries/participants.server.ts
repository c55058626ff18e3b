import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { listHoldersOn, listPostsOn, type Tenure } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { startDay, titleFor, titleThen } from '../rules.ts'
import { refOf, type ParticipantInput } from '../rules/participants.ts'

type Of = { id: string; start_local: string | null; from_on: string | null }

const stored = ({ db }: Context, meeting_id: string) =>
  db
    .selectFrom('participants')
    .leftJoin('institutions', 'institutions.id', 'participants.institution_id')
    .leftJoin('positions', 'positions.id', 'participants.position_id')
    .leftJoin('people', 'people.id', 'participants.person_id')
    .leftJoin('positions as behalf', 'behalf.id', 'participants.on_behalf_of_position_id')
    .select([
      'participants.id', 'participants.institution_id', 'participants.position_id', 'participants.person_id',
      'participants.on_behalf_of_position_id', 'participants.name_then', 'participants.title_then',
      'participants.institution_then', 'participants.invited', 'participants.rsvp', 'participants.attended',
      'participants.rsvp_sequence', 'participants.rsvp_at',
      'institutions.short_name as institution_name', 'positions.title as position_title', 'people.given_names',
      'people.first_surname', 'people.second_surname', 'people.treatment', 'behalf.title as on_behalf_of_title',
    ])
    .where('participants.meeting_id', '=', meeting_id)
    .orderBy('participants.sort')
    .orderBy('participants.id')
    .execute()

type Row = Awaited<ReturnType<typeof stored>>[number]

/** Who somebody is on a day, as the directory has it; what the directory does not know is null. */
export type Identity = {
  name: string | null
  title: string | null
  institution: string | null
  person_id: string | null
  institution_id: string | null
  /** The exercise of the post on that day. */
  tenure: Pick<Tenure, 'person_id' | 'kind' | 'starts_on' | 'ends_on' | 'treatment'> | null
}

/** Rows of a meeting with who each one is by the directory on the day of the meeting. Three queries. */
export async function listIdentities(ctx: Context, meeting: Of): Promise<(Row & { identity: Identity })[]> {
  const rows = await stored(ctx, meeting.id)
  const day = startDay(meeting)
  const holders = await listHoldersOn(ctx, rows.flatMap(({ position_id }) => position_id ?? []), day)
  const posts = await listPostsOn(ctx, rows.flatMap(({ person_id, position_id }) => (person_id && !position_id ? person_id : [])), day)
  return rows.map((row) => ({ ...row, identity: identityOf(row, holders, posts) }))
}

function identityOf(row: Row, holders: Tenure[], posts: Tenure[]): Identity {
  const named = row.given_names && row.first_surname ? nameOf({ ...row, given_names: row.given_names, first_surname: row.first_surname }) : null
  const tenure = row.position_id
    ? holders.find((held) => held.position_id === row.position_id && (!row.person_id || held.person_id === row.person_id))
    : posts.find((post) => post.person_id === row.person_id && (!row.institution_id || post.institution_id === row.institution_id))
  const title = row.position_title ?? tenure?.title ?? null
  const treatment = tenure?.treatment ?? row.treatment
  return {
    name: named ?? (tenure ? nameOf(tenure) : null),
    title: title && titleThen(titleFor(title, treatment), tenure?.kind ?? null),
    institution: row.institution_name ?? tenure?.institution_name ?? null,
    person_id: row.person_id ?? tenure?.person_id ?? null,
    institution_id: row.institution_id ?? tenure?.institution_id ?? null,
    tenure: tenure ?? null,
  }
}

export type Participant = Awaited<ReturnType<typeof listParticipants>>[number]

/** Who was asked and who came, in order: as they were, once that was written down; until then by the directory. */
export async function listParticipants(ctx: Context, meeting: Of) {
  const rows = await listIdentities(ctx, meeting)
  return rows.map(({ identity, ...row }) => ({
    id: row.id,
    ref: refOf(row),
    institution_id: row.institution_id,
    position_id: row.position_id,
    person_id: row.person_id,
    on_behalf_of_position_id: row.on_behalf_of_position_id,
    on_behalf_of_title: row.on_behalf_of_title,
    name: row.name_then ?? identity.name,
    title: row.title_then ?? identity.title,
    institution: row.institution_then ?? identity.institution,
    tenure: identity.tenure,
    invited: row.invited,
    rsvp: row.rsvp,
    rsvp_sequence: row.rsvp_sequence,
    rsvp_at: row.rsvp_at,
    attended: row.attended,
  }))
}

/** The people and positions of the last meeting held with an institution: «los de siempre», as references. */
export async function listUsual(ctx: Context, institution_id: string): Promise<{ id: string; label: string; detail: string }[]> {
  const last = await ctx.db
    .selectFrom('meetings')
    .innerJoin('participants as theirs', 'theirs.meeting_id', 'meetings.id')
    .select(['meetings.id', 'meetings.start_local', 'meetings.from_on'])
    .where('theirs.institution_id', '=', institution_id)
    .where('meetings.state', 'in', ['held', 'closed'])
    .where('meetings.starts_at', '<=', ctx.now.toISOString())
    .where((eb) => eb.or([eb('theirs.position_id', 'is not', null), eb('theirs.person_id', 'is not', null)]))
    .where('theirs.attended', 'not in', ['absent', 'excused'])
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return []
  const rows = await listParticipants(ctx, last)
  return rows
    .filter((row) => row.institution_id === institution_id && row.attended !== 'absent' && row.attended !== 'excused')
    .filter((row) => row.position_id ?? row.person_id)
    .map((row) => ({ id: row.ref, label: labelOf(row), detail: row.institution ?? '' }))
}

/** The institutions that were there: all but those of whom everybody was absent or excused. */
export async function listMet({ db }: Context, meeting_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('participants')
    .select(['institution_id'])
    .distinct()
    .where('meeting_id', '=', meeting_id)
    .where('institution_id', 'is not', null)
    .where('attended', 'not in', ['absent', 'excused'])
    .orderBy('institution_id')
    .execute()
  return rows.flatMap(({ institution_id }) => institution_id ?? [])
}

/** «Rosa Sanhueza Vera, Alcaldesa»: who somebody is, in one line. */
export const labelOf = ({ name, title, institution }: { name: string | null; title: string | null; institution: string | null }) =>
  [name, title].filter(Boolean).join(', ') || institution || 'Sin nombre'

/** The columns of a participant that may be written, or undefined when the viewer knows no such thing. */
export type Target = { institution_id: string | null; position_id: string | null; person_id: string | null; on_behalf_of_position_id: string | null }

/** Finds in the directory what each input points to, in the same order. Three queries at most. */
export async function findTargets(ctx: Context, inputs: ParticipantInput[]): Promise<(Target | undefined)[]> {
  const wanted = (key: 'institution_id' | 'position_id' | 'person_id' | 'on_behalf_of_position_id') =>
    inputs.flatMap((input) => input[key] ?? [])
  const institutions = await pick(wanted('institution_id'), (ids) =>
    visibleInstitutions(ctx).select('institutions.id').where('institutions.id', 'in', ids).execute())
  const positions = await pick([...wanted('position_id'), ...wanted('on_behalf_of_position_id')], (ids) =>
    ctx.db
      .selectFrom('positions')
      .select(['positions.id', 'positions.institution_id'])
      .where('positions.id', 'in', ids)
      .where('positions.institution_id', 'in', visibleInstitutions(ctx).select('institutions.id'))
      .execute())
  const people = await pick(wanted('person_id'), (ids) =>
    visiblePeople(ctx).select('people.id').where('people.id', 'in', ids).execute())

  return inputs.map(({ institution_id, position_id, person_id, on_behalf_of_position_id, name }) => {
    if (institution_id && !institutions.has(institution_id)) return undefined
    if (position_id && !positions.has(position_id)) return undefined
    if (on_behalf_of_position_id && !positions.has(on_behalf_of_position_id)) return undefined
    if (person_id && !people.has(person_id)) return undefined
    if (!institution_id && !position_id && !person_id && !name) return undefined
    const behalf = on_behalf_of_position_id ? positions.get(on_behalf_of_position_id)!.institution_id : null
    const own = position_id ? positions.get(position_id)!.institution_id : null
    return {
      institution_id: own ?? institution_id ?? behalf,
      position_id: position_id ?? null,
      person_id: person_id ?? null,
      on_behalf_of_position_id: on_behalf_of_position_id ?? null,
    }
  })
}

async function pick<R extends { id: string }>(ids: string[], find: (ids: string[]) => Promise<R[]>): Promise<Map<string, R>> {
  if (ids.length === 0) return new Map()
  return new Map((await find([...new Set(ids)])).map((row) => [row.id, row]))
}

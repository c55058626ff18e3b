import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import type { ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { listHoldersOn, listPostsOn } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { otherNames } from '../rules/other-names.ts'
import type { Directory, KnownInstitution, KnownPerson, KnownPosition, Room, Setting } from '../rules/reading.ts'

/** What a reader of the minutes of this meeting knows: who takes part, their posts, the directory, the holidays. */
export const findSetting = async (ctx: Context, meeting: Meeting): Promise<Setting> => ({ ...(await findDirectory(ctx)), ...(await findRoom(ctx, meeting)) })

/** The same for a meeting nobody has written down yet. */
export const settingFor = async (ctx: Context, asked: Parameters<typeof roomFor>[1]): Promise<Setting> => ({ ...(await findDirectory(ctx)), ...(await roomFor(ctx, asked)) })

/** Every institution by all its names, and every holiday. Two queries. */
export async function findDirectory(ctx: Context): Promise<Directory> {
  return { institutions: await listInstitutions(ctx), holidays: await listHolidays(ctx) }
}

/** Who takes part in a meeting, with their posts, and where it is. */
export async function findRoom(ctx: Context, meeting: Meeting): Promise<Room> {
  const rows = await listParticipants(ctx, meeting)
  const people = rows.flatMap(({ ref, name, institution_id, position_id }) => (name ? [{ ref, name, institution_id, position_id }] : []))
  const present = unique(rows.flatMap(({ institution_id }) => institution_id ?? []))
  return compose(ctx, { on: startDay(meeting), commune_cut: meeting.commune_cut, present, people })
}

/** A day, with whom it was, and who came. */
export async function roomFor(ctx: Context, { on, institution_ids, participants }: {
  on: string
  institution_ids: string[]
  participants: ParticipantInput[]
}): Promise<Room> {
  const people = await listPeople(ctx, participants, on)
  const present = unique([...institution_ids, ...people.flatMap(({ institution_id }) => institution_id ?? [])])
  return compose(ctx, { on, commune_cut: null, present, people })
}

async function compose(ctx: Context, { on, commune_cut, present, people }: {
  on: string
  commune_cut: string | null
  present: string[]
  people: KnownPerson[]
}): Promise<Room> {
  const there = present.length === 0 ? [] : await visibleInstitutions(ctx)
    .select(['institutions.id', 'institutions.kind', 'institutions.region_code'])
    .where('institutions.id', 'in', present)
    .orderBy('institutions.id')
    .execute()
  const municipalities = there.filter(({ kind }) => kind === 'municipality')
  const regions = unique(there.flatMap(({ region_code }) => region_code ?? []))
  return {
    on,
    positions: await listPositions(ctx, present),
    people,
    present,
    municipality_id: municipalities.length === 1 ? municipalities[0]!.id : null,
    // The first two figures of a CUT are its region.
    region_code: commune_cut?.slice(0, 2) ?? (regions.length === 1 ? regions[0]! : null),
  }
}

async function listInstitutions(ctx: Context): Promise<KnownInstitution[]> {
  const rows = await visibleInstitutions(ctx)
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .select([
      'institutions.id', 'institutions.kind', 'institutions.name', 'institutions.short_name', 'institutions.aliases', 'institutions.region_code',
      'institutions.commune_cut', 'communes.name as commune_name', 'regions.short_name as region_name',
    ])
    .where('institutions.archived_at', 'is', null)
    .orderBy('institutions.id')
    .execute()
  return rows.map(({ aliases, name, ...row }) => ({ ...row, names: otherNames({ ...row, name, aliases: aliases.split('|') }) }))
}

async function listPositions(ctx: Context, institution_ids: string[]): Promise<KnownPosition[]> {
  if (institution_ids.length === 0) return []
  const rows = await ctx.db
    .selectFrom('positions')
    .select(['id', 'institution_id', 'title', 'unit', 'search_text'])
    .where('institution_id', 'in', visibleInstitutions(ctx).select('institutions.id').where('institutions.id', 'in', institution_ids))
    .where('abolished_on', 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .execute()
  return rows.map(({ search_text, ...row }) => ({ ...row, also: search_text }))
}

const listHolidays = ({ db }: Context) =>
  db.selectFrom('holidays').select(['date_on', 'name', 'scope', 'region_code', 'commune_cut', 'status']).orderBy('date_on').orderBy('id').execute()

/** Whoever came, by name: by the post they hold that day, by themselves, or as they were written down. */
async function listPeople(ctx: Context, participants: ParticipantInput[], on: string): Promise<KnownPerson[]> {
  const holders = await listHoldersOn(ctx, participants.flatMap(({ position_id }) => position_id ?? []), on)
  const posts = await listPostsOn(ctx, participants.flatMap(({ person_id, position_id }) => (person_id && !position_id ? person_id : [])), on)
  return participants.flatMap(({ position_id, person_id, institution_id, name }, at): KnownPerson[] => {
    const tenure = position_id ? holders.find((held) => held.position_id === position_id) : posts.find((post) => post.person_id === person_id)
    const ref = position_id ?? person_id ?? `${at}`
    if (tenure) return [{ ref, name: nameOf(tenure), institution_id: tenure.institution_id, position_id: tenure.position_id }]
    return name ? [{ ref, name, institution_id: institution_id ?? null, position_id: null }] : []
  })
}

const unique = (values: string[]) => [...new Set(values)]

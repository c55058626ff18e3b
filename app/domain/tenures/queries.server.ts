import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Slice } from '#app/lib/slice.ts'
import { listed } from '#db/dialect.server.ts'

import { actingFirst } from './rules.ts'

/** The exercise of positions of the institutions the viewer may see, with names. Every read below starts here. */
const visible = (ctx: Context) =>
  ctx.db
    .selectFrom('tenures')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .innerJoin('people', 'people.id', 'tenures.person_id')
    .leftJoin('users as editor', 'editor.id', 'tenures.updated_by')
    .select([
      'tenures.id', 'tenures.position_id', 'tenures.person_id', 'tenures.kind', 'tenures.starts_on', 'tenures.ends_on',
      'tenures.end_reason', 'tenures.source', 'tenures.version', 'tenures.updated_at', 'editor.name as editor_name',
      'people.given_names', 'people.first_surname', 'people.second_surname', 'people.treatment',
      'positions.title', 'positions.unit', 'positions.institution_id', 'institutions.short_name as institution_name',
    ])
    .where('positions.institution_id', 'in', visibleInstitutions(ctx).select('institutions.id'))

export type Tenure = Awaited<ReturnType<ReturnType<typeof visible>['executeTakeFirstOrThrow']>>

/** Tenures that include a day; `ends_on` is the last day in office. */
const on = (ctx: Context, day: string) =>
  visible(ctx)
    .where('tenures.starts_on', '<=', day)
    .where((eb) => eb.or([eb('tenures.ends_on', 'is', null), eb('tenures.ends_on', '>=', day)]))

/** Who exercises a position on a day: whoever covers an absence before the one who is absent. */
export async function holderOn(ctx: Context, position_id: string, day: string): Promise<Tenure | undefined> {
  return (await listHoldersOn(ctx, [position_id], day))[0]
}

/** Everybody in office on a day, of several positions; in each, whoever acts comes first. One query. */
export async function listHoldersOn(ctx: Context, position_ids: string[], day: string): Promise<Tenure[]> {
  if (position_ids.length === 0) return []
  const rows = await on(ctx, day).where('tenures.position_id', 'in', listed(ctx.db, position_ids)).execute()
  return rows.toSorted(actingFirst)
}

/** Everybody who had exercised these positions by a day, the latest first. One query. */
export async function listTenuresUntil(ctx: Context, position_ids: string[], day: string): Promise<Tenure[]> {
  if (position_ids.length === 0) return []
  return latestFirst(visible(ctx).where('tenures.position_id', 'in', position_ids).where('tenures.starts_on', '<=', day))
}

/** Everybody who has exercised a position, the latest first. */
export const listTenuresOf = (ctx: Context, position_id: string) => latestFirst(visible(ctx).where('tenures.position_id', '=', position_id))

/** Every tenure of the positions of an institution, the latest first. */
export const listTenuresIn = (ctx: Context, institution_id: string) =>
  latestFirst(visible(ctx).where('positions.institution_id', '=', institution_id))

/** The posts of a person, the latest first. */
export const listPostsOf = (ctx: Context, person_id: string) => latestFirst(visible(ctx).where('tenures.person_id', '=', person_id))

/** The posts several people hold on a day. One query. */
export async function listPostsOn(ctx: Context, person_ids: string[], day: string): Promise<Tenure[]> {
  if (person_ids.length === 0) return []
  return latestFirst(on(ctx, day).where('tenures.person_id', 'in', listed(ctx.db, person_ids)))
}

export type TenureFilter = { institution_id?: string; position_id?: string; person_id?: string; /** In office on this day. */ on?: string }

/** Every match after the one with this id, in the order of their ids: for programs. One query. */
export const listTenuresAfter = (ctx: Context, { institution_id, position_id, person_id, on: day }: TenureFilter, { after, limit, since }: Slice) =>
  (day ? on(ctx, day) : visible(ctx))
    .$if(institution_id !== undefined, (query) => query.where('positions.institution_id', '=', institution_id ?? ''))
    .$if(position_id !== undefined, (query) => query.where('tenures.position_id', '=', position_id ?? ''))
    .$if(person_id !== undefined, (query) => query.where('tenures.person_id', '=', person_id ?? ''))
    .where('tenures.id', '>', after)
    .$if(since !== undefined, (query) => query.where('tenures.updated_at', '>=', since!))
    .orderBy('tenures.id')
    .limit(limit)
    .execute()

export const findTenure = (ctx: Context, id: string) => visible(ctx).where('tenures.id', '=', id).executeTakeFirst()

const latestFirst = (query: ReturnType<typeof visible>) =>
  query.orderBy('tenures.starts_on', 'desc').orderBy('tenures.id', 'desc').execute()

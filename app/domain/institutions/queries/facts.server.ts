import { changedPoints } from '#app/domain/contact-points/queries/changed.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Slice } from '#app/lib/slice.ts'

import { visibleInstitutions } from '../queries.server.ts'
import { matching, type InstitutionFilter } from './list.server.ts'

const facts = (ctx: Context) =>
  visibleInstitutions(ctx)
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .select([
      'institutions.id', 'institutions.rut', 'institutions.kind', 'institutions.name', 'institutions.short_name', 'institutions.parent_id',
      'institutions.region_code', 'regions.short_name as region_name', 'institutions.commune_cut', 'communes.name as commune_name',
      'institutions.network_status', 'institutions.member_since_on', 'institutions.updated_at',
    ])
    .where('institutions.archived_at', 'is', null)

export type InstitutionFacts = Awaited<ReturnType<ReturnType<typeof facts>['executeTakeFirstOrThrow']>>

/** Every match after the one with this id, in the order of their ids: for programs. One query. */
export const listInstitutionsAfter = (ctx: Context, filter: InstitutionFilter, { after, limit, since }: Slice): Promise<InstitutionFacts[]> =>
  facts(ctx)
    .where(matching(ctx, filter))
    .where('institutions.id', '>', after)
    .$if(since !== undefined, (query) =>
      query.where((eb) => eb.or([eb('institutions.updated_at', '>=', since!), eb('institutions.id', 'in', changedPoints(ctx, 'institution_id', since!))])),
    )
    .orderBy('institutions.id')
    .limit(limit)
    .execute()

export const findInstitutionFacts = (ctx: Context, id: string): Promise<InstitutionFacts | undefined> =>
  facts(ctx).where('institutions.id', '=', id).executeTakeFirst()

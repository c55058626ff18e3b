import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** Relations whose two ends the viewer may see; a leader, none. Every read below starts here. */
const visible = (ctx: Context) =>
  ctx.db
    .selectFrom('institution_relations as relation')
    .innerJoin('institutions as origin', 'origin.id', 'relation.from_id')
    .innerJoin('institutions as target', 'target.id', 'relation.to_id')
    .select([
      'relation.id', 'relation.kind', 'relation.from_id', 'relation.to_id', 'relation.starts_on', 'relation.ends_on', 'relation.source',
      'relation.ended_at', 'origin.short_name as from_name', 'target.short_name as to_name',
    ])
    .where('relation.from_id', 'in', visibleInstitutions(ctx).select('institutions.id'))
    .where('relation.to_id', 'in', visibleInstitutions(ctx).select('institutions.id'))

export type Relation = Awaited<ReturnType<ReturnType<typeof visible>['executeTakeFirstOrThrow']>>

export const findRelation = (ctx: Context, id: string): Promise<Relation | undefined> => visible(ctx).where('relation.id', '=', id).executeTakeFirst()

/** Every relation of an institution, whichever end it is, those in force first. One query. */
export const listRelations = (ctx: Context, institution_id: string): Promise<Relation[]> =>
  visible(ctx)
    .where((eb) => eb.or([eb('relation.from_id', '=', institution_id), eb('relation.to_id', '=', institution_id)]))
    .orderBy((eb) => eb.case().when('relation.ended_at', 'is', null).then(0).else(1).end())
    .orderBy('target.sort_text')
    .orderBy('origin.sort_text')
    .orderBy('relation.id')
    .execute()

/** What depends on an institution, by name. One query. */
export const listDependents = (ctx: Context, institution_id: string) =>
  visibleInstitutions(ctx)
    .select(['institutions.id', 'institutions.short_name as name'])
    .where('institutions.parent_id', '=', institution_id)
    .where('institutions.archived_at', 'is', null)
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .execute()

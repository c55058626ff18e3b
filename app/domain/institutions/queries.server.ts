import { sql, type Expression, type SqlBool } from 'kysely'

import { institutionSeen, type Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import { likePattern, searchWords } from '#app/lib/text.ts'

import { rank } from './ranking.ts'
import { institutionKinds } from './terms.ts'

/** Everything the viewer may see; a leader, their own institution; who has an errand, none. Every read starts here. */
export function visibleInstitutions({ db, viewer }: Context) {
  return db
    .selectFrom('institutions')
    .$if(!ofNetwork(viewer.role), (query) => query.where('institutions.id', '=', institutionSeen(viewer)))
}

/** One institution, with the names of what it belongs to. */
export function findInstitution(ctx: Context, id: string) {
  return visibleInstitutions(ctx)
    .leftJoin('institutions as parent', 'parent.id', 'institutions.parent_id')
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('users as coordinator', 'coordinator.id', 'institutions.coordinator_id')
    .leftJoin('users as editor', 'editor.id', 'institutions.updated_by')
    .select([
      'institutions.id', 'institutions.kind', 'institutions.name', 'institutions.short_name', 'institutions.aliases',
      'institutions.parent_id', 'institutions.region_code', 'institutions.commune_cut', 'institutions.network_status',
      'institutions.member_since_on', 'institutions.network_status_on', 'institutions.coordinator_id',
      'institutions.archived_at', 'institutions.rut', 'institutions.version', 'institutions.updated_at', 'parent.short_name as parent_name', 'regions.name as region_name',
      'communes.name as commune_name', 'communes.zone', 'coordinator.name as coordinator_name', 'editor.name as editor_name',
    ])
    .where('institutions.id', '=', id)
    .executeTakeFirst()
}

export type Institution = NonNullable<Awaited<ReturnType<typeof findInstitution>>>

/** Whether an institution depends on another, by however many others between them. One query. */
export async function dependsOn({ db }: Context, id: string, on: string): Promise<boolean> {
  const row = await db
    .withRecursive('above', (db) =>
      db
        .selectFrom('institutions')
        .select(['institutions.id', 'institutions.parent_id'])
        .where('institutions.id', '=', id)
        .union(db.selectFrom('institutions').innerJoin('above', 'above.parent_id', 'institutions.id').select(['institutions.id', 'institutions.parent_id'])))
    .selectFrom('above')
    .select('above.id')
    .where('above.id', '=', on)
    .executeTakeFirst()
  return row !== undefined
}

/** Who has that RUT already, as stored; whoever keeps the directory sees every institution. */
export const findByRut = (ctx: Context, rut: string) =>
  visibleInstitutions(ctx).select(['institutions.id', 'institutions.short_name as name']).where('institutions.rut', '=', rut).executeTakeFirst()

export type Suggestion = { id: string; label: string; detail: string }

/** The likeliest institutions for what somebody is typing, however they spell it. */
export async function suggestInstitutions(ctx: Context, q: string, limit = 8): Promise<Suggestion[]> {
  const rows = await named(ctx, q)
  return rank(q, rows)
    .slice(0, limit)
    .map(({ id, short_name, name, kind, region_name }) => ({
      id,
      label: short_name,
      detail: [name === short_name ? institutionKinds[kind] : name, region_name].filter(Boolean).join(' · '),
    }))
}

/** Rows with every word of `q`, or with its words written together, for `rank` to order. */
function named(ctx: Context, q: string) {
  const words = searchWords(q)
  return visibleInstitutions(ctx)
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .select([
      'institutions.id', 'institutions.name', 'institutions.short_name', 'institutions.aliases', 'institutions.kind',
      'regions.short_name as region_name',
    ])
    .where('institutions.archived_at', 'is', null)
    .$if(words.length > 0, (query) => query.where((eb) => hasWords(eb.ref('institutions.search_text'), words)))
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .limit(words.length > 0 ? 1000 : 50)
    .execute()
}

/** Every word, in any order, or all of them without the spaces between («losangeles»). */
export function hasWords(column: Expression<string>, words: string[]): Expression<SqlBool> {
  const like = (word: string) => sql<SqlBool>`${column} like ${likePattern(word)} escape '\\'`
  const all = sql.join(words.map(like), sql` and `)
  return words.length < 2 ? sql<SqlBool>`(${all})` : sql<SqlBool>`((${all}) or ${like(words.join(''))})`
}

import { visibleContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { institutionKinds, type InstitutionKind } from '#app/domain/institutions/terms.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'

type Reach = { id: string; kind: string; value: string }

/** E-mail addresses and phones, in use or not, of people or of institutions: of these, or of all. One query. */
export async function listReach(ctx: Context, column: 'person_id' | 'institution_id', ids?: string[]): Promise<Map<string, Reach[]>> {
  if (ids?.length === 0) return new Map()
  const rows = await visibleContactPoints(ctx)
    .where(`contact_points.${column}`, 'is not', null)
    .where('contact_points.kind', '<>', 'address')
    .$if(ids !== undefined, (query) => query.where(`contact_points.${column}`, 'in', ids!))
    .execute()
  return Map.groupBy(rows.map((row) => ({ id: row[column]!, kind: row.kind, value: row.value.toLowerCase() })), ({ id }) => id)
}

/** What is compared of the institutions in use. */
export const comparedInstitutions = (ctx: Context) =>
  visibleInstitutions(ctx)
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .select([
      'institutions.id', 'institutions.kind', 'institutions.name', 'institutions.short_name', 'institutions.aliases', 'institutions.rut',
      'institutions.region_code', 'institutions.commune_cut', 'communes.name as commune_name',
    ])
    .where('institutions.archived_at', 'is', null)

/** What tells an institution of a common name from another. */
export const placeText = (kind: InstitutionKind, commune_name: string | null) => [institutionKinds[kind], commune_name].filter(Boolean).join(' · ')

export type Post = { person_id: string; position_id: string; institution_id: string; commune_cut: string | null; title: string; treatment: string | null; institution_name: string; current: boolean }

/** Where people are and were in office, the latest first: these, or all. One query. */
export async function listPosts(ctx: Context, ids?: string[]): Promise<Map<string, Post[]>> {
  if (ids?.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('tenures')
    .innerJoin('people', 'people.id', 'tenures.person_id')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .select([
      'tenures.person_id', 'tenures.position_id', 'tenures.starts_on', 'tenures.ends_on', 'positions.institution_id', 'positions.title', 'people.treatment',
      'institutions.commune_cut', 'institutions.short_name as institution_name',
    ])
    .where('positions.institution_id', 'in', visibleInstitutions(ctx).select('institutions.id'))
    .$if(ids !== undefined, (query) => query.where('tenures.person_id', 'in', ids!))
    .orderBy('tenures.starts_on', 'desc')
    .orderBy('tenures.id')
    .execute()
  const day = today(ctx)
  return Map.groupBy(
    rows.map(({ starts_on, ends_on, ...row }) => ({ ...row, current: starts_on <= day && (ends_on === null || ends_on >= day) })),
    ({ person_id }) => person_id,
  )
}

/** What tells somebody of a common name from another: the post of today, or the last one. */
export function postText(posts: Post[] = []): string {
  const post = posts.find(({ current }) => current) ?? posts[0]
  if (!post) return 'Sin cargo registrado'
  return `${titleFor(post.title, post.treatment)}, ${post.institution_name}${post.current ? '' : ' (terminado)'}`
}

export const emailsOf = (reach: Reach[] = []) => reach.filter(({ kind }) => kind === 'email').map(({ value }) => value)
export const phonesOf = (reach: Reach[] = []) => reach.filter(({ kind }) => kind !== 'email').map(({ value }) => value)

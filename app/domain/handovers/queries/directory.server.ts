import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { readInstitutionNames } from '#app/domain/institutions/queries/match.server.ts'
import { listPostsOn, listTenuresUntil } from '#app/domain/tenures/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { sortKey } from '#app/lib/text.ts'
import { splitName } from '#app/domain/people/rules.ts'

import type { Directory, Line } from '../rules/plan.ts'

const FOREVER = '9999-12-31'

/** What the lines of a list ask about: institutions, the post in each, everybody who holds it or will, namesakes. Six queries. */
export async function readDirectory(ctx: Context, post_kind: string, lines: Line[]): Promise<Directory> {
  const day = today(ctx)
  const match = await readInstitutionNames(ctx)
  const institutions = await visibleInstitutions(ctx).select(['institutions.id', 'institutions.short_name']).where('archived_at', 'is', null).execute()
  const posts = await visiblePositions(ctx)
    .select(['positions.id', 'positions.title', 'positions.institution_id'])
    .where('positions.kind', '=', post_kind)
    .where((eb) => eb.or([eb('positions.abolished_on', 'is', null), eb('positions.abolished_on', '>', day)]))
    .orderBy('positions.sort', 'desc')
    .orderBy('positions.id', 'desc')
    .execute()
  const named = new Map(institutions.map(({ id, short_name }) => [id, short_name]))
  const asked = new Set(lines.flatMap(({ fixed, written }) => fixed.institution_id ?? idOf(match(written.institution)) ?? []))
  const concerned = posts.filter(({ institution_id }) => asked.has(institution_id))
  const tenures = await listTenuresUntil(ctx, concerned.map(({ id }) => id), FOREVER)
  return {
    match,
    institutions: named,
    posts: new Map(concerned.map((post) => [post.institution_id, post])),
    tenures: Map.groupBy(tenures, ({ position_id }) => position_id),
    people: await listNamed(ctx, lines, [...new Set(tenures.map(({ person_id }) => person_id))]),
  }
}

const idOf = (place: ReturnType<Directory['match']>) => (place && 'id' in place ? place.id : undefined)

/** Whoever has one of the surnames of the list, was chosen for a line, or held one of the posts; with a post of today. */
async function listNamed(ctx: Context, lines: Line[], holders: string[]) {
  const surnames = new Set(lines.flatMap(({ fixed, written }) => sortKey(fixed.first_surname ?? splitName(written.person).first_surname) || []))
  const ids = [...holders, ...lines.flatMap(({ fixed }) => fixed.person ?? [])]
  if (surnames.size === 0 && ids.length === 0) return []
  const rows = await visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname'])
    .where((eb) =>
      eb.or([
        ...(ids.length > 0 ? [eb('people.id', 'in', ids)] : []),
        // The key of sorting begins with the first surname; after it comes a space, and «!» is what follows a space.
        ...[...surnames].map((surname) => eb.and([eb('people.sort_text', '>=', surname), eb('people.sort_text', '<', `${surname}!`)])),
      ]),
    )
    .orderBy('people.sort_text')
    .orderBy('people.id')
    .execute()
  const posts = await listPostsOn(ctx, rows.map(({ id }) => id), today(ctx))
  const postOf = new Map(posts.map(({ person_id, title, institution_name }) => [person_id, `${title}, ${institution_name}`]))
  return rows.map((row) => ({ ...row, post: postOf.get(row.id) ?? null }))
}

import { expressionBuilder, sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'

import { changedPoints } from '#app/domain/contact-points/queries/changed.server.ts'
import { hasWords } from '#app/domain/institutions/queries.server.ts'
import type { InstitutionKind } from '#app/domain/institutions/terms.ts'
import { listPostsOn } from '#app/domain/tenures/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { inOrder } from '#app/lib/ids.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Slice } from '#app/lib/slice.ts'
import { fold, likePattern, searchWords } from '#app/lib/text.ts'
import type { Database } from '#db/schema.ts'

import { nameOf } from './rules.ts'
import type { PeopleSort } from './terms.ts'

export const PAGE_SIZE = 50

export type PeopleFilter = {
  /** Words of the name, or of the post and institution held today, in any order and spelling. */
  q?: string
  kind?: InstitutionKind
  region?: string
  sort?: PeopleSort
  descending?: boolean
  /** Counts from 1. */
  page?: number
}

/** Everybody the viewer may know of: the network, all who are not archived; a leader, nobody. */
export const visiblePeople = ({ db, viewer }: Context) =>
  db
    .selectFrom('people')
    .where('people.archived_at', 'is', null)
    .$if(!ofNetwork(viewer.role), (query) => query.where(sql<SqlBool>`1 = 0`))

const facts = (ctx: Context, people = visiblePeople(ctx)) =>
  people
    .leftJoin('users as editor', 'editor.id', 'people.updated_by')
    .select([
      'people.id', 'people.given_names', 'people.first_surname', 'people.second_surname', 'people.treatment',
      'people.source', 'people.legal_basis', 'people.verified_on', 'people.version', 'people.created_at',
      'people.updated_at', 'editor.name as editor_name',
    ])

export type Person = Awaited<ReturnType<ReturnType<typeof facts>['executeTakeFirstOrThrow']>>

export const findPerson = (ctx: Context, id: string) => facts(ctx).where('people.id', '=', id).executeTakeFirst()

/** Every match, by first surname unless another order is chosen. */
function ordered(ctx: Context, filter: PeopleFilter) {
  const direction = filter.descending ? 'desc' : 'asc'
  return visiblePeople(ctx)
    .where((eb) => matching(eb, filter, today(ctx)))
    // Whoever was never confirmed comes before everybody else.
    .$if(filter.sort === 'confirmado', (query) => query.orderBy((eb) => eb.fn.coalesce('people.verified_on', eb.val('')), direction))
    .orderBy('people.sort_text', filter.sort === 'confirmado' ? 'asc' : direction)
    .orderBy('people.id')
}

/** One page of 50, with the posts each one holds today. Two queries. */
export async function listPeople(ctx: Context, filter: PeopleFilter = {}) {
  const rows = await facts(ctx, ordered(ctx, filter))
    .select('people.rut')
    .limit(PAGE_SIZE)
    .offset(((filter.page ?? 1) - 1) * PAGE_SIZE)
    .execute()
  return withPosts(ctx, rows)
}

/** The ids of every match, in the order of the list: for exports. */
export async function listPeopleIds(ctx: Context, filter: PeopleFilter): Promise<string[]> {
  const rows = await ordered(ctx, filter).select('people.id').execute()
  return rows.map(({ id }) => id)
}

/** These people, in this order, with the posts of today; their RUT, for whoever may take it along. Two queries. */
export async function listPeopleById(ctx: Context, ids: readonly string[]) {
  const rows = inOrder(ids, await facts(ctx).select('people.rut').where('people.id', 'in', ids).execute())
  return withPosts(ctx, rows)
}

/** Every match after the one with this id, in the order of their ids, with the posts of today: for programs. Two queries. */
export async function listPeopleAfter(ctx: Context, filter: PeopleFilter, { after, limit, since }: Slice) {
  const rows = await facts(ctx)
    .select('people.rut')
    .where((eb) => matching(eb, filter, today(ctx)))
    .where('people.id', '>', after)
    .$if(since !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('people.updated_at', '>=', since!),
          eb('people.id', 'in', eb.selectFrom('tenures').select('tenures.person_id').where('tenures.updated_at', '>=', since!)),
          eb('people.id', 'in', changedPoints(ctx, 'person_id', since!)),
        ]),
      ),
    )
    .orderBy('people.id')
    .limit(limit)
    .execute()
  return withPosts(ctx, rows)
}

async function withPosts<Row extends { id: string }>(ctx: Context, rows: Row[]) {
  const posts = await listPostsOn(ctx, rows.map(({ id }) => id), today(ctx))
  return rows.map((row) => ({ ...row, posts: posts.filter(({ person_id }) => person_id === row.id) }))
}

export async function countPeople(ctx: Context, filter: PeopleFilter = {}): Promise<number> {
  const { total } = await visiblePeople(ctx)
    .where((eb) => matching(eb, filter, today(ctx)))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

export type PersonSuggestion = { id: string; label: string; detail: string }

/** People whose name has the words somebody types, whoever starts with them first. Two queries. */
export async function suggestPeople(ctx: Context, q: string, limit = 8): Promise<PersonSuggestion[]> {
  const words = searchWords(q)
  if (words.length === 0) return []
  const rows = await facts(ctx)
    .where((eb) => eb.and(words.map((word) => hasWords(eb.ref('people.search_text'), [word]))))
    .orderBy(sql`case when people.search_text like ${likePattern(words[0] ?? '').slice(1)} escape '\\' then 0 else 1 end`)
    .orderBy('people.sort_text')
    .orderBy('people.id')
    .limit(limit)
    .execute()
  const posts = await listPostsOn(ctx, rows.map(({ id }) => id), today(ctx))
  return rows.map((row) => {
    const own = posts.filter(({ person_id }) => person_id === row.id)
    return { id: row.id, label: nameOf(row), detail: own.map((post) => `${post.title}, ${post.institution_name}`).join(' · ') || 'Sin cargo vigente' }
  })
}

/** People with the same name once folded: perhaps who somebody is about to write a second time. */
export async function listPeopleNamed(ctx: Context, name: string) {
  const rows = await facts(ctx).where('people.search_text', '=', fold(name)).orderBy('people.id').limit(10).execute()
  const posts = await listPostsOn(ctx, rows.map(({ id }) => id), today(ctx))
  return rows.map((row) => {
    const post = posts.find(({ person_id }) => person_id === row.id)
    return { id: row.id, name: nameOf(row), post: post ? `${post.title}, ${post.institution_name}` : null }
  })
}

function matching(eb: ExpressionBuilder<Database, 'people'>, { q, kind, region }: PeopleFilter, day: string): Expression<SqlBool> {
  /** Whoever holds today a post, joined with its institution; refers to nothing outside, so it is asked once. */
  const holders = () =>
    expressionBuilder<Database, never>()
      .selectFrom('tenures')
      .innerJoin('positions', 'positions.id', 'tenures.position_id')
      .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
      .select('tenures.person_id')
      .where('tenures.starts_on', '<=', day)
      .where((inner) => inner.or([inner('tenures.ends_on', 'is', null), inner('tenures.ends_on', '>=', day)]))

  const conditions = searchWords(q ?? '').map((word) =>
    eb.or([
      hasWords(eb.ref('people.search_text'), [word]),
      eb('people.id', 'in', holders().where((inner) =>
        inner.or([hasWords(inner.ref('positions.search_text'), [word]), hasWords(inner.ref('institutions.search_text'), [word])]),
      )),
    ]),
  )
  return eb.and([
    ...conditions,
    ...(kind ? [eb('people.id', 'in', holders().where('institutions.kind', '=', kind))] : []),
    ...(region ? [eb('people.id', 'in', holders().where('institutions.region_code', '=', region))] : []),
  ])
}

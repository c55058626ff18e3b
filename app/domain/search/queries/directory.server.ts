import { sql, type SqlBool } from 'kysely'

import { rank } from '#app/domain/institutions/ranking.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn, listPostsOn } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'

import { apart, exactFirst, found, hasWord, type Word } from './words.server.ts'

const inOffice = (day: string) =>
  apart
    .selectFrom('tenures')
    .where('tenures.starts_on', '<=', day)
    .where((eb) => eb.or([eb('tenures.ends_on', 'is', null), eb('tenures.ends_on', '>=', day)]))

/**
 * People by name; further words may be of the post they hold today or of its institution. Whoever has the words as typed
 * comes first. One query, and one for the posts of those shown.
 */
export async function findPeople(ctx: Context, words: Word[], limit: number, shown: number) {
  const day = today(ctx)
  const inPost = (word: Word) =>
    inOffice(day)
      .innerJoin('positions as held', 'held.id', 'tenures.position_id')
      .select('tenures.person_id')
      .where((eb) =>
        eb.or([
          hasWord(ctx, 'positions', eb.ref('held.id'), word),
          ...(word.institution_ids.length > 0 ? [eb('held.institution_id', 'in', word.institution_ids)] : []),
        ]),
      )
  const rows = await visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname'])
    .where((eb) => eb.or(words.map((word) => hasWord(ctx, 'people', eb.ref('people.id'), word))))
    .$if(words.length > 1, (query) =>
      query.where((eb) =>
        eb.and(words.map((word) => eb.or([hasWord(ctx, 'people', eb.ref('people.id'), word), eb('people.id', 'in', inPost(word))]))),
      ),
    )
    .orderBy((eb) => exactFirst(ctx, 'people', eb.ref('people.id'), words))
    .orderBy('people.sort_text')
    .orderBy('people.id')
    .limit(limit)
    .execute()
  const posts = await listPostsOn(ctx, rows.slice(0, shown).map(({ id }) => id), day)
  return rows.map((row) => {
    const own = posts.filter(({ person_id }) => person_id === row.id)
    const detail = own.map(({ title, institution_name }) => `${title}, ${institution_name}`).join(' · ') || 'Sin cargo vigente'
    return { id: row.id, key: row.id, label: nameOf(row), detail }
  })
}

/**
 * Positions by title or by whoever holds them today; further words may be of their institution. The authorities come
 * first. One query, and one for the holders of those shown.
 */
export async function findPositions(ctx: Context, words: Word[], limit: number, shown: number) {
  const day = today(ctx)
  const heldBy = (word: Word) =>
    inOffice(day)
      .innerJoin('people as holder', 'holder.id', 'tenures.person_id')
      .select('tenures.position_id')
      .where((eb) => (ofNetwork(ctx.viewer.role) ? hasWord(ctx, 'people', eb.ref('holder.id'), word) : sql<SqlBool>`1 = 0`))
  const rows = await visiblePositions(ctx)
    .select(['positions.id', 'positions.title', 'institutions.short_name'])
    .where('positions.abolished_on', 'is', null)
    .where('institutions.archived_at', 'is', null)
    .where((eb) =>
      eb.or(words.map((word) => eb.or([hasWord(ctx, 'positions', eb.ref('positions.id'), word), eb('positions.id', 'in', heldBy(word))]))),
    )
    .$if(words.length > 1, (query) =>
      query.where((eb) =>
        eb.and(words.map((word) =>
          eb.or([
            hasWord(ctx, 'positions', eb.ref('positions.id'), word),
            ...(word.institution_ids.length > 0 ? [eb('positions.institution_id', 'in', word.institution_ids)] : []),
            eb('positions.id', 'in', heldBy(word)),
          ]),
        )),
      ),
    )
    .orderBy((eb) => exactFirst(ctx, 'positions', eb.ref('positions.id'), words.slice(0, 1)))
    .orderBy('positions.sort')
    .orderBy('institutions.sort_text')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  const holders = await listHoldersOn(ctx, rows.slice(0, shown).map(({ id }) => id), day)
  return rows.map(({ id, title, short_name }) => {
    const holder = holders.find(({ position_id }) => position_id === id)
    return { id, key: id, label: `${title}, ${short_name}`, detail: holder ? shownName(holder) : 'Vacante' }
  })
}

/** Institutions by any of their names, ranked as every picker ranks them. One query. */
export async function findInstitutions(ctx: Context, words: Word[], q: string) {
  const rows = await visibleInstitutions(ctx)
    .innerJoin(found(ctx, 'institutions', words), 'found.record_id', 'institutions.id')
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .select([
      'institutions.id', 'institutions.name', 'institutions.short_name', 'institutions.aliases', 'institutions.kind',
      'regions.short_name as region_name',
    ])
    .where('institutions.archived_at', 'is', null)
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .execute()
  const ranked = rank(q, rows)
  return [...ranked, ...rows.filter((row) => !ranked.includes(row))].map(({ id, name, short_name, kind, region_name }) => ({
    id,
    key: id,
    label: short_name,
    detail: [name === short_name ? institutionKinds[kind] : name, region_name].filter(Boolean).join(' · '),
  }))
}

import { rank } from '#app/domain/institutions/ranking.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn, listPostsOn } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import { listed } from '#db/dialect.server.ts'

import { hasWord, type Matches, type Word } from './words.server.ts'

export type InOffice = { person_id: string; position_id: string }[]
type Asked = { found: Matches | undefined; limit: number; shown: number; held: InOffice }

/**
 * Who holds which post today, by their name and, for further words, by the post or its institution; nobody for whoever may
 * not know of people. One query.
 */
export async function listInOffice(ctx: Context, words: Word[], limit: number): Promise<InOffice> {
  if (!ofNetwork(ctx.viewer.role)) return []
  const day = today(ctx)
  return ctx.db
    .selectFrom('tenures')
    .innerJoin('positions as held', 'held.id', 'tenures.position_id')
    .select(['tenures.person_id', 'tenures.position_id'])
    .where('tenures.starts_on', '<=', day)
    .where((eb) => eb.or([eb('tenures.ends_on', 'is', null), eb('tenures.ends_on', '>=', day)]))
    .where((eb) => hasWord(ctx, 'people', eb.ref('tenures.person_id'), ...words.map(({ text }) => text)))
    .$if(words.length > 1, (query) =>
      query.where((eb) =>
        eb.and(words.map(({ text }) =>
          eb.or([
            hasWord(ctx, 'people', eb.ref('tenures.person_id'), text),
            hasWord(ctx, 'positions', eb.ref('held.id'), text),
            hasWord(ctx, 'institutions', eb.ref('held.institution_id'), text),
          ]),
        )),
      ),
    )
    .orderBy('held.sort')
    .orderBy('tenures.id')
    .limit(limit)
    .execute()
}

/**
 * People by name, whoever has the words as typed first; then those for whom further words are of the post they hold today
 * or of its institution. Two queries, and one for the posts of those shown.
 */
export async function findPeople(ctx: Context, words: Word[], { found, limit, shown, held }: Asked) {
  const people = visiblePeople(ctx).select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname'])
  const named = !found ? [] : await people
    .innerJoin(found.as('found'), 'found.record_id', 'people.id')
    .orderBy('found.tier')
    .orderBy('people.sort_text')
    .orderBy('people.id')
    .limit(limit)
    .execute()
  const posted = words.length === 1 || held.length === 0 ? [] : await people
    .where('people.id', 'in', listed(ctx.db, held.map(({ person_id }) => person_id)))
    .orderBy('people.sort_text')
    .orderBy('people.id')
    .limit(limit)
    .execute()
  const rows = together(named, posted, limit)
  const posts = await listPostsOn(ctx, rows.slice(0, shown).map(({ id }) => id), today(ctx))
  return rows.map((row) => {
    const own = posts.filter(({ person_id }) => person_id === row.id)
    const detail = own.map(({ title, treatment, institution_name }) => `${titleFor(title, treatment)}, ${institution_name}`).join(' · ') || 'Sin cargo vigente'
    return { id: row.id, key: row.id, label: nameOf(row), detail }
  })
}

/**
 * Positions by title, further words by their institution; then by whoever holds them today. The authorities come first. Two queries, and one for the holders of those shown.
 */
export async function findPositions(ctx: Context, _words: Word[], { found, limit, shown, held }: Asked) {
  const positions = visiblePositions(ctx)
    .select(['positions.id', 'positions.title', 'institutions.short_name'])
    .where('positions.abolished_on', 'is', null)
    .where('institutions.archived_at', 'is', null)
  const titled = !found ? [] : await positions
    .innerJoin(found.as('found'), 'found.record_id', 'positions.id')
    .orderBy('found.tier')
    .orderBy('positions.sort')
    .orderBy('institutions.sort_text')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  const taken = held.length === 0 ? [] : await positions
    .where('positions.id', 'in', listed(ctx.db, held.map(({ position_id }) => position_id)))
    .orderBy('positions.sort')
    .orderBy('institutions.sort_text')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  const rows = together(titled, taken, limit)
  const holders = await listHoldersOn(ctx, rows.slice(0, shown).map(({ id }) => id), today(ctx))
  return rows.map(({ id, title, short_name }) => {
    const holder = holders.find(({ position_id }) => position_id === id)
    return { id, key: id, label: `${titleFor(title, holder?.treatment ?? null)}, ${short_name}`, detail: holder ? shownName(holder) : 'Vacante' }
  })
}

const together = <Row extends { id: string }>(first: Row[], then: Row[], limit: number) =>
  [...new Map([...first, ...then].map((row) => [row.id, row])).values()].slice(0, limit)

/** Institutions by any of their names, ranked as every picker ranks them while they are few. One query. */
export async function findInstitutions(ctx: Context, found: Matches, q: string, limit: number) {
  const rows = await visibleInstitutions(ctx)
    .innerJoin(found.as('found'), 'found.record_id', 'institutions.id')
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .select([
      'institutions.id', 'institutions.name', 'institutions.short_name', 'institutions.aliases', 'institutions.kind',
      'regions.short_name as region_name',
    ])
    .where('institutions.archived_at', 'is', null)
    .orderBy('found.tier')
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .limit(limit)
    .execute()
  const ranked = rows.length < limit ? rank(q, rows) : []
  return [...ranked, ...rows.filter((row) => !ranked.includes(row))].map(({ id, name, short_name, kind, region_name }) => ({
    id,
    key: id,
    label: short_name,
    detail: [name === short_name ? institutionKinds[kind] : name, region_name].filter(Boolean).join(' · '),
  }))
}

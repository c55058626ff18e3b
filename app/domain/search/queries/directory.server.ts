import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn, listPostsOn } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { apart, hasWord, startsWith, type Word } from './words.server.ts'

const inOffice = (day: string) =>
  apart
    .selectFrom('tenures')
    .where('tenures.starts_on', '<=', day)
    .where((eb) => eb.or([eb('tenures.ends_on', 'is', null), eb('tenures.ends_on', '>=', day)]))

/**
 * People by name; further words may be of the post they hold today or of its institution. Whoever starts with the first
 * word comes first. One query, and one for the posts of those shown.
 */
export async function findPeople(ctx: Context, words: Word[], limit: number, shown: number) {
  const day = today(ctx)
  const inPost = ({ text, institution_ids }: Word) =>
    inOffice(day)
      .innerJoin('positions as held', 'held.id', 'tenures.position_id')
      .select('tenures.person_id')
      .where((eb) =>
        eb.or([
          hasWord(eb.ref('held.search_text'), text),
          ...(institution_ids.length > 0 ? [eb('held.institution_id', 'in', institution_ids)] : []),
        ]),
      )
  const rows = await visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname'])
    .where((eb) => eb.or(words.map(({ text }) => hasWord(eb.ref('people.search_text'), text))))
    .$if(words.length > 1, (query) =>
      query.where((eb) =>
        eb.and(words.map((word) => eb.or([hasWord(eb.ref('people.search_text'), word.text), eb('people.id', 'in', inPost(word))]))),
      ),
    )
    .orderBy(startsWith('people.search_text', words))
    .orderBy('people.sort_text')
    .orderBy('people.id')
    .limit(limit)
    .execute()
  const posts = await listPostsOn(ctx, rows.slice(0, shown).map(({ id }) => id), day)
  return rows.map((row) => {
    const own = posts.filter(({ person_id }) => person_id === row.id)
    const detail = own.map(({ title, institution_name }) => `${title}, ${institution_name}`).join(' · ') || 'Sin cargo vigente'
    return { key: row.id, label: nameOf(row), detail }
  })
}

/**
 * Positions by title or by whoever holds them today; further words may be of their institution. The authorities come
 * first. One query, and one for the holders of those shown.
 */
export async function findPositions(ctx: Context, words: Word[], limit: number, shown: number) {
  const day = today(ctx)
  const heldBy = ({ text }: Word) =>
    inOffice(day)
      .innerJoin('people as holder', 'holder.id', 'tenures.person_id')
      .select('tenures.position_id')
      .where((eb) => hasWord(eb.ref('holder.search_text'), text))
  const rows = await visiblePositions(ctx)
    .select(['positions.id', 'positions.title', 'institutions.short_name'])
    .where('positions.abolished_on', 'is', null)
    .where('institutions.archived_at', 'is', null)
    .where((eb) =>
      eb.or(words.map((word) => eb.or([hasWord(eb.ref('positions.search_text'), word.text), eb('positions.id', 'in', heldBy(word))]))),
    )
    .$if(words.length > 1, (query) =>
      query.where((eb) =>
        eb.and(words.map((word) =>
          eb.or([
            hasWord(eb.ref('positions.search_text'), word.text),
            ...(word.institution_ids.length > 0 ? [eb('positions.institution_id', 'in', word.institution_ids)] : []),
            eb('positions.id', 'in', heldBy(word)),
          ]),
        )),
      ),
    )
    .orderBy(startsWith('positions.search_text', words))
    .orderBy('positions.sort')
    .orderBy('institutions.sort_text')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  const holders = await listHoldersOn(ctx, rows.slice(0, shown).map(({ id }) => id), day)
  return rows.map(({ id, title, short_name }) => {
    const holder = holders.find(({ position_id }) => position_id === id)
    return { key: id, label: `${title}, ${short_name}`, detail: holder ? shownName(holder) : 'Vacante' }
  })
}

import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { isSlip } from '#app/domain/minutes/rules/dates.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { fold } from '#app/lib/text.ts'

import { searchTokens } from '../rules.ts'
import { hasWord } from './words.server.ts'

const SHORTEST = 4
const MOST_PEOPLE = 2000

/**
 * The same query with words of names where the typed ones are a letter away from them: «munos» → «Muñoz». Only names the
 * viewer may see are read, and of people only those that begin alike. Undefined when nothing is near. Three queries.
 */
export async function suggestWords(ctx: Context, q: string): Promise<string | undefined> {
  const tokens = searchTokens(q)
  const known = await listNameWords(ctx, tokens.filter((token) => token.length >= SHORTEST))
  if (known.size === 0) return undefined
  const near = tokens.map((token) => (known.get(token)?.shown ?? nearest(token, known)))
  return near.some((word, at) => fold(word) !== tokens[at]) ? near.join(' ') : undefined
}

function nearest(token: string, known: Map<string, Written>) {
  if (token.length < SHORTEST) return token
  const slips = [...known].filter(([word]) => isSlip(token, word)).map(([, word]) => word)
  return slips.toSorted((a, b) => b.times - a.times || (a.shown < b.shown ? -1 : 1))[0]?.shown ?? token
}

/** The words of names by how they fold, as they are written and how often; of people, near the words that no institution has. */
async function listNameWords(ctx: Context, tokens: string[]) {
  if (tokens.length === 0) return new Map<string, Written>()
  const institutions = await visibleInstitutions(ctx).select('institutions.short_name').where('institutions.archived_at', 'is', null).execute()
  const words = wordsOf(institutions.map(({ short_name }) => short_name))
  const unknown = tokens.filter((token) => !words.has(token))
  if (unknown.length === 0) return words
  const people = await visiblePeople(ctx)
    .select(['people.given_names', 'people.first_surname', 'people.second_surname'])
    .where((eb) => hasWord(ctx, 'people', eb.ref('people.id'), ...unknown.map((token) => token.slice(0, 2))))
    .orderBy('people.id', 'desc')
    .limit(MOST_PEOPLE)
    .execute()
  const titles = await visiblePositions(ctx).select('positions.title').distinct().where('positions.abolished_on', 'is', null).execute()
  return wordsOf([
    ...titles.map(({ title }) => title),
    ...institutions.map(({ short_name }) => short_name),
    ...people.flatMap(({ given_names, first_surname, second_surname }) => [given_names, first_surname, second_surname ?? '']),
  ])
}

type Written = { shown: string; times: number }

/** The same names come again and again: each one is folded once. */
function wordsOf(names: string[]) {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  const words = new Map<string, Written>()
  for (const [name, count] of times) {
    for (const shown of name.split(/[^\p{L}\p{N}]+/u)) {
      const word = words.get(fold(shown))
      if (word) word.times += count
      else if (shown) words.set(fold(shown), { shown, times: count })
    }
  }
  return words
}

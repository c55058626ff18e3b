import type { Status } from '#app/domain/commitments/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import { findInstitutions, findPeople, findPositions, listInOffice, type InOffice } from './queries/directory.server.ts'
import { findAgreements, findCommitments, findMeetings, findRequests } from './queries/records.server.ts'
import { listReached, type Reached } from './queries/reached.server.ts'
import { findFiles, findMinutes } from './queries/texts.server.ts'
import { listFound, onlyThese, readWords, type Matches, type Nearest, type Word } from './queries/words.server.ts'
import { searchGroups, type SearchGroup } from './terms.ts'

export { findNamed } from './queries/named.server.ts'
export { suggestWords } from './queries/slips.server.ts'

/** One record found. `key` is its folio, or its id when it has none; of a line of minutes or a file, the folio it belongs to. */
export type Hit = { id: string; key: string; label: string; detail: string; excerpt?: string; status?: Status }
/** `found` stops at 100; `more` when there were others and nobody counted further. */
export type Found = { group: SearchGroup; hits: Hit[]; found: number; more: boolean }

const SHOWN = 8
const COUNTED = 100

type Asked = { q: string; limit: number; shown: number; held: InOffice }
type Find = (ctx: Context, found: Matches, words: Word[], asked: Asked) => Promise<Hit[]>

/** People and positions are found by who holds what as well. */
const directory = { people: findPeople, positions: findPositions }
const finders: Record<Exclude<SearchGroup, keyof typeof directory>, Find> = {
  institutions: (ctx, found, _words, { q, limit }) => findInstitutions(ctx, found, q, limit),
  meetings: (ctx, found, words, { limit, shown }) => findMeetings(ctx, found, words, limit, shown),
  minutes: (ctx, found, words, { limit, shown }) => findMinutes(ctx, found, words, limit, shown),
  agreements: (ctx, found, words, { limit, shown }) => findAgreements(ctx, found, words, limit, shown),
  commitments: (ctx, found, words, { limit, shown }) => findCommitments(ctx, found, words, limit, shown),
  requests: (ctx, found, words, { limit }) => findRequests(ctx, found, words, limit),
  files: (ctx, found, _words, { limit }) => findFiles(ctx, found, limit),
}

type Options = { only?: SearchGroup; shown?: number; addresses?: boolean }

/**
 * Everything the viewer may see that holds every word, by kind, those with the words as typed before those that only begin
 * so; kinds without any are left out. An e-mail or a telephone finds whose it is, unless `addresses` says no: a program may not ask letter by letter. At most `shown` of each, eight unless told. Two queries, one for each word, and at most three for
 * each kind that the index found.
 */
export async function search(ctx: Context, q: string, { only, shown = SHOWN, addresses = true }: Options = {}): Promise<Found[]> {
  const reached = addresses ? await listReached(ctx, q, COUNTED) : {}
  const owners = await listOwners(ctx, q, reached, { only, shown })
  if (owners.length > 0) return owners
  const words = await readWords(ctx, q)
  if (words.length === 0) return []
  const held = only && only !== 'people' && only !== 'positions' ? [] : await listInOffice(ctx, words, COUNTED + 1)
  const found = await listFound(ctx, words, COUNTED + 1, only)
  const asked = { q, limit: COUNTED + 1, shown: Math.min(shown, COUNTED), held }
  const answer: Found[] = []
  for (const group of only ? [only] : (Object.keys(searchGroups) as SearchGroup[])) {
    const hits = await listHits(ctx, group, found.get(group), words, asked)
    if (hits.length > 0) answer.push(foundOf(group, hits, asked.shown))
  }
  return answer
}

/** Whoever has the e-mail or telephone that was typed, which is shown with them. */
async function listOwners(ctx: Context, q: string, reached: Reached, { only, shown }: { only?: SearchGroup; shown: number }): Promise<Found[]> {
  const answer: Found[] = []
  for (const group of ['people', 'positions', 'institutions'] as const) {
    const addresses = reached[group]
    if (!addresses || (only && only !== group)) continue
    const hits = await listHits(ctx, group, { nearest: onlyThese(ctx, [...addresses.keys()]) }, [], { q, limit: COUNTED + 1, shown: Math.min(shown, COUNTED), held: [] })
    if (hits.length > 0) answer.push(foundOf(group, hits.map((hit) => ({ ...hit, excerpt: addresses.get(hit.id) })), shown))
  }
  return answer
}

const foundOf = (group: SearchGroup, hits: Hit[], shown: number): Found =>
  ({ group, hits: hits.slice(0, Math.min(shown, COUNTED)), found: Math.min(hits.length, COUNTED), more: hits.length > COUNTED })

/** What is farther is asked for only when the nearest are not as many as are counted: the order begins with how near each one is. */
async function listHits(ctx: Context, group: SearchGroup, found: Nearest | undefined, words: Word[], asked: Asked): Promise<Hit[]> {
  if (group === 'people' || group === 'positions') return directory[group](ctx, words, { ...asked, found: found?.all ?? found?.nearest })
  if (!found) return []
  const hits = await finders[group](ctx, found.nearest, words, asked)
  return hits.length < asked.limit && found.all ? finders[group](ctx, found.all, words, asked) : hits
}

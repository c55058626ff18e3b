import type { Status } from '#app/domain/commitments/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import { findInstitutions, findPeople, findPositions, listInOffice, type InOffice } from './queries/directory.server.ts'
import { findAgreements, findCommitments, findMeetings, findRequests } from './queries/records.server.ts'
import { findFiles, findMinutes } from './queries/texts.server.ts'
import { readWords, type Word } from './queries/words.server.ts'
import type { SearchGroup } from './terms.ts'

export { findNamed } from './queries/named.server.ts'
export { suggestWords } from './queries/slips.server.ts'

/** One record found. `key` is its folio, or its id when it has none; of a line of minutes or a file, the folio it belongs to. */
export type Hit = { id: string; key: string; label: string; detail: string; excerpt?: string; status?: Status }
/** `found` stops at 100; `more` when there were others and nobody counted further. */
export type Found = { group: SearchGroup; hits: Hit[]; found: number; more: boolean }

const SHOWN = 8
const COUNTED = 100

type Find = (ctx: Context, words: Word[], asked: { q: string; limit: number; shown: number; held: InOffice }) => Promise<Hit[]>

const finders: Record<SearchGroup, Find> = {
  people: findPeople,
  positions: findPositions,
  institutions: (ctx, words, { q, limit }) => findInstitutions(ctx, words, q, limit),
  meetings: (ctx, words, { limit, shown }) => findMeetings(ctx, words, limit, shown),
  minutes: (ctx, words, { limit }) => findMinutes(ctx, words, limit),
  agreements: (ctx, words, { limit, shown }) => findAgreements(ctx, words, limit, shown),
  commitments: (ctx, words, { limit, shown }) => findCommitments(ctx, words, limit, shown),
  requests: (ctx, words, { limit }) => findRequests(ctx, words, limit),
  files: (ctx, words, { limit }) => findFiles(ctx, words, limit),
}

/**
 * Everything the viewer may see that holds every word, by kind, those with the words as typed before those that only begin
 * so; kinds without any are left out. At most `shown` of each, eight unless told. At most three queries each.
 */
export async function search(ctx: Context, q: string, { only, shown = SHOWN }: { only?: SearchGroup; shown?: number } = {}): Promise<Found[]> {
  const words = await readWords(ctx, q)
  if (words.length === 0) return []
  const held = only && only !== 'people' && only !== 'positions' ? [] : await listInOffice(ctx, words, COUNTED + 1)
  const answer: Found[] = []
  for (const group of Object.keys(finders) as SearchGroup[]) {
    if (only && group !== only) continue
    const hits = await finders[group](ctx, words, { q, limit: COUNTED + 1, shown: Math.min(shown, COUNTED), held })
    if (hits.length === 0) continue
    answer.push({ group, hits: hits.slice(0, Math.min(shown, COUNTED)), found: Math.min(hits.length, COUNTED), more: hits.length > COUNTED })
  }
  return answer
}

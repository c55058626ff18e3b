import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import type { Status } from '#app/domain/commitments/rules.ts'
import { visibleRequests } from '#app/domain/connection-requests/queries.server.ts'
import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { findPeople, findPositions } from './queries/directory.server.ts'
import { findAgreements, findCommitments, findMeetings, findRequests } from './queries/records.server.ts'
import { readWords } from './queries/words.server.ts'
import type { SearchGroup } from './terms.ts'

/** One record found. `key` is its folio, or its id when it has none. */
export type Hit = { key: string; label: string; detail: string; status?: Status }
/** At most 8 hits of `found`; `more` when there were over 100 and nobody counted further. */
export type Found = { group: SearchGroup; hits: Hit[]; found: number; more: boolean }

const SHOWN = 8
const COUNTED = 100

/** Everything the viewer may see that holds every word, by kind; kinds without any are left out. At most two queries each. */
export async function search(ctx: Context, q: string): Promise<Found[]> {
  const words = await readWords(ctx, q)
  if (words.length === 0) return []
  const limit = COUNTED + 1
  const groups: [SearchGroup, Hit[]][] = [
    ['people', await findPeople(ctx, words, limit, SHOWN)],
    ['positions', await findPositions(ctx, words, limit, SHOWN)],
    ['institutions', (await suggestInstitutions(ctx, q, limit)).map(({ id, label, detail }) => ({ key: id, label, detail }))],
    ['meetings', await findMeetings(ctx, words, limit, SHOWN)],
    ['agreements', await findAgreements(ctx, words, limit, SHOWN)],
    ['commitments', await findCommitments(ctx, words, limit, SHOWN)],
    ['requests', await findRequests(ctx, words, limit)],
  ]
  return groups
    .filter(([, hits]) => hits.length > 0)
    .map(([group, hits]) => ({ group, hits: hits.slice(0, SHOWN), found: Math.min(hits.length, COUNTED), more: hits.length > COUNTED }))
}

/** The record a folio names, however it is typed («r-2026-128»), when the viewer may see it. */
export async function findByFolio(ctx: Context, q: string): Promise<{ group: SearchGroup; folio: string } | undefined> {
  const [, letter = '', year, number] = /^([racs])[- ]?(\d{4})[- ]?(\d{1,6})$/i.exec(q.trim()) ?? []
  if (!year || !number) return undefined
  const kind = letter.toUpperCase() as keyof typeof byFolio
  const folio = `${kind}-${year}-${number.padStart(4, '0')}`
  const { group, find } = byFolio[kind]
  return (await find(ctx, folio)) && { group, folio }
}

const byFolio = {
  R: { group: 'meetings', find: (ctx: Context, folio: string) => visibleMeetings(ctx).select('meetings.id').where('meetings.folio', '=', folio).executeTakeFirst() },
  A: { group: 'agreements', find: (ctx: Context, folio: string) => visibleAgreements(ctx).select('agreements.id').where('agreements.folio', '=', folio).executeTakeFirst() },
  C: { group: 'commitments', find: (ctx: Context, folio: string) => visibleCommitments(ctx).select('commitments.id').where('commitments.folio', '=', folio).executeTakeFirst() },
  S: { group: 'requests', find: (ctx: Context, folio: string) => visibleRequests(ctx).select('connection_requests.id').where('connection_requests.folio', '=', folio).executeTakeFirst() },
} as const

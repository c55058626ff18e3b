import type { Found, Hit } from '#app/domain/search/queries.server.ts'
import { piecesOf, searchTokens } from '#app/domain/search/rules.ts'

import { groupPath, listPath, recordPath } from './paths.ts'

const withFolio = ['meetings', 'agreements', 'commitments', 'requests', 'minutes', 'files']

/** What a search found as a page prints it: every text in pieces, with the words looked for apart. */
export function shownOf({ group, hits, found, more }: Found, q: string) {
  const tokens = searchTokens(q)
  const mark = (text: string) => piecesOf(text, tokens)
  return {
    group,
    found,
    more,
    all: found > hits.length || more ? groupPath(group, q) : null,
    list: listPath(group, q),
    hits: hits.map(({ id, key, label, detail, excerpt, status }: Hit) => ({
      id,
      to: recordPath(group, key),
      folio: withFolio.includes(group) ? key : null,
      label: mark(label),
      detail: mark(detail),
      excerpt: excerpt ? mark(excerpt) : null,
      status: status ?? null,
    })),
  }
}

export type Shown = ReturnType<typeof shownOf>

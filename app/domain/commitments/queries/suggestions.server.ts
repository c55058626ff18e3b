import type { Context } from '#app/lib/context.server.ts'

import { listCommitments } from '../queries.server.ts'

type Suggestion = { id: string; label: string; detail: string }

/** Open commitments whose text, folio or parties hold these words, for a picker. */
export async function suggestCommitments(ctx: Context, q: string, { but, limit = 8 }: { but?: string; limit?: number } = {}): Promise<Suggestion[]> {
  if (!q.trim()) return []
  const found = await listCommitments(ctx, { q, state: 'abiertos' })
  return found
    .filter(({ folio }) => folio !== but)
    .slice(0, limit)
    .map(({ id, folio, text, debtor_name }) => ({ id, label: `${folio} ${text}`, detail: `Debe ${debtor_name}` }))
}

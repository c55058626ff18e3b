import type { CommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { chosenWords, onlyOf, type Chosen, type NOBODY } from '#app/domain/commitments/rules/pairs.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** Who owes and who receives, where a filter chooses both, as its chips say it. */
export const pairWords = async (ctx: Context, { pair }: Pick<CommitmentFilter, 'pair'>) => ({
  debtor: await wordsOf(ctx, pair?.debtor),
  receiver: await wordsOf(ctx, pair?.receiver),
})

async function wordsOf(ctx: Context, chosen?: Chosen | typeof NOBODY) {
  if (!chosen) return null
  const id = onlyOf(chosen)
  const institution = id ? await findInstitution(ctx, id) : undefined
  return chosenWords(chosen, () => institution?.short_name ?? 'una institución')
}

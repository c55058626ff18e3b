import type { CommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { boardStages, countStages, listBoard } from '#app/domain/commitments/queries/board.server.ts'
import { withClosed } from '#app/domain/commitments/queries/filter.server.ts'
import { stages, type SavedView } from '#app/domain/commitments/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { oneOfParam, withParams } from '#app/lib/list-address.ts'

import { rowOf } from './row.server.ts'

/** The columns with their first cards, and the list behind each of them. */
export async function boardOf(ctx: Context, given: CommitmentFilter & { view: SavedView }, search: URLSearchParams) {
  const filter = withClosed(ctx, given)
  const counted = await countStages(ctx, filter)
  const cards = await listBoard(ctx, filter)
  const listOf = (stage: string) =>
    withParams(search, { forma: null, columna: null, vista: filter.view, sigue: filter.follow_up_user_id, etapa: stage })
  return {
    shown: oneOfParam(search, 'columna', stages) ?? 'pendiente',
    columns: boardStages.map((stage) => ({
      stage,
      label: stages[stage],
      ...counted[stage],
      to: listOf(stage),
      cards: cards.get(stage)!.map((commitment) => rowOf(ctx, commitment)),
    })),
    dropped: { total: counted['sin-efecto'].total, to: listOf('sin-efecto') },
  }
}

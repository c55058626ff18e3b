import type { CommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { listStandings, type SideCount } from '#app/domain/commitments/queries/by-institution.server.ts'
import { withClosed } from '#app/domain/commitments/queries/filter.server.ts'
import type { SavedView, Side } from '#app/domain/commitments/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { pageOf, withParams } from '#app/lib/list-address.ts'
import { formatNumber, plural } from '#app/lib/text.ts'

const INSTITUTIONS = 50

/** A page of institutions with what they owe and are owed; each figure leads to exactly its list. */
export async function standingsOf(ctx: Context, given: CommitmentFilter & { view: SavedView }, search: URLSearchParams) {
  const filter = { ...withClosed(ctx, given), counterpart_id: undefined }
  const all = await listStandings(ctx, filter)
  const from = (pageOf(search) - 1) * INSTITUTIONS
  const { institution_id: one } = filter
  const listOf = (id: string, side: Side, more: Record<string, string>) =>
    withParams(search, {
      forma: null, vista: filter.view, sigue: filter.follow_up_user_id, institucion: id, papel: side, con: one && one !== id ? one : null, ...more,
    })
  const sideOf = (id: string, side: Side, { total, open, overdue, kept }: SideCount) => ({
    total, kept,
    words: `${formatNumber(kept)} de ${plural(total, 'cumplido', 'cumplidos')}`,
    figures: [
      { n: kept, one: 'cumplido', many: 'cumplidos', to: listOf(id, side, { etapa: 'cumplido' }) },
      { n: open, one: 'abierto', many: 'abiertos', to: listOf(id, side, { estado: 'abiertos' }) },
      { n: overdue, one: 'vencido', many: 'vencidos', to: listOf(id, side, { estado: 'vencido' }) },
    ].filter(({ n }) => n > 0),
  })
  return {
    total: all.length,
    from: from + 1,
    /** A view of what is open has no fulfilment to show. */
    whole: filter.view === 'todos' && !filter.state && !filter.stage,
    /** An address says one state at a time. */
    linked: !filter.state,
    open: all.reduce((sum, { owes }) => sum + owes.open, 0),
    overdue: all.reduce((sum, { owes }) => sum + owes.overdue, 0),
    rows: all.slice(from, from + INSTITUTIONS).map(({ institution_id: id, name, owes, receives }) => ({
      id, name, owes: sideOf(id, 'debe', owes), receives: sideOf(id, 'recibe', receives),
    })),
  }
}

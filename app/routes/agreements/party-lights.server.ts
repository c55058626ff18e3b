import type { Agreement } from '#app/domain/agreements/queries.server.ts'
import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { isFulfilled, isOverdue } from '#app/domain/commitments/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { plural } from '#app/lib/text.ts'

/** Each party with its own light: what it answered, and how what it owes under the agreement stands. */
export function partyLights(ctx: Context, { parties }: Agreement, commitments: Commitment[]) {
  return parties.map(({ institution_id, name, role, acceptance }) => {
    const owed = commitments.filter((row) => row.debtor_id === institution_id && row.declared_state !== 'dropped')
    const overdue = owed.filter((row) => isOverdue(row, today(ctx))).length
    const kept = owed.filter(isFulfilled).length
    const text = owed.length === 0 ? 'no debe compromisos' : `${kept} de ${plural(owed.length, 'cumplido', 'cumplidos')}`
    return { institution_id, name, role, acceptance, owes: overdue > 0 ? `${text}, ${plural(overdue, 'vencido', 'vencidos')}` : text }
  })
}

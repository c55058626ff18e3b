import { listAgreementsOf } from '#app/domain/agreements/queries.server.ts'
import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** What a meeting has registered already, and whether it still stands: what was dropped may leave the minutes. */
export async function listRegistered(ctx: Context, meeting_id: string): Promise<{ folio: string; text: string; stands: boolean }[]> {
  const agreements = await listAgreementsOf(ctx, [meeting_id])
  const commitments = await listCommitmentsUnder(ctx, { meeting_ids: [meeting_id] })
  return [
    ...agreements.map(({ folio, text, state }) => ({ folio, text, stands: state !== 'withdrawn' })),
    ...commitments.map(({ folio, text, declared_state }) => ({ folio, text, stands: declared_state !== 'dropped' })),
  ]
}

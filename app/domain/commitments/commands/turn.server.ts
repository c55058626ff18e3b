import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'

import { listWaitingFor, type Commitment } from '../queries.server.ts'
import { openPartsProblem } from '../rules/dependencies.ts'
import { addUpdate, subjectsOf } from './line.server.ts'

type Turn = 'closed' | 'opened'

/** A whole is closed after its parts, and a part is opened after its whole. */
export async function refuseTurn({ db }: Context, commitment: Commitment, turn: Turn) {
  const problem = openPartsProblem(commitment)
  if (turn === 'closed' && problem) throw new Conflict(problem)
  if (turn === 'closed' || !commitment.parent_id) return
  const parent = await db.selectFrom('commitments').select(['folio', 'closed_on']).where('id', '=', commitment.parent_id).executeTakeFirst()
  if (parent?.closed_on) throw new Conflict(`Es parte de ${parent.folio}, que está cerrado: reábralo primero.`)
}

/** Those that wait for it are told that they no longer do, or that they do again; they stay as they are otherwise. */
export async function tellWaiting(ctx: Context, { id, folio, declared_state }: Pick<Commitment, 'id' | 'folio' | 'declared_state'>, turn: Turn) {
  const kind = turn === 'closed' ? 'unblocked' : 'blocked'
  const reason = turn === 'opened' ? `${folio} se reabrió` : declared_state === 'dropped' ? `${folio} quedó sin efecto` : `${folio} se cumplió`
  for (const waiting of await listWaitingFor(ctx, id)) {
    await ctx.db.updateTable('commitments').set({ moved_at: ctx.now.toISOString() }).where('id', '=', waiting.id).execute()
    await addUpdate(ctx, waiting.id, { kind, text: `${reason}.` })
    await record(ctx, `commitment.${kind}`, subjectsOf(waiting), { text: waiting.text, folio, reason })
  }
}

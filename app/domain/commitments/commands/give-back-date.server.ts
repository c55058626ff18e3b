import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { Commitment } from '../queries.server.ts'
import { findProposal } from '../queries/history.server.ts'
import { addReschedule } from './reschedule.server.ts'

const UNDONE = 'Se deshizo.'

/**
 * Undoes what an act did to the dates of a commitment. A day that was given is followed by the way back to `due_on`;
 * `reschedule_id` is the request that the act made, and which is withdrawn, or answered, and which waits again.
 */
export async function giveBackDate(ctx: Context, commitment: Commitment, due_on?: string | null, reschedule_id?: string) {
  if (due_on) await addReschedule(ctx, commitment, { to_due_on: due_on, reason: UNDONE }, 'accepted')
  if (!reschedule_id) return
  const asked = await ctx.db.selectFrom('reschedules').selectAll().where('id', '=', reschedule_id).executeTakeFirstOrThrow()
  if (asked.state === 'refused') await decide(ctx, asked.id, WAITING)
  // That it was accepted, and until when it held, stays told.
  else if (due_on) await ctx.db.insertInto('reschedules').values({ ...asked, ...WAITING, id: newId(ctx.now.getTime()) }).execute()
  else {
    const pending = await findProposal(ctx, commitment.id)
    const withdrawn = { state: 'refused', decided_by: ctx.viewer.id, decided_at: ctx.now.toISOString(), decision_note: UNDONE } as const
    if (pending) await decide(ctx, pending.id, withdrawn)
  }
}

type Decided = { state: 'refused' | 'proposed'; decided_by: string | null; decided_at: string | null; decision_note: string | null }

const WAITING: Decided = { state: 'proposed', decided_by: null, decided_at: null, decision_note: null }

const decide = ({ db }: Context, id: string, decision: Decided) => db.updateTable('reschedules').set(decision).where('id', '=', id).execute()

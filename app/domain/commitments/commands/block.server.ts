import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canBlock } from '../policy.ts'
import { findCommitment, type Commitment } from '../queries.server.ts'
import { isOpen } from '../rules.ts'
import { change, refuseClosed } from './change.server.ts'

export type Block = { blocker: string; reason: string | null }

/** It cannot move until another open commitment, named by its folio or id, is closed. */
export async function blockCommitment(ctx: Context, folioOrId: string, { blocker, reason }: Block) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canBlock(ctx.viewer))
    refuseClosed(commitment)
    const problem = await blockProblem(ctx, commitment, blocker)
    if (problem) throw new Conflict(problem)
    const other = found(await findCommitment(ctx, blocker))

    await change(ctx, commitment, {
      set: { blocked_by_id: other.id },
      update: { kind: 'blocked', text: reason ? `${other.folio}: ${reason}` : other.folio },
      action: 'commitment.blocked',
      detail: { folio: other.folio, reason },
    })
  })
}

/** Why a commitment cannot wait for another, as a sentence; null when it can. */
export async function blockProblem(ctx: Context, commitment: Pick<Commitment, 'id' | 'folio' | 'blocked_by_id'>, blocker: string): Promise<string | null> {
  const other = found(await findCommitment(ctx, blocker))
  if (!isOpen(other)) return `${other.folio} está cerrado: no hay qué esperar.`
  if (other.id === commitment.blocked_by_id) return `Ya espera a ${other.folio}.`
  return loopProblem(ctx, commitment, other)
}

/** It waits for nobody: whoever owes can move again. */
export async function unblockCommitment(ctx: Context, folioOrId: string, { reason }: { reason: string | null }) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canBlock(ctx.viewer))
    refuseClosed(commitment)
    if (!commitment.blocked_by_id) throw new Conflict('No espera a ningún otro compromiso.')

    await change(ctx, commitment, {
      set: { blocked_by_id: null },
      update: { kind: 'unblocked', text: reason ? `${commitment.blocker_folio}: ${reason}` : commitment.blocker_folio },
      action: 'commitment.unblocked',
      detail: { folio: commitment.blocker_folio, reason },
    })
  })
}

type Named = { id: string; folio: string }

/** Nobody waits for themselves: neither through others, nor through the parts a whole is made of. */
export async function loopProblem({ db }: Context, commitment: Named, blocker: Named): Promise<string | null> {
  const seen = new Set<string>()
  let reached = [blocker.id]
  while (reached.length > 0) {
    if (reached.includes(commitment.id)) {
      return blocker.id === commitment.id
        ? 'Un compromiso no se espera a sí mismo.'
        : `${blocker.folio} depende de ${commitment.folio}: se esperarían el uno al otro.`
    }
    for (const id of reached) seen.add(id)
    const next = await db
      .selectFrom('commitments')
      .select('commitments.id')
      .where((eb) =>
        eb.or([
          eb('commitments.parent_id', 'in', reached),
          eb('commitments.id', 'in', eb.selectFrom('commitments as waiting').select('waiting.blocked_by_id').where('waiting.id', 'in', reached).$castTo<{ blocked_by_id: string }>()),
        ]),
      )
      .execute()
    reached = next.map(({ id }) => id).filter((id) => !seen.has(id))
  }
  return null
}

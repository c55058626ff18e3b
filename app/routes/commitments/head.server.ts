import { canCreateCommitment } from '#app/domain/commitments/policy.ts'
import { findCommitment, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { dueText, isOpen, statusOf } from '#app/domain/commitments/rules.ts'
import { partProblem } from '#app/domain/commitments/rules/dependencies.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'

import { receivesText } from './row.server.ts'

export type Head = ReturnType<typeof headOf>

/** What every page about one commitment says first. */
export const headOf = (ctx: Context, commitment: Commitment) => ({
  folio: commitment.folio,
  text: commitment.text,
  debtor: commitment.debtor_name,
  receives: receivesText(commitment),
  due: dueText(commitment, today(ctx)),
  status: statusOf(commitment, today(ctx)),
})

/** A commitment that is still open, for somebody who may do this to it. */
export async function findOpen(ctx: Context, folio: string, allowed: (commitment: Commitment) => boolean): Promise<Commitment> {
  const commitment = found(await findCommitment(ctx, folio))
  permit(allowed(commitment))
  if (!isOpen(commitment)) throw new Conflict('Este compromiso está cerrado; para cambiarlo hay que reabrirlo.')
  return commitment
}

/** The commitment of which a part is being written: open, and whole. */
export async function findWholeToDivide(ctx: Context, folio: string): Promise<Commitment> {
  const whole = await findOpen(ctx, folio, () => canCreateCommitment(ctx.viewer))
  const problem = partProblem(whole)
  if (problem) throw new Conflict(problem)
  return whole
}

import { withdrawEvidence } from '#app/domain/evidence/commands.server.ts'
import { withInstitutionsOfToday } from '#app/domain/merges/queries/former.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canUndo } from '../policy.ts'
import { findCommitment, type Commitment } from '../queries.server.ts'
import { listActs } from '../queries/history.server.ts'
import { undoProblem, type Act } from '../rules/undo.ts'
import { updateKinds } from '../terms.ts'
import { loopProblem } from './block.server.ts'
import { change } from './change.server.ts'
import { replaceBeneficiaries } from './create.server.ts'
import { giveBackDate } from './give-back-date.server.ts'
import type { Before } from './line.server.ts'

type Undone = { commitment_id: string; folio: string }

/**
 * Takes an act on a commitment back by another act: what it wrote over is written again, and both stay in the history.
 * Refused with a sentence once the commitment has changed, after a day, or when there is no way back.
 */
export async function undoUpdate(ctx: Context, update_id: string): Promise<Undone> {
  return atomically(ctx, async (ctx) => {
    const { commitment, act, problem } = found(await findUndoable(ctx, update_id))
    if (problem) throw new Conflict(problem)
    await takeBack(ctx, commitment, act)
    return { commitment_id: commitment.id, folio: commitment.folio }
  })
}

/**
 * Takes back what was done on several at once, the last first. Where something happened later it stays as it is; `kept`
 * names those commitments. Refused when nothing of it can be undone.
 */
export async function undoBatch(ctx: Context, batch_id: string): Promise<{ undone: number; kept: string[] }> {
  return atomically(ctx, async (ctx) => {
    const acts = await ctx.db
      .selectFrom('commitment_updates')
      .select(['id', 'commitment_id'])
      .where('batch_id', '=', batch_id)
      .where('version', 'is not', null)
      .orderBy('version', 'desc')
      .orderBy('id', 'desc')
      .execute()
    const undone = new Set<string>()
    const kept = new Map<string, { folio: string; problem: string }>()
    for (const { id, commitment_id } of acts) {
      const undoable = kept.has(commitment_id) ? undefined : await findUndoable(ctx, id)
      if (!undoable) continue
      const problem = undoable.problem ?? (await problemOf(() => takeBack(ctx, undoable.commitment, undoable.act)))
      if (problem) kept.set(commitment_id, { folio: undoable.commitment.folio, problem })
      else undone.add(commitment_id)
    }
    found([...undone, ...kept.keys()][0])
    if (undone.size === 0) throw new Conflict([...kept.values()][0]!.problem)
    return { undone: undone.size, kept: [...kept.values()].map(({ folio }) => folio) }
  })
}

/** An act on a commitment that the viewer sees and may undo, with the reason why it stays, if any. */
async function findUndoable(ctx: Context, update_id: string) {
  const row = await ctx.db
    .selectFrom('commitment_updates')
    .select(['commitment_id', 'author_id'])
    .where('id', '=', update_id)
    .executeTakeFirst()
  const commitment = row && (await findCommitment(ctx, row.commitment_id))
  if (!commitment) return undefined
  permit(canUndo(ctx.viewer, commitment, row))
  const acts = await listActs(ctx, commitment.id)
  const act = found(acts.find(({ id }) => id === update_id))
  return { commitment, act, problem: undoProblem(act, { acts, version: commitment.version, now: ctx.now }) }
}

/** Nothing has been written when an act is refused. */
async function problemOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof Conflict) return error.message
    throw error
  }
}

async function takeBack(ctx: Context, commitment: Commitment, act: Act & { text: string | null }) {
  const { columns, beneficiary_ids, evidence_ids, reschedule_id } = JSON.parse(await withInstitutionsOfToday(ctx, act.before!)) as Before
  const what = updateKinds[act.kind]
  const { blocked_by_id } = columns
  const blocker = blocked_by_id ? await findCommitment(ctx, blocked_by_id) : undefined
  const loop = blocker && (await loopProblem(ctx, commitment, blocker))
  if (loop) throw new Conflict(loop)
  const written = await change(ctx, commitment, {
    set: { ...columns, ...(columns.text === undefined ? {} : { search_text: searchText(commitment.folio, columns.text) }) },
    update: { kind: 'undone', declared_state: columns.declared_state, text: act.text ? `${what}: ${act.text}` : what },
    action: 'commitment.undone',
    detail: { what },
    undoes_id: act.id,
  })
  if (!written) throw new Conflict('El compromiso cambió recién: revise y vuelva a intentarlo.')
  if (beneficiary_ids) await replaceBeneficiaries(ctx, commitment.id, [...new Set(beneficiary_ids)])
  await withdrawEvidence(ctx, evidence_ids ?? [])
  await giveBackDate(ctx, commitment, columns.due_on, reschedule_id)
}

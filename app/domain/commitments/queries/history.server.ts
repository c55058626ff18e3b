import type { Context } from '#app/lib/context.server.ts'

/** What each act changed and left, for whoever may undo it. The caller has found the commitment already. */
export const listActs = ({ db }: Context, commitment_id: string) =>
  db
    .selectFrom('commitment_updates')
    .select(['id', 'kind', 'text', 'version', 'before', 'undoes_id', 'author_id', 'created_at'])
    .where('commitment_id', '=', commitment_id)
    .execute()

/** What was declared, asked and settled, newest first. The caller has found the commitment already. */
export const listUpdates = ({ db }: Context, commitment_id: string) =>
  db
    .selectFrom('commitment_updates as updates')
    .innerJoin('users as author', 'author.id', 'updates.author_id')
    .leftJoin('commitment_updates as undo', 'undo.undoes_id', 'updates.id')
    .select([
      'updates.id', 'updates.kind', 'updates.declared_state', 'updates.text', 'updates.created_at', 'author.name as author_name',
      'undo.created_at as undone_at',
    ])
    .where('updates.commitment_id', '=', commitment_id)
    .orderBy('updates.created_at', 'desc')
    .orderBy('updates.id', 'desc')
    .execute()

/** Every date asked for, newest first. The caller has found the commitment already. */
export const listReschedules = ({ db }: Context, commitment_id: string) =>
  db
    .selectFrom('reschedules')
    .innerJoin('users as asker', 'asker.id', 'reschedules.proposed_by')
    .leftJoin('users as decider', 'decider.id', 'reschedules.decided_by')
    .select([
      'reschedules.id', 'reschedules.from_due_on', 'reschedules.to_due_on', 'reschedules.reason', 'reschedules.state',
      'reschedules.proposed_at', 'reschedules.decided_at', 'reschedules.decision_note',
      'asker.name as proposed_by_name', 'decider.name as decided_by_name',
    ])
    .where('reschedules.commitment_id', '=', commitment_id)
    .orderBy('reschedules.proposed_at', 'desc')
    .orderBy('reschedules.id', 'desc')
    .execute()

/** The date asked for and not answered yet, if any. */
export const findProposal = ({ db }: Context, commitment_id: string) =>
  db
    .selectFrom('reschedules')
    .select(['id', 'to_due_on', 'reason', 'proposed_by'])
    .where('commitment_id', '=', commitment_id)
    .where('state', '=', 'proposed')
    .orderBy('proposed_at', 'desc')
    .executeTakeFirst()

import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'

import type { Chased } from '../rules/holds.ts'
import type { Step } from '../rules/ladder.ts'

export type ChasedCommitment = Awaited<ReturnType<typeof listChased>>[number]

/** Either the open commitments due until a day, or those with these ids, whatever their state. */
type Asked = { until_on: string } | { ids: string[] }

/** What the ladder needs to know of commitments, in the order in which they are due. Two queries. */
export async function listChased(ctx: Context, asked: Asked) {
  const ids = 'ids' in asked ? asked.ids : undefined
  if (ids?.length === 0) return []
  const rows = await visibleCommitments(ctx)
    .leftJoin('commitments as blocker', (join) => join.onRef('blocker.id', '=', 'commitments.blocked_by_id').on('blocker.closed_on', 'is', null))
    .select((eb) => [
      'commitments.id', 'commitments.folio', 'commitments.text', 'commitments.debtor_id', 'commitments.responsible_position_id',
      'commitments.due_on', 'commitments.declared_state', 'commitments.closed_on', 'commitments.created_at', 'commitments.follow_up_user_id',
      'debtor.short_name as debtor_name', 'blocker.folio as blocker_folio',
      eb
        .selectFrom('reschedules')
        .select((inner) => inner.fn.max('reschedules.decided_at').as('decided_at'))
        .whereRef('reschedules.commitment_id', '=', 'commitments.id')
        .where('reschedules.state', '=', 'accepted')
        .as('decided_at'),
      eb
        .selectFrom('reschedules')
        .select((inner) => inner.fn.max('reschedules.to_due_on').as('to_due_on'))
        .whereRef('reschedules.commitment_id', '=', 'commitments.id')
        .where('reschedules.state', '=', 'proposed')
        .as('asked_on'),
    ])
    .$if(ids !== undefined, (query) => query.where('commitments.id', 'in', ids!))
    .$if('until_on' in asked, (query) =>
      query.where('commitments.closed_on', 'is', null).where('commitments.due_on', '<=', 'until_on' in asked ? asked.until_on : ''))
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .execute()
  const pauses = await listPauses(ctx, ids)
  return rows.map(({ created_at, decided_at, ...row }) => ({
    ...row,
    /** The day since which it has its date. */
    dated_on: todayIn('America/Santiago', new Date(decided_at && decided_at > created_at ? decided_at : created_at)),
    pause: pauses.get(row.id) ?? null,
  })) satisfies Chased[]
}

/** The pause of each commitment that nobody has ended. One query. */
async function listPauses({ db }: Context, ids: string[] | undefined) {
  const rows = await db
    .selectFrom('reminder_pauses')
    .select(['id', 'commitment_id', 'reason', 'until_on', 'paused_at'])
    .where('resumed_at', 'is', null)
    .$if(ids !== undefined, (query) => query.where('commitment_id', 'in', ids!))
    .orderBy('paused_at')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.commitment_id, row]))
}

/** The steps done, by commitment, for the date it has. What left too late, or on a meeting that was called off, was not done. */
export async function listDone({ db }: Context, ids?: string[]): Promise<Map<string, string[]>> {
  if (ids?.length === 0) return new Map()
  const rows = await db
    .selectFrom('reminders')
    .innerJoin('commitments', (join) =>
      join.onRef('commitments.id', '=', 'reminders.commitment_id').onRef('commitments.due_on', '=', 'reminders.due_on'))
    .leftJoin('outbox', 'outbox.id', 'reminders.outbox_id')
    .leftJoin('meetings', 'meetings.id', 'reminders.meeting_id')
    .select(['reminders.commitment_id', 'reminders.step_id'])
    .where('commitments.closed_on', 'is', null)
    .where((eb) => eb.or([
      eb('outbox.state', '<>', 'late'),
      eb.and([eb('meetings.id', 'is not', null), eb('meetings.state', 'not in', ['cancelled', 'suspended'])]),
    ]))
    .$if(ids !== undefined, (query) => query.where('reminders.commitment_id', 'in', ids!))
    .execute()
  const done = Map.groupBy(rows, ({ commitment_id }) => commitment_id)
  return new Map([...done].map(([id, steps]) => [id, steps.map(({ step_id }) => step_id)]))
}

/** The steps of the ladder that are climbed, in their order. */
export const listSteps = ({ db }: Pick<Context, 'db'>): Promise<Step[]> =>
  db.selectFrom('ladder_steps').select(['id', 'days', 'target']).where('enabled', '=', 1).orderBy('days').orderBy('id').execute()

/** The whole ladder, with the steps that are not climbed. */
export const listEverySteps = ({ db }: Pick<Context, 'db'>) =>
  db.selectFrom('ladder_steps').select(['id', 'days', 'target', 'enabled']).orderBy('days').orderBy('id').execute()

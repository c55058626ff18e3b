import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import type { Database } from '#db/schema.ts'

import { LEASE_MS, MOST_ATTEMPTS, pauseAfter } from '../rules.ts'

export type ClaimedMail = NonNullable<Awaited<ReturnType<typeof claimMail>>>

/** What became of an attempt. `reason` is a Spanish sentence for whoever looks after the mail. */
export type Outcome = { kind: 'sent' } | { kind: 'refused' | 'later'; reason: string; perhaps_left?: boolean } | { kind: 'late' | 'withdrawn' }

/**
 * Takes the next mail that may leave, for `worker` alone, until its lease runs out. The condition stands twice: without
 * the outer one, workers on PostgreSQL take the same row one after the other.
 */
export function claimMail({ db, now }: Pick<Context, 'db' | 'now'>, worker: string) {
  const at = now.toISOString()
  const next = db.selectFrom('outbox').select('outbox.id').where(ready(at)).orderBy('outbox.due_at').orderBy('outbox.id').limit(1)
  return db
    .updateTable('outbox')
    .set((eb) => ({
      state: 'sending' as const,
      worker,
      lease_until: new Date(now.getTime() + LEASE_MS).toISOString(),
      attempts: eb('outbox.attempts', '+', 1),
      // Whoever was sending it died, and cannot say what became of it.
      perhaps_left: eb.case().when('outbox.state', '=', 'sending').then(eb.lit(1 as const)).else(eb.ref('outbox.perhaps_left')).end(),
    }))
    .where('outbox.id', '=', next)
    .where(ready(at))
    .returning([
      'outbox.id', 'outbox.message_id', 'outbox.topic', 'outbox.subject_type', 'outbox.subject_id', 'outbox.invitation_id',
      'outbox.recipient', 'outbox.recipient_name', 'outbox.subject', 'outbox.body', 'outbox.html', 'outbox.calendar_method',
      'outbox.calendar_body', 'outbox.tells', 'outbox.payload', 'outbox.not_after', 'outbox.attempts', 'outbox.worker', 'outbox.created_by',
    ])
    .executeTakeFirst()
}

/**
 * Due, or left behind by a worker that died; after everything older of the same invitation, lest a REQUEST arrive after
 * its CANCEL; and nothing at all while mail is paused.
 */
function ready(at: string) {
  return (eb: ExpressionBuilder<Database, 'outbox'>): Expression<SqlBool> => {
    const older = eb
      .selectFrom('outbox as older')
      .select('older.id')
      .whereRef('older.invitation_id', '=', 'outbox.invitation_id')
      .whereRef('older.id', '<', 'outbox.id')
      .where('older.state', 'in', ['queued', 'sending'])
    const paused = eb.selectFrom('running_facts').select('running_facts.name').where('name', '=', 'outbox').where('value', '=', 'paused')
    return eb.and([
      eb.or([
        eb.and([eb('outbox.state', '=', 'queued'), eb('outbox.due_at', '<=', at)]),
        eb.and([eb('outbox.state', '=', 'sending'), eb('outbox.lease_until', '<=', at)]),
      ]),
      eb.not(eb.exists(older)),
      eb.not(eb.exists(paused)),
    ])
  }
}

/** Writes what became of an attempt, if the mail still belongs to whoever made it. Answers whether it did. */
export async function settleMail({ db, now }: Pick<Context, 'db' | 'now'>, mail: ClaimedMail, outcome: Outcome): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ ...after(mail, outcome, now), ...('perhaps_left' in outcome && outcome.perhaps_left ? { perhaps_left: 1 as const } : {}), worker: null, lease_until: null })
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('worker', '=', mail.worker)
    .where('attempts', '=', mail.attempts)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function after({ attempts }: ClaimedMail, outcome: Outcome, now: Date) {
  if (outcome.kind === 'sent') return { state: 'sent' as const, sent_at: now.toISOString(), last_error: null }
  if (outcome.kind === 'refused') return { state: 'failed' as const, last_error: outcome.reason }
  if (outcome.kind !== 'later') return { state: outcome.kind }
  if (attempts >= MOST_ATTEMPTS) return { state: 'failed' as const, last_error: `${outcome.reason} Se intentó ${attempts} veces.` }
  const due = new Date(now.getTime() + pauseAfter(attempts))
  return { state: 'queued' as const, due_at: due.toISOString(), last_error: outcome.reason }
}

/** What nobody would understand any more stays, and says that it was late. */
export async function setLateAside({ db, now }: Pick<Context, 'db' | 'now'>) {
  await db.updateTable('outbox').set({ state: 'late' }).where('state', '=', 'queued').where('not_after', '<=', now.toISOString()).execute()
}

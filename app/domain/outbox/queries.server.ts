import { sql, type SqlBool } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import { smtpSettings } from '#app/lib/env.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { likePattern } from '#app/lib/text.ts'

import { canManageMail } from './policy.ts'
import type { Standing } from './rules.ts'
import type { MailState } from './terms.ts'

export const MAILS_PER_PAGE = 50

/** What leaves is administration. Who it is for, what about, where it stands; what it says is nobody's to read here. */
function visible({ db, viewer }: Context) {
  if (!canManageMail(viewer)) throw new NotFound()
  return db
    .selectFrom('outbox')
    .select(['outbox.id', 'outbox.topic', 'outbox.recipient', 'outbox.recipient_name', 'outbox.subject', 'outbox.state'])
    .select(['outbox.invitation_id', 'outbox.due_at', 'outbox.not_after', 'outbox.attempts', 'outbox.last_error'])
    .select(['outbox.sent_at', 'outbox.created_at'])
}

export type Mail = Awaited<ReturnType<ReturnType<typeof visible>['executeTakeFirstOrThrow']>>

export const findMail = (ctx: Context, id: string): Promise<Mail | undefined> => visible(ctx).where('outbox.id', '=', id).executeTakeFirst()

export type MailFilter = { states?: readonly MailState[]; topic?: string; recipient?: string; page?: number }

/** A page of mail: what waits, the oldest first; what has ended, the latest first. */
export async function listMail(ctx: Context, filter: MailFilter = {}): Promise<{ mails: Mail[]; total: number }> {
  const { states, topic, recipient, page = 1 } = filter
  const matching = visible(ctx)
    .$if(states !== undefined, (query) => query.where('outbox.state', 'in', [...states!]))
    .$if(Boolean(topic), (query) => query.where('outbox.topic', '=', topic!))
    .$if(Boolean(recipient), (query) =>
      query.where(sql<SqlBool>`lower(outbox.recipient) like ${likePattern(recipient!.toLowerCase())} escape '\\'`),
    )
  const direction = states?.includes('queued') ? 'asc' : 'desc'
  const mails = await matching
    .orderBy('outbox.id', direction)
    .limit(MAILS_PER_PAGE)
    .offset((page - 1) * MAILS_PER_PAGE)
    .execute()
  const { total } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { mails, total: Number(total) }
}

/** How many there are in each state; states without any are absent. */
export async function countMail({ db, viewer }: Context): Promise<Partial<Record<MailState, number>>> {
  if (!canManageMail(viewer)) throw new NotFound()
  const rows = await db
    .selectFrom('outbox')
    .select(['state', (eb) => eb.fn.countAll<number>().as('total')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, total }) => [state, Number(total)]))
}

/** The subjects of mail that there is. */
export async function listTopics({ db, viewer }: Context): Promise<string[]> {
  if (!canManageMail(viewer)) throw new NotFound()
  const rows = await db.selectFrom('outbox').select('topic').distinct().orderBy('topic').execute()
  return rows.map(({ topic }) => topic)
}

export async function isPaused({ db }: Pick<Context, 'db'>): Promise<boolean> {
  const fact = await db.selectFrom('running_facts').select('value').where('name', '=', 'outbox').executeTakeFirst()
  return fact?.value === 'paused'
}

/** Whether mail leaves, and how much waits: for everybody who prepares some. Nothing of any mail is told. */
export async function findStanding({ db }: Pick<Context, 'db'>): Promise<Standing> {
  const { waiting } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('state', 'in', ['queued', 'sending'])
    .executeTakeFirstOrThrow()
  return { configured: smtpSettings() !== undefined, paused: await isPaused({ db }), waiting: Number(waiting) }
}

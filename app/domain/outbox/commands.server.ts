import type { Insertable } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { afterCommit } from '#app/lib/transaction.server.ts'
import { announceMail } from '#app/lib/wake.server.ts'
import type { OutboxTable } from '#db/schema.ts'

type Given = 'key' | 'topic' | 'subject_type' | 'subject_id' | 'recipient' | 'recipient_name' | 'subject' | 'body'
type Optional =
  | 'institution_id' | 'invitation_id' | 'html' | 'calendar_method' | 'calendar_body' | 'tells' | 'due_at' | 'not_after' | 'payload'

/**
 * One mail to one recipient. `key` says what it is, so that nothing leaves twice; `due_at` (now when left out) and
 * `not_after` are ISO-8601 UTC; `tells` is for whoever left it here, once it has left; `payload` for whoever makes its words.
 */
export type NewMail = Pick<Insertable<OutboxTable>, Given> & Partial<Pick<Insertable<OutboxTable>, Optional>>

const HOST = 'agenda.hilvan'

/** Leaves a mail in the outbox, inside the transaction of its cause. A key that is there already is left as it is. */
export async function enqueueMail(ctx: Context, mail: NewMail) {
  if (!ctx.db.isTransaction) throw new Error(`enqueueMail(${mail.topic}) outside a transaction.`)
  const id = newId(ctx.now.getTime())
  const at = ctx.now.toISOString()
  await ctx.db
    .insertInto('outbox')
    .values({ id, message_id: `${id}@${HOST}`, due_at: at, ...mail, created_at: at, created_by: ctx.viewer.id })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  afterCommit(announceMail)
}

import { record } from '#app/domain/activity/commands.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { DAY_MS, formatDay } from '#app/lib/days.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { expiryMail } from '../mail.ts'

const WARNED_DAYS_BEFORE = 14
const AT_ONCE = 100

/** Tells by mail, once, whoever owns a link that expires in the next two weeks and still works. */
export async function warnOfExpiry(ctx: Context) {
  await atomically(ctx, async (ctx) => {
    for (const { id, name, owner, email, role, zone, expires_at } of await listExpiring(ctx)) {
      const expires_on = todayIn(zone, new Date(expires_at))
      await ctx.db.updateTable('calendar_feeds').set({ expiry_warned_at: ctx.now.toISOString() }).where('id', '=', id).execute()
      await enqueueMail(ctx, {
        key: `feed-expiry:${id}:${expires_on}`,
        topic: 'feed.expiring',
        subject_type: 'feed',
        subject_id: id,
        recipient: email,
        recipient_name: owner,
        not_after: expires_at,
        ...expiryMail({ owner, name, expires_on, address: `${baseUrl()}${role === 'leader' ? '/m/calendario' : '/calendario/suscribir'}` }),
      })
      await record(ctx, 'feed.expiry_warned', { type: 'feed', id }, { name, on: formatDay(expires_on) })
    }
  })
}

async function listExpiring({ db, now, viewer }: Context) {
  const feeds = await db
    .selectFrom('calendar_feeds')
    .innerJoin('users as owner', 'owner.id', 'calendar_feeds.user_id')
    .select(['calendar_feeds.id', 'calendar_feeds.name', 'calendar_feeds.expires_at', 'owner.name as owner', 'owner.email', 'owner.role'])
    .where('calendar_feeds.revoked_at', 'is', null)
    .where('calendar_feeds.expiry_warned_at', 'is', null)
    .where('calendar_feeds.expires_at', '>', now.toISOString())
    .where('calendar_feeds.expires_at', '<=', new Date(now.getTime() + WARNED_DAYS_BEFORE * DAY_MS).toISOString())
    .where('owner.disabled_at', 'is', null)
    // Whoever comes by a link has no mail of their own here.
    .where('owner.tenure_id', 'is', null)
    .orderBy('calendar_feeds.id')
    .limit(AT_ONCE)
    .execute()
  return feeds.map((feed) => ({ ...feed, zone: viewer.zone }))
}

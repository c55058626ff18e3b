import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { zoneRulesMail } from '../mail.ts'
import { findMeeting, visibleMeetings, type Meeting } from '../queries.server.ts'
import { instantsOf, isPossible } from '../rules/times.ts'
import { whenText } from '../rules/when.ts'
import { zoneCities, type Zone } from '../terms.ts'
import { change } from './change.server.ts'

type Moved = { meeting: Meeting; starts_at: string }

/**
 * When the platform's table of zones (`tz`) is not the one that stored instants were derived with, derives those of
 * meetings to come again: the local hour stays, the instant moves, each owner is told once. Answers how many moved.
 */
export async function rederiveInstants(ctx: Context, tz = process.versions.tz ?? 'unknown'): Promise<number> {
  return atomically(ctx, async (ctx) => {
    const known = await ctx.db.selectFrom('running_facts').select('value').where('name', '=', 'tz').executeTakeFirst()
    if (known?.value === tz) return 0

    const moved: Moved[] = []
    for (const id of await listToCome(ctx)) {
      const meeting = (await findMeeting(ctx, id))!
      const { starts_at, ends_at } = instantsOf(meeting)
      if (starts_at === meeting.starts_at && ends_at === meeting.ends_at) continue
      const detail = { from: formatInstant(meeting.starts_at, 'UTC'), to: formatInstant(starts_at, 'UTC') }
      // An hour that is gone may turn the meeting over; then only its owner can say when it is.
      if (ends_at > starts_at) await change(ctx, meeting, { set: { starts_at, ends_at }, action: 'meeting.instant_moved', detail })
      moved.push({ meeting, starts_at })
    }
    await tellOwners(ctx, moved, tz)
    await ctx.db
      .insertInto('running_facts')
      .values({ name: 'tz', value: tz })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: tz }))
      .execute()
    return moved.length
  })
}

async function listToCome(ctx: Context): Promise<string[]> {
  const rows = await visibleMeetings(ctx)
    .select('meetings.id')
    .where('meetings.ends_at', '>=', ctx.now.toISOString())
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whoever closed their account hears nothing; a cancelled meeting is moved in silence. */
async function tellOwners(ctx: Context, moved: Moved[], tz: string) {
  const told = moved.filter(({ meeting }) => meeting.state !== 'cancelled')
  if (told.length === 0) return
  const owners = await ctx.db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('id', 'in', told.map(({ meeting }) => meeting.owner_id))
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id, name, email } of owners) {
    const own = told.filter(({ meeting }) => meeting.owner_id === id)
    await enqueueMail(ctx, {
      key: `zone-rules:${tz}:${id}`,
      topic: 'meetings.zone_rules',
      subject_type: 'user',
      subject_id: id,
      recipient: email,
      recipient_name: name,
      ...zoneRulesMail({ owner: name, moved: own.map(tellingOf) }),
    })
  }
}

const tellingOf = ({ meeting, starts_at }: Moved) => ({
  told: `«${meeting.title}» (${meeting.folio}), ${whenText(meeting, meeting.zone)}, hora de ${zoneCities[meeting.zone as Zone] ?? meeting.zone}`,
  before: formatInstant(meeting.starts_at, 'UTC'),
  after: formatInstant(starts_at, 'UTC'),
  exists: isPossible(meeting),
  address: `${baseUrl()}/reuniones/${meeting.folio}`,
})

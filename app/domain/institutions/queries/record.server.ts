import { countAgreements } from '#app/domain/agreements/queries.server.ts'
import { countGroups, visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { countMeetings, visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { hasParticipant } from '#app/domain/meetings/queries/filter.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** How much there is behind each tab of an institution. Three queries. */
export async function countTabs(ctx: Context, institution_id: string) {
  return {
    commitments: (await countGroups(ctx, { institution_id, state: 'abiertos' })).total,
    agreements: await countAgreements(ctx, { institution_id }),
    meetings: await countMeetings(ctx, { institution_id, page: 1 }),
  }
}

/** The start (instant) of the last meeting that was held with an institution. */
export async function findLastContact(ctx: Context, institution_id: string): Promise<string | null> {
  const { last_at } = await visibleMeetings(ctx)
    .select((eb) => eb.fn.max('meetings.starts_at').as('last_at'))
    .where('meetings.state', 'in', ['held', 'closed'])
    .where(hasParticipant(institution_id))
    .executeTakeFirstOrThrow()
  return last_at
}

/** How many open commitments each position answers for. One query. */
export async function countOpenByPosition(ctx: Context, position_ids: string[]): Promise<Map<string, number>> {
  if (position_ids.length === 0) return new Map()
  const rows = await visibleCommitments(ctx)
    .select((eb) => ['commitments.responsible_position_id', eb.fn.countAll<number>().as('total')])
    .where('commitments.responsible_position_id', 'in', position_ids)
    .where('commitments.closed_on', 'is', null)
    .groupBy('commitments.responsible_position_id')
    .execute()
  return new Map(rows.map(({ responsible_position_id, total }) => [responsible_position_id ?? '', Number(total)]))
}

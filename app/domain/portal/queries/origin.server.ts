import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** The meeting and the agreement a commitment came from, as far as the own institution took part in them. Two queries. */
export async function findOrigin(ctx: Context, { agreement_id, meeting_id }: { agreement_id: string | null; meeting_id: string | null }) {
  const agreement = await visibleAgreements(ctx)
    .select(['agreements.folio', 'agreements.text'])
    .where('agreements.id', '=', agreement_id ?? '')
    .executeTakeFirst()
  const meeting = await visibleMeetings(ctx)
    .select(['meetings.folio', 'meetings.title', 'meetings.start_local', 'meetings.from_on'])
    .where('meetings.id', '=', meeting_id ?? '')
    .executeTakeFirst()
  return { agreement, meeting }
}

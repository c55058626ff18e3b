import { hasParty } from '#app/domain/agreements/queries/filter.server.ts'
import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { hasParticipant } from '#app/domain/meetings/queries/filter.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import type { ConnectionRequest } from '../queries.server.ts'

const MOST = 8
/** What a request became was at times in the agenda before somebody wrote the request down. */
const DAYS_BEFORE = 30

type Asked = Pick<ConnectionRequest, 'asker_id' | 'with_id' | 'meeting_id' | 'received_on'>

/** Meetings it may have become: of whoever asks, with whoever is asked for, the latest first. One query. */
export const listMeetingOffers = (ctx: Context, { asker_id, with_id, meeting_id, received_on }: Asked) =>
  visibleMeetings(ctx)
    .select(['meetings.folio', 'meetings.title', 'meetings.state', 'meetings.start_local', 'meetings.from_on'])
    .where(hasParticipant(asker_id))
    .$if(with_id !== null, (query) => query.where(hasParticipant(with_id!)))
    .$if(meeting_id !== null, (query) => query.where('meetings.id', '<>', meeting_id!))
    .where('meetings.state', '<>', 'cancelled')
    .where('meetings.starts_at', '>=', addDays(received_on, -DAYS_BEFORE))
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id')
    .limit(MOST)
    .execute()

/** Agreements it may have led to: of its meeting, else between both since it was received. One query. */
export const listAgreementOffers = (ctx: Context, { asker_id, with_id, meeting_id, received_on }: Asked) =>
  visibleAgreements(ctx)
    .select(['agreements.folio', 'agreements.text', 'agreements.agreed_on'])
    .where((eb) =>
      eb.or([
        ...(meeting_id ? [eb('agreements.meeting_id', '=', meeting_id)] : []),
        eb.and([
          hasParty(asker_id),
          ...(with_id ? [hasParty(with_id)] : []),
          eb('agreements.agreed_on', '>=', addDays(received_on, -DAYS_BEFORE)),
        ]),
      ]))
    .orderBy('agreements.agreed_on', 'desc')
    .orderBy('agreements.id')
    .limit(MOST)
    .execute()

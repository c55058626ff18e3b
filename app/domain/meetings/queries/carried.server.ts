import { expressionBuilder, type Expression } from 'kysely'

import type { Database } from '#db/schema.ts'

/** The points that took a point up, in meetings that were not called off. */
export const carriedOn = (point_id: Expression<string>) =>
  expressionBuilder<Database, never>()
    .selectFrom('agenda_items as taking')
    .innerJoin('meetings as taker', 'taker.id', 'taking.meeting_id')
    .where('taking.carried_from_id', '=', point_id)
    .where('taker.state', '<>', 'cancelled')

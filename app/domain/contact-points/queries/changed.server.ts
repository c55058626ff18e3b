import { expressionBuilder } from 'kysely'

import type { Database } from '#db/schema.ts'

/** The owners, of one type, of what changed at an instant or later. */
export const changedPoints = (owner: 'institution_id' | 'position_id' | 'person_id', since: string) =>
  expressionBuilder<Database, never>()
    .selectFrom('contact_points as point')
    .select((eb) => eb.ref(`point.${owner}`).$notNull().as('owner_id'))
    .where(`point.${owner}`, 'is not', null)
    .where('point.updated_at', '>=', since)

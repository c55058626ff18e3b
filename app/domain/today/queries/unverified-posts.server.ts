import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { isOwn } from '../queries.server.ts'

/** After a year nobody can say that somebody is still there. */
const STALE_DAYS = 365

/**
 * Titulares of the network's members whom nobody has confirmed for a year, the longest first: a post is confirmed when its
 * holder took it over, or was looked at, since. A coordinator is not asked about the institutions of another. One query.
 */
export async function listUnverifiedPosts(ctx: Context, limit: number) {
  const day = today(ctx)
  const since = addDays(day, -STALE_DAYS)
  const rows = await visiblePositions(ctx)
    .innerJoin('tenures', 'tenures.position_id', 'positions.id')
    .innerJoin('people', 'people.id', 'tenures.person_id')
    .select([
      'positions.id', 'positions.title', 'institutions.short_name as institution_name', 'people.id as person_id',
      'people.given_names', 'people.first_surname', 'people.second_surname', 'people.verified_on', 'tenures.starts_on',
    ])
    .where('institutions.network_status', '=', 'member')
    .where('institutions.archived_at', 'is', null)
    .where('positions.abolished_on', 'is', null)
    .where('people.archived_at', 'is', null)
    .where('tenures.kind', '=', 'titular')
    .where('tenures.starts_on', '<=', since)
    .where((eb) => eb.or([eb('tenures.ends_on', 'is', null), eb('tenures.ends_on', '>=', day)]))
    .where((eb) => eb.or([eb('people.verified_on', 'is', null), eb('people.verified_on', '<=', since)]))
    .$if(isOwn(ctx), (query) =>
      query.where((eb) => eb.or([eb('institutions.coordinator_id', '=', ctx.viewer.id), eb('institutions.coordinator_id', 'is', null)])))
    .orderBy((eb) => eb.fn.coalesce('people.verified_on', 'tenures.starts_on'))
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  return rows.map(({ verified_on, starts_on, ...row }) => ({ ...row, since_on: verified_on ?? starts_on }))
}

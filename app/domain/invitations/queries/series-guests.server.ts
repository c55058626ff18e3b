import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants, type Participant } from '#app/domain/meetings/queries/participants.server.ts'
import { refOf } from '#app/domain/meetings/rules/participants.ts'
import type { Context } from '#app/lib/context.server.ts'

import { listSeriesInvitations, type Invitation } from '../queries.server.ts'
import { readToldSeries } from '../rules/series.ts'
import { isHouse, listAddresses, type Address } from './addresses.server.ts'

export type SeriesGuest = {
  ref: string
  participant: Participant
  locals: Set<string>
  invitation: Invitation | undefined
  own: Address | undefined
}

/**
 * Everybody who is invited to some of these dates of a series, as they are on the first of theirs, with the invitation
 * they hold; and the invitations of whoever is not.
 */
export async function listSeriesGuests(ctx: Context, series_id: string, dates: (Meeting & { series_local: string })[]) {
  const found = await listGuests(ctx, dates)
  const free = new Set(await listSeriesInvitations(ctx, series_id))
  const addresses = await listAddresses(ctx, found.map(({ participant }) => participant))
  const guests = found.map(({ refs, ...guest }, at): SeriesGuest => {
    const own = addresses[at]!
    const invitation = [...free].find(({ told, email }) =>
      told && refs.has(readToldSeries(told).ref) && (own.length === 0 || own.some((address) => address.email === email)))
    if (invitation) free.delete(invitation)
    return { ...guest, invitation, own: own[0] }
  })
  return { guests, others: [...free] }
}

/** `refs`: also what somebody of whom only the name is known was called when each date had a name of its own for them. */
type Found = Pick<SeriesGuest, 'ref' | 'participant' | 'locals'> & { refs: Set<string> }

async function listGuests(ctx: Context, dates: (Meeting & { series_local: string })[]): Promise<Found[]> {
  if (dates.length === 0) return []
  const rows = await ctx.db
    .selectFrom('participants')
    .select(['id', 'meeting_id', 'institution_id', 'position_id', 'person_id', 'name_then'])
    .where('meeting_id', 'in', dates.map(({ id }) => id))
    .where('invited', '=', 1)
    .orderBy('sort')
    .orderBy('id')
    .execute()
  const guests = new Map<string, Found>()
  for (const date of dates) {
    const own = rows.filter(({ meeting_id }) => meeting_id === date.id)
    const fresh = own.some((row) => !guests.has(refOf(row))) ? await listParticipants(ctx, date) : []
    for (const row of own) {
      const ref = refOf(row)
      const known = guests.get(ref)
      const participant = fresh.find(({ id }) => id === row.id)
      known?.locals.add(date.series_local)
      known?.refs.add(`invitado:${row.id}`)
      if (!known && participant && !isHouse(ctx, participant)) {
        guests.set(ref, { ref, participant, locals: new Set([date.series_local]), refs: new Set([ref, `invitado:${row.id}`]) })
      }
    }
  }
  return [...guests.values()]
}

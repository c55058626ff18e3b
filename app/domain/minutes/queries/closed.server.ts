import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { zoneCities, type Zone } from '#app/domain/meetings/terms.ts'
import { withInstitutionsOfToday } from '#app/domain/merges/queries/former.server.ts'
import { institutionSeen, type Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { Conflict } from '#app/lib/errors.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import { digest } from '#app/lib/tokens.server.ts'

import type { MinutesContent } from '../rules/content.ts'
import { excerptFor, partiesOf, type Party } from '../rules/documents.ts'

/** Minutes once closed, by versions. A draft is nobody's yet. */
const closedMinutes = (ctx: Context) =>
  visibleMeetings(ctx)
    .innerJoin('minutes', 'minutes.meeting_id', 'meetings.id')
    .where('minutes.content', 'is not', null)

export type ClosedMinutes = NonNullable<Awaited<ReturnType<typeof findClosedMinutes>>>

/**
 * One version of closed minutes, the latest unless told which. A leader gets what is common and what is their
 * institution's. Text that is no longer the one that was closed is not shown to anybody.
 */
export async function findClosedMinutes(ctx: Context, folioOrMeetingId: string, number?: number) {
  const versions = await closedMinutes(ctx)
    .select([
      'minutes.id', 'minutes.meeting_id', 'minutes.number', 'minutes.state', 'minutes.content', 'minutes.content_hash',
      'minutes.review_until_on',
    ])
    .where((eb) => eb.or([eb('meetings.folio', '=', folioOrMeetingId.toUpperCase()), eb('meetings.id', '=', folioOrMeetingId)]))
    .orderBy('minutes.number', 'desc')
    .orderBy('minutes.id')
    .execute()
  const row = number === undefined ? versions[0] : versions.find((version) => version.number === number)
  if (!row) return undefined

  const text = row.content!
  const content_hash = digest(text)
  if (content_hash !== row.content_hash) throw new Conflict('El texto guardado de esta acta no es el que se cerró. Avise a la administración.')
  const content = JSON.parse(await withInstitutionsOfToday(ctx, text)) as MinutesContent
  const own = ofNetwork(ctx.viewer.role) ? content : excerptFor(content, institutionSeen(ctx.viewer))
  return { ...row, content: own, content_hash, latest: versions[0]!.number }
}

/** Which of these meetings have closed minutes that the viewer may read. */
export async function listMeetingsWithMinutes(ctx: Context, meeting_ids: string[]): Promise<Set<string>> {
  if (meeting_ids.length === 0) return new Set()
  const rows = await closedMinutes(ctx).select('minutes.meeting_id').distinct().where('minutes.meeting_id', 'in', meeting_ids).execute()
  return new Set(rows.map(({ meeting_id }) => meeting_id))
}

/** A copy of closed minutes for somebody: what it says, for whom, and by whom and when it was made. */
export type Copy = ClosedMinutes & { party: Party | null; parties: Party[]; made_by: string; made_at: string; closed: string }

/** A copy for all the parties or for one of them; a leader's is for their own institution, whatever was asked. */
export async function findCopy(ctx: Context, folio: string, asked: { number?: number; institution_id?: string } = {}): Promise<Copy | undefined> {
  const minutes = await findClosedMinutes(ctx, folio, asked.number)
  if (!minutes) return undefined

  const outside = !ofNetwork(ctx.viewer.role)
  const parties = partiesOf(minutes.content)
  const party = outside ? await ownParty(ctx) : parties.find(({ institution_id }) => institution_id === asked.institution_id)
  if (!party && (asked.institution_id !== undefined || outside)) return undefined
  return {
    ...minutes,
    content: party ? excerptFor(minutes.content, party.institution_id) : minutes.content,
    party: party ?? null,
    parties,
    made_by: ctx.viewer.name,
    made_at: moment(ctx, ctx.now.toISOString()),
    closed: `${moment(ctx, minutes.content.closed_at)}, por ${minutes.content.closed_by}`,
  }
}

async function ownParty(ctx: Context): Promise<Party | undefined> {
  const own = await findInstitution(ctx, institutionSeen(ctx.viewer))
  return own && { institution_id: own.id, name: own.name }
}

const moment = ({ viewer: { zone } }: Context, instant: string) =>
  `${formatInstant(instant, zone)}, hora de ${zoneCities[zone as Zone] ?? zone}`

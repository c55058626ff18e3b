import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { visibleMeetings, type MeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { matching } from '#app/domain/meetings/queries/filter.server.ts'
import { zoneCities, type Zone } from '#app/domain/meetings/terms.ts'
import { withInstitutionsOfToday } from '#app/domain/merges/queries/former.server.ts'
import { institutionSeen, type Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { Conflict } from '#app/lib/errors.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Slice } from '#app/lib/slice.ts'
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
  return { ...row, content: seenBy(ctx, content), content_hash, latest: versions[0]!.number }
}

const seenBy = ({ viewer }: Context, content: MinutesContent) => (ofNetwork(viewer.role) ? content : excerptFor(content, institutionSeen(viewer)))

/** What a list of minutes may be asked for: of which meetings, and what became of them. */
export type MinutesFilter = Omit<MeetingFilter, 'page'> & { meeting?: string; latest?: boolean }

export type ClosedVersion = Awaited<ReturnType<typeof listClosedMinutesAfter>>[number]

/**
 * Every version that was closed, after the one with this id, in the order of their ids: for programs. A version changes
 * when it is closed and when another corrects it. Text that is no longer the one that was closed is null. Two queries.
 */
export async function listClosedMinutesAfter(ctx: Context, { meeting, latest, ...filter }: MinutesFilter, { after, limit, since }: Slice) {
  const rows = await versionsClosed(ctx)
    .where(matching(ctx, filter))
    .$if(meeting !== undefined, (query) => query.where((eb) => eb.or([eb('meetings.folio', '=', meeting!.toUpperCase()), eb('meetings.id', '=', meeting!)])))
    .$if(latest === true, (query) => query.where('minutes.state', '<>', 'amended'))
    .$if(since !== undefined, (query) =>
      query.where('minutes.meeting_id', 'in', (eb) => eb.selectFrom('minutes as other').select('other.meeting_id').where('other.closed_at', '>=', since!)),
    )
    .where('minutes.id', '>', after)
    .orderBy('minutes.id')
    .limit(limit)
    .execute()
  return withContents(ctx, rows)
}

/** One version by its id; by the folio or the id of its meeting, the latest. */
export async function findClosedVersion(ctx: Context, key: string): Promise<ClosedVersion | undefined> {
  const row = await versionsClosed(ctx)
    .where((eb) => eb.or([eb('minutes.id', '=', key), eb('meetings.folio', '=', key.toUpperCase()), eb('meetings.id', '=', key)]))
    .orderBy('minutes.number', 'desc')
    .orderBy('minutes.id')
    .limit(1)
    .executeTakeFirst()
  return row && (await withContents(ctx, [row]))[0]
}

const versionsClosed = (ctx: Context) =>
  closedMinutes(ctx).select((eb) => [
    'minutes.id', 'minutes.meeting_id', 'meetings.folio', 'minutes.number', 'minutes.state', 'minutes.reason', 'minutes.content',
    'minutes.content_hash', 'minutes.review_until_on', eb.ref('minutes.closed_at').$notNull().as('closed_at'),
  ])

async function withContents(ctx: Context, rows: Awaited<ReturnType<ReturnType<typeof versionsClosed>['execute']>>) {
  const texts = rows.map(({ content, content_hash }) => (content !== null && digest(content) === content_hash ? content : 'null'))
  const contents = JSON.parse(await withInstitutionsOfToday(ctx, `[${texts.join(',')}]`)) as (MinutesContent | null)[]
  return rows.map((row, at) => {
    const content = contents[at] ?? null
    return { ...row, content: content && seenBy(ctx, content) }
  })
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

import { isDateOfSeries } from '#app/domain/calendar/rules/series.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { refOf } from '#app/domain/meetings/rules/participants.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { endWords, ruleWords } from '#app/domain/series/rules/words.ts'
import { listPostsOn } from '#app/domain/tenures/queries.server.ts'
import { systemViewer, today, type Context } from '#app/lib/context.server.ts'
import { isSecret, readToken } from '#app/lib/tokens.server.ts'

import { listInvitations, listMailsTo } from '../queries.server.ts'
import { silence } from '../rules.ts'
import { readToldSeries } from '../rules/series.ts'
import { heardOf } from '../rules/told.ts'

const columns = [
  'invitation.id', 'invitation.meeting_id', 'invitation.series_id', 'invitation.participant_id', 'invitation.position_id',
  'invitation.person_id', 'invitation.name', 'invitation.email', 'invitation.told',
] as const
type Row = { id: string; meeting_id: string | null; series_id: string | null; participant_id: string | null; name: string; told: string | null }

/** Somebody who may answer, to which meeting, and whose answer it is: a participant, or one of each date of a series. */
export type Invited = {
  invitation: { id: string; name: string }
  meeting: Meeting
  participant_ids: string[]
  /** Of a series: the one date that is answered, or none when all are; and how it is repeated, in words. */
  series: { local: string | null; words: string } | null
}

/**
 * Who holds a link and to what it invites them; undefined when it is invented, altered, old or withdrawn, or when it was
 * sent to somebody's own address for a post they have left. `local` names one date of a series.
 */
export async function findInvited(world: Pick<Context, 'db' | 'now'>, token: string | undefined, local: string | null = null): Promise<(Invited & { link_id: string }) | undefined> {
  const parts = readToken(token)
  if (!parts) return undefined
  const ctx: Context = { ...world, viewer: systemViewer }
  const row = await ctx.db
    .selectFrom('answer_links as link')
    .innerJoin('meeting_invitations as invitation', 'invitation.id', 'link.invitation_id')
    .select(['link.secret_hash', ...columns])
    .where('link.id', '=', parts.id)
    .where('link.expires_at', '>', ctx.now.toISOString())
    .where('invitation.withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!isSecret(parts.secret, row?.secret_hash) || !row) return undefined
  if (row.person_id && row.position_id && !(await isStillIn(ctx, row.person_id, row.position_id))) return undefined
  const invited = await invitedBy(ctx, row, local)
  return invited && { link_id: parts.id, ...invited }
}

/** `shares`: another guest was written to at the same address, and nobody can tell which of them answers. */
export type InvitedByMail = Invited & { shares: boolean }

/** The guest with this address of the entry with this UID; `localIn` tells which date of a series in its zone is answered. */
export async function findInvitedByMail(
  world: Pick<Context, 'db' | 'now'>, uid: string, email: string, localIn: (zone: string) => string | null | undefined,
): Promise<InvitedByMail | 'no such date' | undefined> {
  const ctx: Context = { ...world, viewer: systemViewer }
  const rows = await ctx.db
    .selectFrom('meeting_invitations as invitation')
    .leftJoin('meetings', 'meetings.id', 'invitation.meeting_id')
    .leftJoin('meeting_series as series', 'series.id', 'invitation.series_id')
    .select([...columns, 'series.zone'])
    .where((eb) => eb.or([eb('meetings.uid', '=', uid), eb('series.uid', '=', uid)]))
    .where('invitation.email', '=', email)
    .where('invitation.withdrawn_at', 'is', null)
    .orderBy('invitation.created_at')
    .orderBy('invitation.id')
    .execute()
  const [row] = rows
  if (!row) return undefined
  const local = localIn(row.zone ?? '')
  if (local === undefined || (local !== null && !row.series_id)) return 'no such date'
  const all: Invited[] = []
  for (const each of rows) {
    const one = await invitedBy(ctx, each, local)
    if (one) all.push(one)
  }
  // Whoever was taken off while somebody else of their mailbox stayed answers nothing.
  const taking = all.filter(({ participant_ids }) => participant_ids.length > 0)
  const [invited] = taking.length > 0 ? taking : all
  return invited ? { ...invited, shares: taking.length > 1 } : 'no such date'
}

/** Those of these meetings to which the leader can answer for their institution. One query. */
export async function listAnswerable({ db, viewer }: Context, meeting_ids: string[]): Promise<Set<string>> {
  if (meeting_ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('meeting_invitations as invitation', (join) => join.on((eb) => eb.or([
      eb('invitation.meeting_id', '=', eb.ref('meetings.id')),
      eb.and([eb('invitation.series_id', '=', eb.ref('meetings.series_id')), eb('meetings.series_local', 'is not', null)]),
    ])))
    .select(['meetings.id', 'invitation.email', 'invitation.position_id'])
    .where('meetings.id', 'in', meeting_ids)
    .where('meetings.state', '=', 'called')
    .where('invitation.institution_id', '=', viewer.institution_id ?? '')
    .where('invitation.withdrawn_at', 'is', null)
    .execute()
  const own = Map.groupBy(rows, ({ id }) => id)
  return new Set([...own].filter(([, all]) => all.length === 1 || all.some((one) => isTo(viewer, one))).map(([id]) => id))
}

/**
 * The invitation of a leader's institution to a meeting they may see: the one to themselves, or the only one there is. Undefined when nobody of it was invited by mail, or when it cannot be told whose the answer would be.
 */
export async function findInvitedOf(ctx: Context, meeting: Pick<Meeting, 'id' | 'series_id' | 'series_local'>): Promise<Invited | undefined> {
  const { institution_id } = ctx.viewer
  const own = (await listInvitations(ctx, meeting)).filter((one) => one.institution_id !== null && one.institution_id === institution_id)
  const theirs = own.find((one) => isTo(ctx.viewer, one)) ?? (own.length === 1 ? own[0] : undefined)
  if (!theirs) return undefined
  const { series_id, series_local } = meeting
  const row = { ...theirs, ...(series_local ? { meeting_id: null, series_id } : { meeting_id: meeting.id, series_id: null }) }
  return invitedBy({ ...ctx, viewer: systemViewer }, row, series_local)
}

/** Whether an invitation is to this person: at their own address or, when they came by the link of their post, to that post. */
const isTo = ({ email, access }: Context['viewer'], invitation: { email: string; position_id: string | null }) =>
  invitation.email === email || (access !== undefined && invitation.position_id === access.position_id)

async function invitedBy(ctx: Context, row: Row, local: string | null): Promise<Invited | undefined> {
  const invitation = { id: row.id, name: row.name }
  if (row.series_id) return invitedToSeries(ctx, row, row.series_id, local)
  const meeting = row.meeting_id ? await findMeeting(ctx, row.meeting_id) : undefined
  return meeting && { invitation, meeting, participant_ids: row.participant_id ? [row.participant_id] : [], series: null }
}

/** Of the dates they were told, those that are still ahead; the one that was named, or else all of them. */
async function invitedToSeries(ctx: Context, { id, name, told }: Row, series_id: string, local: string | null): Promise<Invited | undefined> {
  // What is leaving at this moment, or left and nobody knows, may be in their mailbox already.
  const { known } = heardOf({ told, sent_sequence: null }, (await listMailsTo(ctx, [id])).get(id) ?? [])
  const { ref, dates } = readToldSeries(known.at(-1) ?? '{"ref":"","dates":{}}')
  const theirs = (await listDates(ctx, series_id)).filter(isDateOfSeries).filter(({ series_local }) => Object.hasOwn(dates, series_local))
  const ahead = theirs.filter((date) => !silence(date, ctx.now))
  const named = local === null ? undefined : theirs.find(({ series_local }) => series_local === local)
  const meeting = named ?? ahead.find(({ state }) => state === 'called') ?? ahead[0] ?? theirs.at(-1)
  if (!meeting || (local !== null && !named)) return undefined
  const answered = named ? [named] : ahead
  const single = named ?? (theirs.length === 1 ? theirs[0] : undefined)
  const rule = await ctx.db.selectFrom('meeting_series').select(['rule', 'start_local']).where('id', '=', series_id).executeTakeFirstOrThrow()
  const words = [ruleWords(rule.rule, rule.start_local.slice(0, 10)), endWords(theirs.at(-1)!.series_local.slice(0, 10), theirs.length)].join(', ')
  return { invitation: { id, name }, meeting, participant_ids: await listParticipantIds(ctx, answered.map((date) => date.id), ref), series: { local: single?.series_local ?? null, words } }
}

async function listParticipantIds({ db }: Context, meeting_ids: string[], ref: string) {
  if (meeting_ids.length === 0) return []
  const rows = await db
    .selectFrom('participants')
    .select(['id', 'institution_id', 'position_id', 'person_id', 'name_then'])
    .where('meeting_id', 'in', meeting_ids)
    .execute()
  return rows.filter((row) => refOf(row) === ref).map(({ id }) => id)
}

async function isStillIn(ctx: Context, person_id: string, position_id: string) {
  const posts = await listPostsOn(ctx, [person_id], today(ctx))
  return posts.some((post) => post.position_id === position_id)
}

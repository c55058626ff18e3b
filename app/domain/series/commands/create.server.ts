import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { refuseUnknown } from '#app/domain/meetings/commands/insert.server.ts'
import { canCreateMeeting } from '#app/domain/meetings/policy.ts'
import type { ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import type { MeetingKind, Modality } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { meetingUid } from '#app/lib/ics.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { planDates } from '../queries/plan.server.ts'
import { subjectsOfSeries } from '../queries/subjects.server.ts'
import { isSteady, problemOf, type SeriesTimes } from '../rules/dates.server.ts'
import { endWords, ruleWords } from '../rules/words.ts'
import type { HolidayWay } from '../terms.ts'
import { insertDates, type Made } from './insert-dates.server.ts'

/** A series to put in the agenda. */
export type NewSeries = SeriesTimes & {
  title: string
  kind: MeetingKind
  modality: Modality
  place?: string | null
  /** Its holidays, with the national ones, are those that count. */
  commune_cut?: string | null
  link?: string | null
  description?: string | null
  organiser_id?: string | null
  /** Whoever asks, when nobody is named. */
  owner_id?: string | null
  reserved?: boolean
  participants: ParticipantInput[]
  holidays: HolidayWay
  /** Local starts of the rule, `YYYY-MM-DDTHH:MM`, that do not take place. */
  removed?: string[]
}

/**
 * Puts a series in the agenda, a called meeting for every date. Refused, with a sentence, when `problemOf` has one; when
 * the clock skips or repeats the hour of the first date; and when no date is left. `count` leaves out what is removed;
 * `meetings` say which date of the rule each one is, for whoever moves or cancels some of them next.
 */
export async function createSeries(
  ctx: Context,
  { participants, removed = [], ...input }: NewSeries,
): Promise<{ id: string; folio: string; count: number; meetings: Made[] }> {
  return atomically(ctx, async (ctx) => {
    permit(canCreateMeeting(ctx.viewer))
    const problem = problemOf(input)
    if (problem) throw new Conflict(problem)
    if (!isSteady(input.start_local, input.end_local, input.zone)) throw new Conflict('A esa hora cambia el reloj el primer día: elija otra.')
    await refuseUnknown(ctx, input)

    const commune_cut = input.commune_cut ?? null
    const dates = await planDates(ctx, { ...input, commune_cut }, removed)
    const id = newId(ctx.now.getTime())
    const at = ctx.now.toISOString()
    const { place = null, link = null, description = null, organiser_id = null, owner_id, reserved, ...rest } = input
    await ctx.db
      .insertInto('meeting_series')
      .values({
        id, ...rest, place, commune_cut, link, description, organiser_id,
        owner_id: owner_id ?? ctx.viewer.id,
        reserved: reserved ? 1 : 0,
        uid: meetingUid(id),
        changed_at: at,
        created_at: at,
        created_by: ctx.viewer.id,
        updated_at: at,
        updated_by: ctx.viewer.id,
      })
      .execute()
    const series = { ...found(await ctx.db.selectFrom('meeting_series').selectAll().where('id', '=', id).executeTakeFirst()), kind: input.kind }
    const meetings = await insertDates(ctx, series, dates, participants)
    const [first] = meetings
    if (!first) throw new Conflict('Todas las fechas de esa serie caen en feriado o están quitadas.')

    await bumpAgenda(ctx)
    const rule = `${ruleWords(input.rule, input.start_local.slice(0, 10))}, ${endWords(input.last_on, meetings.length)}`
    await record(ctx, 'series.created', await subjectsOfSeries(ctx, id), { folio: first.folio, title: input.title, rule })
    return { id, folio: first.folio, count: meetings.length, meetings }
  })
}

import { record } from '#app/domain/activity/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { takesNotes } from '#app/domain/meetings/rules.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import { findCalendar } from '#app/domain/deadlines/queries.server.ts'
import { dueOn } from '#app/domain/deadlines/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { today } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { once } from '#app/lib/operations.server.ts'
import { digest } from '#app/lib/tokens.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeMinutes } from '../policy.ts'
import { findDraft, type Draft } from '../queries.server.ts'
import { composeContent } from '../queries/content.server.ts'
import { listSharedEntries } from '../queries/entries.server.ts'
import { readDraft } from '../queries/reading.server.ts'
import { listRegistered } from '../queries/registered.server.ts'
import type { MinutesContent } from '../rules/content.ts'
import type { Plan } from '../rules/plan.ts'
import { REVIEW_DAYS } from '../terms.ts'
import { prepareMail } from './prepare-mail.server.ts'
import { registerEntries, type Registered } from './register.server.ts'
import { insertMinutes } from './start.server.ts'

export type Closing = {
  /** Of the text its author looked at: `versionsOf(draft)`. What was typed afterwards must be looked at first. */
  seen: string
  /** Institutions that will receive their excerpt by mail. */
  recipient_ids: string[]
  /** Whether those who were there may still observe it for three working days. */
  review: boolean
  operation_id?: string
}

/**
 * Closes the minutes: registers what they say, freezes what leaves with its hash, and prepares one mail for each
 * recipient. All of it or nothing, and once: closing in two tabs closes once.
 */
export async function closeMinutes(ctx: Context, folioOrId: string, { seen, recipient_ids, review, operation_id }: Closing): Promise<Registered> {
  const told = await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      const meeting = found(await findMeeting(ctx, folioOrId))
      permit(canTakeMinutes(ctx.viewer))
      const draft = await findDraft(ctx, meeting.id)
      refuseUnready(meeting, draft)
      if (versionsOf(draft) !== seen) throw new Conflict('Alguien cambió el acta mientras usted la revisaba: léala otra vez antes de cerrarla.')

      let registered: Registered = { agreements: 0, commitments: 0 }
      if (draft) {
        const plan = await readDraft(ctx, meeting, draft)
        if (plan.gaps.length > 0) throw new Conflict('Hay líneas a las que les faltan datos: complételas o márquelas antes de cerrar.')
        await refuseLost(ctx, meeting, draft, plan)
        if (meeting.state === 'in_progress') await changeState(ctx, meeting.id, 'held')
        registered = await registerEntries(ctx, meeting, plan, draft.number)
      }
      const content = await freeze(ctx, found(await findMeeting(ctx, meeting.id)), draft, review)
      if (meeting.state !== 'closed') await changeState(ctx, meeting.id, 'closed')
      await prepareMail(ctx, meeting.id, content, recipient_ids)
      const { folio, title } = meeting
      await record(ctx, 'minutes.closed', await subjectsOf(ctx, meeting.id), { folio, title, number: content.number })
      return JSON.stringify(registered)
    }),
  )
  return JSON.parse(told) as Registered
}

/** A sentence for whoever would close what is not open: closed already, never taken, or of a meeting that was stopped. */
export function refuseUnready({ state }: Pick<Meeting, 'state'>, draft: Pick<Draft, 'number'> | undefined) {
  if (draft && draft.number > 1) return
  if (state === 'closed') throw new Conflict('El acta ya estaba cerrada.')
  if (!draft && state !== 'held') throw new Conflict('Todavía no hay un acta que cerrar.')
  if (!takesNotes({ state })) throw new Conflict(`La reunión está «${meetingStates[state]}»: su acta no se puede cerrar ahora.`)
}

/** Which text somebody is looking at: the version of every point. */
export const versionsOf = (draft: Draft | undefined) => (draft?.points ?? []).map(({ key, version }) => `${key}=${version}`).join(' ')

/** Writes what leaves. A later version makes the former «corregida». */
async function freeze(ctx: Context, meeting: Meeting, draft: Draft | undefined, review: boolean): Promise<MinutesContent> {
  const id = draft?.id ?? (await insertMinutes(ctx, meeting.id, 1))
  const content = await composeContent(ctx, meeting, draft ?? { number: 1, reason: null })
  const text = JSON.stringify(content)
  await ctx.db.updateTable('minutes').set({ state: 'amended' }).where('meeting_id', '=', meeting.id).where('number', '<', content.number).execute()
  await ctx.db
    .updateTable('minutes')
    .set({
      state: review ? 'under_review' : 'approved',
      content: text,
      content_hash: digest(text),
      closed_at: ctx.now.toISOString(),
      closed_by: ctx.viewer.id,
      review_until_on: review ? await reviewUntil(ctx, meeting.organiser_id) : null,
    })
    .where('id', '=', id)
    .execute()
  return content
}

/** Three working days to observe, counted from the day after, on the calendar of whoever calls. */
async function reviewUntil(ctx: Context, organiser_id: string | null) {
  return dueOn({ start: today(ctx), kind: 'habiles', n: REVIEW_DAYS, calendar: await findCalendar(ctx, organiser_id) }).due_on
}

/** A correction keeps every record that the version before named and that still stands: what is no longer owed is dropped in its own page, with a reason. */
async function refuseLost(ctx: Context, meeting: Meeting, { number }: Draft, { entries }: Plan) {
  if (number === 1) return
  const kept = new Set(entries.flatMap(({ reading }) => reading.folios))
  const said = new Set((await listSharedEntries(ctx, meeting.id, number - 1)).flatMap(({ folios }) => folios))
  const lost = (await listRegistered(ctx, meeting.id)).filter(({ folio, stands }) => stands && said.has(folio) && !kept.has(folio))
  if (lost.length > 0) {
    throw new Conflict(`Falta en el texto ${lost.map(({ folio }) => folio).join(', ')}: devuelva esa línea, o deje sin efecto lo acordado en su ficha.`)
  }
}

import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import { touchSeries } from '#app/domain/series/commands/touch.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { NoticesInput } from '../forms.server.ts'
import { canInvite } from '../policy.ts'
import { openLetters } from '../queries/letters.server.ts'
import { listNotices, type Notice } from '../queries/notices.server.ts'
import { factsOf, methodOf, silence, tooLate } from '../rules.ts'
import { supersede } from './supersede.server.ts'

type Addressed = Notice & { email: string }

/**
 * Leaves in the outbox what the chosen guests have not been told, one mail each, and keeps what each now knows. Answers
 * a sentence. Sent twice, it leaves once.
 */
export async function sendNotices(ctx: Context, folioOrId: string, { operation_id, ...input }: NoticesInput): Promise<string> {
  return atomically(ctx, (ctx) => once(ctx, operation_id, async () => {
    const before = found(await findMeeting(ctx, folioOrId))
    permit(canInvite(ctx.viewer))
    const why = silence(before, ctx.now)
    if (why) throw new Conflict(why)
    if (before.version !== input.version) throw new Conflict('La reunión cambió mientras tanto. Revise otra vez quién recibe qué.')
    const notices = chosenOf(await listNotices(ctx, before), input)
    if (notices.length === 0) throw new Conflict('No queda nadie por avisar entre quienes eligió.')

    const meeting = await prepare(ctx, before, notices, input)
    const sent = await invite(ctx, meeting, notices)
    const letters = await openLetters(ctx, meeting)
    const left: Addressed[] = []
    for (const { notice, invitation_id, participant_id } of sent) {
      const { kind, name, email } = notice
      if (!(await supersede(ctx, invitation_id, methodOf(kind)))) continue
      left.push(notice)
      await enqueueMail(ctx, {
        key: keyOf(kind, invitation_id, meeting),
        topic: 'invitation',
        subject_type: 'meeting',
        subject_id: meeting.id,
        institution_id: notice.participant?.institution_id ?? notice.invitation?.institution_id ?? null,
        invitation_id,
        recipient: email,
        recipient_name: name,
        ...letters.text(notice),
        calendar_method: methodOf(kind),
        calendar_body: letters.calendar(kind, { participant_id, name, email }),
        not_after: tooLate(meeting, kind),
      })
    }
    await bumpAgenda(ctx)
    await record(ctx, 'invitation.sent', await subjectsOf(ctx, meeting.id), { title: meeting.title, folio: meeting.folio, what: summaryOf(notices) })
    return left.length > 0 ? `Quedan en la bandeja de salida ${summaryOf(left)}.` : 'Nadie alcanzó a recibir la invitación: no hace falta avisarles.'
  }))
}

const chosenOf = (notices: Notice[], { recipients, words }: Pick<NoticesInput, 'recipients' | 'words'>) =>
  notices.filter((notice): notice is Addressed => notice.email !== null && recipients.includes(notice.key) && (notice.kind !== 'words' || words))

/**
 * The meeting as this round prints it. Whoever is taken off must hear a higher number than they know; whoever is asked
 * about a change answers from this number up.
 */
async function prepare(ctx: Context, meeting: Meeting, notices: Addressed[], { shows_guests }: Pick<NoticesInput, 'shows_guests'>): Promise<Meeting> {
  const rises = notices.some(({ kind, invitation }) => methodOf(kind) === 'CANCEL' && (invitation?.sent_sequence ?? -1) >= meeting.sequence)
  const asks = meeting.asked_sequence === null || notices.some(({ kind }) => kind === 'change')
  const sequence = meeting.sequence + (rises ? 1 : 0)
  const changed_at = rises ? ctx.now.toISOString() : meeting.changed_at
  const set = {
    shows_guests: shows_guests ? (1 as const) : (0 as const),
    asked_sequence: asks && notices.some(({ kind }) => methodOf(kind) === 'REQUEST') ? sequence : meeting.asked_sequence,
  }
  const series_id = meeting.series_local ? meeting.series_id : null
  if (rises && series_id) await touchSeries(ctx, series_id)
  const own = rises && !series_id ? { sequence, changed_at } : {}
  await ctx.db.updateTable('meetings').set({ ...set, ...own }).where('id', '=', meeting.id).execute()
  return { ...meeting, ...set, sequence, changed_at }
}

/** Writes who is invited and what they know from now on. */
async function invite(ctx: Context, meeting: Meeting, notices: Addressed[]) {
  const at = ctx.now.toISOString()
  const known = { sent_sequence: meeting.sequence, told: JSON.stringify(factsOf(meeting)) }
  const done: { notice: Addressed; invitation_id: string; participant_id: string | null }[] = []
  for (const notice of notices) {
    const { kind, participant, invitation, email, name, person_id } = notice
    const participant_id = participant?.id ?? null
    const id = invitation?.id ?? newId(ctx.now.getTime())
    if (invitation) {
      const set = kind === 'removal' ? { sent_sequence: meeting.sequence, withdrawn_at: at } : { ...known, participant_id }
      await ctx.db.updateTable('meeting_invitations').set(set).where('id', '=', id).execute()
    } else {
      const who = { institution_id: participant?.institution_id ?? null, position_id: participant?.position_id ?? null, person_id }
      await ctx.db
        .insertInto('meeting_invitations')
        .values({ id, meeting_id: meeting.id, participant_id, ...who, name, email, ...known, created_at: at, created_by: ctx.viewer.id })
        .execute()
    }
    done.push({ notice, invitation_id: id, participant_id })
  }
  return done
}

const keyOf = (kind: Notice['kind'], invitation_id: string, { sequence, changed_at }: Meeting) =>
  [`invitation:${invitation_id}:${sequence}:${methodOf(kind)}`, ...(kind === 'words' ? [changed_at] : [])].join(':')

/** «6 invitaciones», «2 avisos de cambio y 1 cancelación». */
export function summaryOf(notices: Pick<Notice, 'kind'>[]) {
  const count = (kinds: Notice['kind'][]) => notices.filter(({ kind }) => kinds.includes(kind)).length
  const parts = [
    [count(['invitation']), 'invitación', 'invitaciones'],
    [count(['change', 'words']), 'aviso de cambio', 'avisos de cambio'],
    [count(['cancellation', 'removal']), 'cancelación', 'cancelaciones'],
  ] as const
  return conjunction.format(parts.flatMap(([n, one, many]) => (n > 0 ? [plural(n, one, many)] : [])))
}

const conjunction = new Intl.ListFormat('es-CL', { type: 'conjunction' })

import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { once } from '#app/lib/operations.server.ts'
import { plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { NoticesInput } from '../forms.server.ts'
import { canInvite } from '../policy.ts'
import { listMailsTo } from '../queries.server.ts'
import { isWritten, openLetters } from '../queries/letters.server.ts'
import { listNotices, type Notice } from '../queries/notices.server.ts'
import { methodOf, silence } from '../rules.ts'
import { forget, invite, prepare, type Addressed } from './invite.server.ts'
import { supersede } from './supersede.server.ts'

/**
 * Leaves in the outbox what the chosen guests have not been told, one mail each, in place of what still waits for them.
 * Answers a sentence. Sent twice, it leaves once.
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

    const meeting = await prepare(ctx, before, notices, input.shows_guests)
    const sent = await invite(ctx, before, meeting, notices.filter(isWritten))
    const letters = await openLetters(ctx, meeting)
    for (const notice of notices) if (notice.invitation) await supersede(ctx, notice.invitation.id)
    for (const notice of notices) if (notice.kind === 'recall') await forget(ctx, notice)
    const earlier = await listMailsTo(ctx, sent.map(({ invitation_id }) => invitation_id))
    for (const { notice, invitation_id, participant_id, tells } of sent) {
      const { kind, name, email } = notice
      await enqueueMail(ctx, {
        key: [`invitation:${invitation_id}:${tells.sequence}:${methodOf(kind)}`, earlier.get(invitation_id)?.length].filter(Boolean).join(':'),
        topic: 'invitation',
        subject_type: 'meeting',
        subject_id: meeting.id,
        institution_id: notice.participant?.institution_id ?? notice.invitation?.institution_id ?? null,
        invitation_id,
        recipient: email,
        recipient_name: name,
        ...letters.text(notice),
        calendar_method: methodOf(kind),
        calendar_body: letters.calendar(notice, { participant_id, name, email }),
        tells: JSON.stringify(tells),
        not_after: letters.notAfter(notice),
      })
    }
    await bumpAgenda(ctx)
    await record(ctx, 'invitation.sent', await subjectsOf(ctx, meeting.id), { title: meeting.title, folio: meeting.folio, what: summaryOf(notices) })
    return sentenceOf(sent.map(({ notice }) => notice), notices.length - sent.length)
  }))
}

function sentenceOf(left: Notice[], recalled: number) {
  return [
    left.length > 0 && `Quedan en la bandeja de salida ${summaryOf(left)}.`,
    recalled > 0 && `${plural(recalled, 'correo que todavía no salía se retira', 'correos que todavía no salían se retiran')}.`,
  ].filter(Boolean).join(' ')
}

const chosenOf = (notices: Notice[], { recipients, words }: Pick<NoticesInput, 'recipients' | 'words'>) =>
  notices.filter((notice): notice is Addressed => notice.email !== null && recipients.includes(notice.key) && (notice.kind !== 'words' || words))

/** «6 invitaciones», «2 avisos de cambio y 1 cancelación». */
export function summaryOf(notices: Pick<Notice, 'kind'>[]) {
  const count = (kinds: Notice['kind'][]) => notices.filter(({ kind }) => kinds.includes(kind)).length
  const parts = [
    [count(['invitation']), 'invitación', 'invitaciones'],
    [count(['change', 'words']), 'aviso de cambio', 'avisos de cambio'],
    [count(['cancellation', 'removal']), 'cancelación', 'cancelaciones'],
    [count(['recall']), 'correo retirado', 'correos retirados'],
  ] as const
  return conjunction.format(parts.flatMap(([n, one, many]) => (n > 0 ? [plural(n, one, many)] : [])))
}

const conjunction = new Intl.ListFormat('es-CL', { type: 'conjunction' })

import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import { listSeries } from '#app/domain/series/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { once } from '#app/lib/operations.server.ts'
import { plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { NoticesInput } from '../forms.server.ts'
import { canInvite } from '../policy.ts'
import { listMailsTo } from '../queries.server.ts'
import { isWritten, openLetters } from '../queries/letters.server.ts'
import { listNotices, silenceOf, type Notice } from '../queries/notices.server.ts'
import { methodFor } from '../rules/series.ts'
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
    const owed = await listNotices(ctx, before)
    const why = silenceOf(before, owed, ctx.now)
    if (why) throw new Conflict(why)
    if (before.version !== input.version) throw new Conflict('La reunión cambió mientras tanto. Revise otra vez quién recibe qué.')
    const notices = chosenOf(owed, input)
    if (notices.length === 0) throw new Conflict('No queda nadie por avisar entre quienes eligió.')

    const sent = []
    for (const { of, owed } of await roundsOf(ctx, before, notices)) {
      const meeting = await prepare(ctx, of, owed, input.shows_guests)
      for (const one of await invite(ctx, of, meeting, owed.filter(isWritten))) sent.push({ meeting, ...one })
    }
    for (const notice of notices) if (notice.invitation) await supersede(ctx, notice.invitation.id)
    for (const notice of notices) if (notice.kind === 'recall') await forget(ctx, notice)
    const letters = await openLetters(ctx, sent[0]?.meeting ?? before, sent.map(({ notice }) => notice))
    const earlier = await listMailsTo(ctx, sent.map(({ invitation_id }) => invitation_id))
    for (const { meeting, notice, invitation_id, participant_id, tells } of sent) {
      const { name, email } = notice
      await enqueueMail(ctx, {
        key: [`invitation:${invitation_id}:${tells.sequence}:${methodFor(notice)}`, earlier.get(invitation_id)?.length].filter(Boolean).join(':'),
        topic: 'invitation',
        subject_type: 'meeting',
        subject_id: meeting.id,
        institution_id: notice.participant?.institution_id ?? notice.invitation?.institution_id ?? null,
        invitation_id,
        recipient: email,
        recipient_name: name,
        ...letters.text(notice),
        calendar_method: methodFor(notice),
        calendar_body: letters.calendar(notice, { participant_id, name, email }),
        tells: JSON.stringify(tells),
        not_after: letters.notAfter(notice),
      })
    }
    await bumpAgenda(ctx)
    await record(ctx, 'invitation.sent', await subjectsOf(ctx, before.id), { title: before.title, folio: before.folio, what: summaryOf(notices) })
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

/** What is owed of each UID: of the meeting, or of the series it is a date of and of those that one continues. */
async function roundsOf(ctx: Context, meeting: Meeting, notices: Addressed[]): Promise<{ of: Meeting; owed: Addressed[] }[]> {
  const parts = Map.groupBy(notices, ({ series }) => series?.series_id ?? null)
  const line = await listSeries(ctx, [...parts.keys()].flatMap((id) => id ?? []))
  return [...parts].map(([id, owed]) => {
    const other = id !== null && (id !== meeting.series_id || !meeting.series_local) ? found(line.get(id)) : undefined
    if (!other) return { of: meeting, owed }
    const { uid, sequence, asked_sequence, changed_at, start_local: series_local } = other
    return { of: { ...meeting, series_id: other.id, series_local, uid, sequence, asked_sequence, changed_at }, owed }
  })
}

/** «6 invitaciones», «2 avisos de cambio y 1 cancelación». */
export function summaryOf(notices: Pick<Notice, 'kind'>[]) {
  const count = (kinds: Notice['kind'][]) => notices.filter(({ kind }) => kinds.includes(kind)).length
  const parts = [
    [count(['invitation']), 'invitación', 'invitaciones'],
    [count(['change', 'words', 'ending']), 'aviso de cambio', 'avisos de cambio'],
    [count(['cancellation', 'removal']), 'cancelación', 'cancelaciones'],
    [count(['recall']), 'correo retirado', 'correos retirados'],
  ] as const
  return conjunction.format(parts.flatMap(([n, one, many]) => (n > 0 ? [plural(n, one, many)] : [])))
}

const conjunction = new Intl.ListFormat('es-CL', { type: 'conjunction' })

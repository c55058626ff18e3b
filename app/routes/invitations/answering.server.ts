import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { writtenTimes } from '#app/domain/meetings/queries/plan.server.ts'
import { readAnswer, recordAnswer, type Refusal } from '#app/domain/invitations/commands/answer.server.ts'
import { answerForm } from '#app/domain/invitations/forms.server.ts'
import { listAnswers } from '#app/domain/invitations/queries.server.ts'
import type { Invited } from '#app/domain/invitations/queries/invited.server.ts'
import { factsOf, isStale, silence } from '#app/domain/invitations/rules.ts'
import { whenInWords } from '#app/domain/invitations/rules/wording.ts'
import { answers, type Way } from '#app/domain/invitations/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, todayIn } from '#app/lib/dates.ts'
import { letterhead } from '#app/lib/env.server.ts'
import { readForm, refuse, type Refused } from '#app/lib/form-reader.server.ts'

/** What a guest reads before answering: the meeting as it stands now, and what they answered last. */
export async function showInvitation(ctx: Context, { invitation, meeting, series }: Invited) {
  const facts = factsOf(meeting)
  const given = (await listAnswers(ctx, meeting)).find(({ invitation_id }) => invitation_id === invitation.id)
  const agenda = await listAgenda(ctx, meeting.id)
  return {
    guest: invitation.name,
    title: meeting.title,
    folio: meeting.folio,
    when: capital(whenInWords(facts)),
    /** How it is repeated, when the answer is for every date. */
    repeats: series && series.local === null ? capital(series.words) : null,
    where: facts.where,
    link: facts.link,
    description: facts.description,
    points: agenda.filter(({ deferred_at }) => !deferred_at).map(({ title }) => title),
    caller: meeting.organiser_name ?? letterhead(),
    writer: { name: meeting.owner_name, email: meeting.owner_email },
    closed: closedText(meeting, ctx.now),
    reason: facts.stands === 'yes' ? null : meeting.state_reason,
    sequence: meeting.sequence,
    times: { ...writtenTimes(meeting), today: todayIn(meeting.zone, ctx.now) },
    given: given ? {
      text: `${answers[given.answer]}, el ${formatInstant(given.answered_at, meeting.zone)}`,
      stale: isStale(given.sequence, meeting.asked_sequence),
      choice: given.answer === 'accepted' ? 'si' : given.answer === 'declined' ? 'no' : null,
    } : null,
  }
}

export type ShownInvitation = Awaited<ReturnType<typeof showInvitation>>

/** Reads and writes an answer; what a refused one says, with its status, or nothing. */
export async function takeAnswer(
  ctx: Context, invited: Invited, request: Request, via: Way,
): Promise<{ status: number; refused: Refused } | undefined> {
  const form = await readForm(request, answerForm)
  if (!form.ok) return { status: 400, refused: form }
  const reading = readAnswer(invited.meeting, form.input)
  if (!reading.ok) return { status: 400, refused: refuse(form, reading.errors) }
  const why = await recordAnswer(ctx, invited, { ...reading.given, via, message_id: null })
  return why && { status: why === 'too_many' ? 429 : 409, refused: refuse(form, { '': [sentences[why]] }) }
}

const sentences: Record<Refusal, string> = {
  passed: 'Ya no se puede responder: la reunión pasó, o no está convocada.',
  changed: 'La reunión cambió mientras respondía. Revise la fecha y el lugar, y responda otra vez.',
  older: 'Ya hay una respuesta posterior a esta.',
  gone: 'La hora que propone ya pasó. Proponga otra.',
  too_many: 'Cambió su respuesta demasiadas veces en una hora. Espere un momento, o escriba a la coordinación.',
}

function closedText(meeting: Meeting, now: Date) {
  if (meeting.state === 'cancelled') return 'Esta reunión se canceló. No hay nada que responder.'
  if (meeting.state === 'suspended') return 'Esta reunión está suspendida. Le avisaremos si se convoca otra vez.'
  return meeting.state !== 'called' || silence(meeting, now) ? 'Esta reunión ya pasó. Gracias por su tiempo.' : null
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

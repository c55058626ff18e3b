import { record } from '#app/domain/activity/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { isZone } from '#app/lib/ics.server.ts'
import type { CalendarReply, CalendarTime } from '#app/lib/ics-reply.server.ts'
import { localOf, readLocal, toUtc } from '#app/lib/dates.ts'
import { readReplyMail, type ReplyMail } from '#app/lib/reply-mail.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findInvitedByMail, type Invited, type InvitedByMail } from '../queries/invited.server.ts'
import type { Answer } from '../terms.ts'
import { recordAnswer, type Given, type Refusal } from './answer.server.ts'

/** `reason`: a Spanish sentence that finishes «No se tomó: …»; the guest can always use the link of their mail. */
export type Taken = { kind: 'recorded' | 'same' | 'ignored' } | { kind: 'refused'; reason: string }

const refused = (reason: string): Taken => ({ kind: 'refused', reason })

const partstats: Record<string, Answer> = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' }

/**
 * Takes a mail that answers an invitation: of it only who answers what, and only when our own server vouches for the
 * sender. Whatever else it holds is left unread. Never throws for what a stranger wrote.
 */
export async function takeReply(ctx: Context, raw: Uint8Array, authserv: string): Promise<Taken> {
  const mail = await readReplyMail(raw, authserv).catch(() => undefined)
  if (!mail) return refused('el mensaje no se puede leer')
  const { calendar } = mail
  // «Estoy de vacaciones», what a machine answers by itself, and letters are for people to read.
  if (!calendar || mail.automatic) return { kind: 'ignored' }
  if (typeof calendar === 'string') return refused(calendar)
  if (calendar.method !== 'REPLY' && calendar.method !== 'COUNTER') return refused('no es una respuesta')
  const [attendee] = calendar.attendees
  if (!attendee || calendar.attendees.length > 1) return refused('no responde exactamente una persona')
  if (attendee.email !== mail.from) return refused('responde por otra persona: use el enlace')
  const invited = await findInvitedByMail(ctx, calendar.uid, attendee.email, (zone) => dateIn(calendar.recurrence, zone))
  if (!invited) return refused('no responde a una invitación nuestra')
  if (invited === 'no such date') return refused('responde a una fecha que no existe')

  return atomically(ctx, async (ctx) => {
    const taken = await takeFrom(ctx, mail, calendar, attendee.partstat, invited)
    if (taken.kind === 'refused') await tellRefusal(ctx, invited, taken.reason)
    return taken
  })
}

async function takeFrom(ctx: Context, mail: ReplyMail, calendar: CalendarReply, partstat: string, invited: InvitedByMail): Promise<Taken> {
  const { meeting } = invited
  if (!mail.authenticated) return refused('no se pudo comprobar quién la manda: use el enlace')
  if (invited.shares) return refused('a ese correo se invitó a más de una persona: use el enlace')
  if (!mail.message_id) return refused('no tiene identificación: use el enlace')
  if (await isKnown(ctx, mail.message_id)) return { kind: 'same' }
  if (calendar.sequence < (meeting.asked_sequence ?? 0)) return refused('responde a la fecha anterior: falta confirmar el cambio')
  const answer = calendar.method === 'COUNTER' ? proposalIn(calendar, meeting) : answerOf(partstat)
  if (!answer) return refused(calendar.method === 'COUNTER' ? 'no propone una hora que se entienda: use el enlace' : 'no dice si viene')

  const given: Given = { text: null, sequence: Math.min(calendar.sequence, meeting.sequence), via: 'mail', message_id: mail.message_id, given_at: calendar.stamped_at, ...answer }
  const why = await recordAnswer(ctx, invited, given)
  return why ? refused(reasons[why]) : { kind: 'recorded' }
}

const reasons: Record<Refusal, string> = {
  passed: 'la reunión ya pasó, o no está convocada',
  changed: 'responde a la fecha anterior: falta confirmar el cambio',
  older: 'es anterior a la última respuesta que dio: si cambió de opinión, use el enlace',
  gone: 'propone una hora que ya pasó',
  too_many: 'cambió su respuesta demasiadas veces en una hora',
}

type Said = Pick<Given, 'answer' | 'proposed_start' | 'proposed_end'>

const answerOf = (partstat: string): Said | undefined =>
  Object.hasOwn(partstats, partstat) ? { answer: partstats[partstat]!, proposed_start: null, proposed_end: null } : undefined

/** The other time, on the clock of the meeting. */
function proposalIn({ start, end }: CalendarReply, { zone }: Meeting): Said | undefined {
  const [from, until] = [instantOf(start), instantOf(end)]
  if (!from || !until || from >= until) return undefined
  return { answer: 'proposed', proposed_start: localOf(from, zone), proposed_end: localOf(until, zone) }
}

/** The local start of the date that is answered in the zone of its series; null for all, undefined when it cannot be told. */
function dateIn(recurrence: CalendarTime | null, zone: string): string | null | undefined {
  if (!recurrence) return null
  const instant = instantOf(recurrence)
  return instant && isZone(zone) ? localOf(instant, zone) : undefined
}

function instantOf(time: CalendarTime | null): string | undefined {
  if (!time) return undefined
  if ('utc' in time) return time.utc
  return isZone(time.zone) && readLocal(time.local, time.zone).kind !== 'missing' ? toUtc(time.local, time.zone) : undefined
}

async function isKnown({ db }: Context, message_id: string) {
  const row = await db.selectFrom('invitation_answers').select('id').where('message_id', '=', message_id).executeTakeFirst()
  return row !== undefined
}

async function tellRefusal(ctx: Context, { invitation, meeting }: Invited, reason: string) {
  const { title, folio } = meeting
  await record(ctx, 'invitation.reply_refused', await subjectsOf(ctx, meeting.id), { name: invitation.name, title, folio, reason })
}

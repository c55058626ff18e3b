import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { labelOf, listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { letterhead, NOBODY } from '#app/lib/env.server.ts'
import { found } from '#app/lib/errors.ts'
import type { Attendee } from '#app/lib/ics.server.ts'

import { letterOf, type LetterKind } from '../mail.ts'
import { listInvitations, type Invitation } from '../queries.server.ts'
import { eachOnce, factsOf, isStale, methodOf, tooLate } from '../rules.ts'
import { calendarPart } from '../rules/entry.server.ts'
import type { Notice } from './notices.server.ts'
import { openSeriesLetters } from './series-letters.server.ts'

/** News that is told in a mail. */
export type Written = Notice & { kind: LetterKind }
export const isWritten = <N extends Notice>(notice: N): notice is N & Written => notice.kind !== 'recall'

export type Letters = {
  text(notice: Written): { subject: string; body: string; html: string }
  calendar(notice: Notice, recipient: Recipient): string
  /** After this instant the mail would come too late. */
  notAfter(notice: Notice): string
}
export type Recipient = Pick<Invitation, 'participant_id' | 'name' | 'email'>

/** The letters of a meeting, of its series and of those that one continues: each notice says which it is of. */
export async function openLetters(ctx: Context, meeting: Meeting, notices: Notice[]): Promise<Letters> {
  const all = new Map<string | null, Letters>()
  const idOf = ({ series }: Notice) => series?.series_id ?? null
  for (const id of new Set(notices.map(idOf))) all.set(id, id ? await openSeriesLetters(ctx, id, meeting) : await openMeetingLetters(ctx, meeting))
  const of = (notice: Notice) => found(all.get(idOf(notice)))
  return {
    text: (notice) => of(notice).text(notice),
    calendar: (notice, recipient) => of(notice).calendar(notice, recipient),
    notAfter: (notice) => of(notice).notAfter(notice),
  }
}

/** What every letter of a meeting has in common: its agenda, who calls and, unless they are hidden, who else is invited. Five queries. */
async function openMeetingLetters(ctx: Context, meeting: Meeting): Promise<Letters> {
  const points = (await listAgenda(ctx, meeting.id)).filter(({ deferred_at }) => !deferred_at).map(({ title }) => title)
  const guests = (await listParticipants(ctx, meeting)).filter(({ invited }) => invited === 1)
  const invitations = await listInvitations(ctx, meeting)
  const organizer = NOBODY
  const writer = { name: meeting.owner_name, email: meeting.owner_email }
  const answers = new Map(guests.map((guest) => [guest.id, guest]))
  const shown = meeting.shows_guests === 1

  /** How an invited guest stands in the calendar part: what they answered to something older counts as nothing. */
  function attendeeOf({ participant_id, name, email }: Recipient): Attendee {
    const guest = answers.get(participant_id ?? '')
    const known = guest && guest.rsvp !== 'pending' && !isStale(guest.rsvp_sequence, meeting.asked_sequence)
    return { name, email, answer: known ? partstats[guest.rsvp] : 'NEEDS-ACTION' }
  }

  return {
    text: ({ kind, name, told }) => letterOf({
      kind, told, points, writer,
      facts: factsOf(meeting),
      folio: meeting.folio,
      guest: name,
      caller: meeting.organiser_name ?? letterhead(),
      reason: meeting.state_reason,
      others: shown ? guests.map(labelOf) : [],
    }),
    calendar({ kind }, recipient) {
      const together = shown && methodOf(kind) === 'REQUEST' ? invitations : []
      const attendees = eachOnce([recipient, ...together]).map(attendeeOf)
      return calendarPart(meeting, { kind, organizer, attendees, points, writer, sent_at: ctx.now.toISOString() })
    },
    notAfter: ({ kind }) => tooLate(meeting, kind),
  }
}

const partstats = { pending: 'NEEDS-ACTION', accepted: 'ACCEPTED', declined: 'DECLINED', tentative: 'TENTATIVE' } as const

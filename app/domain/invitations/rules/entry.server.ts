import { meetingEntry, type MeetingForCalendar } from '#app/domain/calendar/rules/entries.server.ts'
import { invitation, type Attendee, type Entry } from '#app/lib/ics.server.ts'

import { methodOf } from '../rules.ts'
import type { NoticeKind } from '../terms.ts'

type Mailed = { kind: NoticeKind; organizer: { name: string; email: string }; attendees: Attendee[]; sent_at: string; points: string[]; writer: { name: string; email: string } }

const nowhere = { meeting: () => '', series: () => '', commitment: () => '' }

/**
 * The calendar part of a mail to a guest: the entry that feeds and downloads print, by the same UID, with what a guest
 * may read. A guest reads the real title of a reserved meeting, and has no page of ours to follow.
 */
export function calendarPart(meeting: MeetingForCalendar, { kind, organizer, attendees, sent_at, points, writer }: Mailed) {
  const method = methodOf(kind)
  const { url: _, ...entry } = meetingEntry({ ...meeting, reserved: 0 }, 'full', nowhere)
  const text = [
    meeting.description,
    points.length > 0 && `Pauta:\n${points.map((point, at) => `${at + 1}. ${point}`).join('\n')}`,
    meeting.link && `Enlace: ${meeting.link}`,
    `Dudas: ${writer.name}, ${writer.email}`,
    `Folio ${meeting.folio}`,
  ]
  const printed: Entry = {
    ...entry,
    text: text.filter(Boolean).join('\n'),
    stamped_at: sent_at,
    ...(meeting.reserved ? { reserved: true } : {}),
    ...(method === 'CANCEL' ? { status: 'CANCELLED' } : {}),
  }
  return invitation([printed], { method, organizer, attendees })
}

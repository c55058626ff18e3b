import { meetingEntry, type MeetingForCalendar } from '#app/domain/calendar/rules/entries.server.ts'
import { dateEntry, isDateOfSeries } from '#app/domain/calendar/rules/series.server.ts'
import { invitation, type Attendee, type Entry } from '#app/lib/ics.server.ts'

import { methodOf } from '../rules.ts'
import type { NoticeKind } from '../terms.ts'

type Mailed = { kind: NoticeKind; organizer: { name: string; email: string }; attendees: Attendee[]; sent_at: string; points: string[]; writer: { name: string; email: string } }

type Mailable = MeetingForCalendar & { series_local: string | null; series_zone: string | null; starts_at: string; ends_at: string }

const nowhere = { meeting: () => '', series: () => '', commitment: () => '' }

/**
 * The calendar part of a mail to a guest: the entry that feeds and downloads print, by the same UID, with what a guest
 * may read. A guest reads the real title of a reserved meeting, and has no page of ours to follow.
 */
export function calendarPart(meeting: Mailable, { kind, organizer, attendees, sent_at, points, writer }: Mailed) {
  const method = methodOf(kind)
  const open = { ...meeting, reserved: 0 }
  const { url: _, ...entry } = isDateOfSeries(open) ? dateEntry(open, 'full', nowhere) : meetingEntry(open, 'full', nowhere)
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

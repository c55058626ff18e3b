import { addDays } from '#app/lib/days.ts'
import { commitmentUid, type Entry } from '#app/lib/ics.server.ts'

import type { FeedDetail } from '#app/domain/feeds/terms.ts'

/** The columns of a meeting that a calendar needs; no guest, no internal word. */
export type MeetingForCalendar = {
  folio: string
  title: string
  state: string
  start_local: string | null
  end_local: string | null
  zone: string
  repeated_hour: number
  from_on: string | null
  until_on: string | null
  place: string | null
  link: string | null
  description: string | null
  reserved: number
  uid: string
  sequence: number
  created_at: string
  changed_at: string
}

export type CommitmentForCalendar = {
  id: string
  folio: string
  text: string
  due_on: string
  debtor_name: string
  created_at: string
  updated_at: string
  version: number
}

/** A cancelled meeting stays in calendars for this many days after its date, so that every client learns of it. */
const CANCELLED_DAYS = 30

/** Drafts are not published; cancelled and suspended meetings leave 30 days after their last local day. */
export function isPublished(meeting: Pick<MeetingForCalendar, 'state' | 'end_local' | 'until_on'>, today: string) {
  if (meeting.state === 'draft') return false
  if (meeting.state !== 'cancelled' && meeting.state !== 'suspended') return true
  const last = meeting.end_local ? meeting.end_local.slice(0, 10) : addDays(meeting.until_on!, -1)
  return addDays(last, CANCELLED_DAYS) >= today
}

/** Where the links of an entry lead: whoever leads a municipality reads the pages of its portal. */
export type Pages = { meeting: (folio: string) => string; series: (id: string) => string; commitment: (folio: string) => string }

/** `base` is the public address of the site, without final slash. */
export const pagesOf = (base: string, { role }: { role: string }): Pages =>
  role === 'leader'
    ? { meeting: () => `${base}/m/reuniones`, series: () => `${base}/m/reuniones`, commitment: (folio) => `${base}/m/compromisos/${folio}` }
    : {
        meeting: (folio) => `${base}/reuniones/${folio}`,
        series: (id) => `${base}/reuniones/series/${id}`,
        commitment: (folio) => `${base}/compromisos/${folio}`,
      }

export function meetingEntry(meeting: MeetingForCalendar, detail: FeedDetail, pages: Pages): Entry {
  const hidden = detail === 'busy' || meeting.reserved === 1
  const cancelled = meeting.state === 'cancelled' || meeting.state === 'suspended'
  const text = [meeting.description, meeting.link && `Enlace: ${meeting.link}`, `Folio ${meeting.folio}`]
  return {
    uid: meeting.uid,
    sequence: meeting.sequence,
    created_at: meeting.created_at,
    changed_at: meeting.changed_at,
    status: cancelled ? 'CANCELLED' : 'CONFIRMED',
    title: hidden ? 'Ocupado' : meeting.title,
    ...(hidden ? {} : { place: meeting.place ?? undefined }),
    ...(hidden || detail !== 'full' ? {} : { text: text.filter(Boolean).join('\n'), url: pages.meeting(meeting.folio) }),
    ...(meeting.reserved ? { reserved: true } : {}),
    ...timing(meeting),
  }
}

function timing(meeting: MeetingForCalendar): Pick<Entry, 'day' | 'time'> {
  if (meeting.from_on && meeting.until_on) return { day: { from: meeting.from_on, until: meeting.until_on } }
  const second = meeting.repeated_hour === 1
  return { time: { zone: meeting.zone, start: meeting.start_local!, end: meeting.end_local!, second } }
}

/** A due date is a whole day that blocks nobody's agenda. */
export function commitmentEntry(commitment: CommitmentForCalendar, detail: FeedDetail, pages: Pages): Entry {
  const busy = detail === 'busy'
  return {
    uid: commitmentUid(commitment.id),
    sequence: commitment.version - 1,
    created_at: commitment.created_at,
    changed_at: commitment.updated_at,
    status: 'CONFIRMED',
    title: busy ? 'Vencimiento' : `Vence: ${commitment.text}`,
    free: true,
    day: { from: commitment.due_on, until: addDays(commitment.due_on, 1) },
    ...(detail === 'full'
      ? { text: `Debe ${commitment.debtor_name}\nFolio ${commitment.folio}`, url: pages.commitment(commitment.folio) }
      : {}),
  }
}

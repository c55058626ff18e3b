import { statusOf } from '#app/domain/commitments/rules.ts'
import { listMeetingsIn, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { hoursText } from '#app/domain/meetings/rules/when.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import { countParticipants, isOwn, listDueIn } from '#app/domain/today/queries.server.ts'
import { workingWeek } from '#app/domain/today/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDayMonth, formatShort, formatTime, localOf } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

export type Week = Awaited<ReturnType<typeof readWeek>>
export type Day = Week['today']
export type AgendaMeeting = Day['meetings'][number]
export type AgendaDue = Day['due'][number]

/** Half an hour around a meeting its minutes are one click away. */
const NEAR_MS = 30 * 60_000

/** The working week in marks, and what today, tomorrow and the days after hold. Three queries. */
export async function readWeek(ctx: Context) {
  const day = today(ctx)
  const week = workingWeek(day)
  const from = week[0]! < day ? week[0]! : day
  const until = addDays(later(week[4]!, addDays(day, 3)), 1)
  const meetings = (await listMeetingsIn(ctx, { view: isOwn(ctx) ? 'mias' : undefined, page: 1 }, from, until)).filter(takesPlace)
  const due = await listDueIn(ctx, from, until)
  const crowd = await countParticipants(ctx, meetings.filter((meeting) => startDay(meeting) === day).map(({ id }) => id))

  const dayOf = (date: string) => ({
    date,
    name: formatDayMonth(date),
    meetings: meetings.filter((meeting) => startDay(meeting) === date).map((meeting) => agendaMeeting(ctx, meeting, crowd.get(meeting.id) ?? 0)),
    due: due.filter((row) => row.due_on === date).map((row) => ({ folio: row.folio, text: row.text, status: statusOf(row, day) })),
  })
  return {
    strip: week.map((date) => stripDay(dayOf(date), day)),
    today: dayOf(day),
    next: [1, 2, 3].map((n) => dayOf(addDays(day, n))),
    nextStart: nextStart(ctx, meetings),
  }
}

const later = (a: string, b: string) => (a > b ? a : b)

const takesPlace = ({ state }: Meeting) => state !== 'cancelled' && state !== 'suspended'

function stripDay({ date, name, meetings, due }: { date: string; name: string; meetings: unknown[]; due: unknown[] }, day: string) {
  const [weekday = '', number = ''] = formatShort(date).split(' ')
  return {
    to: `/calendario?modo=dia&fecha=${date}`,
    name: `${name}, ${plural(meetings.length, 'reunión', 'reuniones')} y ${plural(due.length, 'vencimiento', 'vencimientos')}`,
    weekday,
    number,
    marks: [...meetings.map(() => 'circle' as const), ...due.map(() => 'square' as const)],
    current: date === day,
  }
}

function agendaMeeting(ctx: Context, meeting: Meeting, crowd: number) {
  const { folio, title, state, start_local, place, link, modality, zone, starts_at, ends_at } = meeting
  const elsewhere = start_local !== null && localOf(starts_at, ctx.viewer.zone) !== start_local
  return {
    folio,
    title,
    state,
    word: state === 'called' ? null : meetingStates[state],
    time: start_local ? formatTime(start_local) : 'Día',
    length: start_local ? lengthText(Date.parse(ends_at) - Date.parse(starts_at)) : null,
    where: [elsewhere ? hoursText(meeting, ctx.viewer.zone) : null, place ?? (modality === 'video' ? 'Videollamada' : modality === 'phone' ? 'Por teléfono' : null),
      crowd > 0 ? plural(crowd, 'participante', 'participantes') : null].filter(Boolean).join(' · '),
    link: modality === 'video' || modality === 'hybrid' ? link : null,
    zone,
    near: state === 'called' && ctx.now.getTime() > Date.parse(starts_at) - NEAR_MS && ctx.now.getTime() < Date.parse(ends_at) + NEAR_MS,
    over: state !== 'draft' && ctx.now.getTime() >= Date.parse(ends_at),
  }
}

/** «1 h», «1 h 30», «45 min». */
function lengthText(ms: number) {
  const minutes = Math.round(ms / 60_000)
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${minutes} min`
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')}`
}

/** «La próxima empieza en 25 minutos»; nothing when today holds no other. */
function nextStart(ctx: Context, meetings: Meeting[]) {
  const next = meetings.find((meeting) => startDay(meeting) === today(ctx) && meeting.start_local && Date.parse(meeting.starts_at) > ctx.now.getTime())
  if (!next) return null
  const minutes = Math.ceil((Date.parse(next.starts_at) - ctx.now.getTime()) / 60_000)
  if (minutes <= 90) return `La próxima empieza en ${plural(minutes, 'minuto', 'minutos')}`
  return `La próxima es a las ${formatTime(next.start_local!)}`
}

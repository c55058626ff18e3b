import { today, type Context } from '#app/lib/context.server.ts'
import { formatShort, localOf } from '#app/lib/dates.ts'
import { addDays, weekdayOf } from '#app/lib/days.ts'

/** The days somebody may be telling of: today, yesterday and the two working days before. */
export function recentDays(ctx: Context) {
  const now = today(ctx)
  const before = [2, 3, 4, 5, 6].map((n) => addDays(now, -n)).filter((day) => weekdayOf(day) < 6)
  return [
    { value: now, label: 'Hoy' },
    { value: addDays(now, -1), label: 'Ayer' },
    ...before.slice(0, 2).map((value) => ({ value, label: formatShort(value) })),
  ]
}

/** An hour ago, on the quarter: when a meeting that has just ended began. */
export function justBefore(ctx: Context) {
  const hour = localOf(new Date(ctx.now.getTime() - 60 * 60_000).toISOString(), ctx.viewer.zone)
  if (hour.slice(0, 10) !== today(ctx)) return ''
  const minutes = Math.floor(Number(hour.slice(14, 16)) / 15) * 15
  return `${hour.slice(11, 13)}:${String(minutes).padStart(2, '0')}`
}

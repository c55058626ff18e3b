import type { SubjectType } from '#app/domain/activity/commands.server.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, localOf } from '#app/lib/dates.ts'

type Item = { id: string; on: { text: string; datetime: string; title: string }; noun: string; text: string }
export type HistoryMonth = { label: string; items: Item[] }

const monthName = new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', month: 'long', year: 'numeric' })

/** The last events of a record the viewer has found, newest first, in their months, as the viewer reads the clock. */
export async function listHistory(ctx: Context, type: SubjectType, id: string, limit = 50): Promise<HistoryMonth[]> {
  const months: HistoryMonth[] = []
  for (const { id: event, at, action, actor_name, sentence } of await listActivity(ctx, type, id, limit)) {
    const day = localOf(at, ctx.viewer.zone).slice(0, 10)
    const label = capital(monthName.format(new Date(`${day}T00:00:00Z`)))
    if (months.at(-1)?.label !== label) months.push({ label, items: [] })
    months.at(-1)?.items.push({
      id: event,
      on: { text: `${day.slice(8)}-${day.slice(5, 7)}`, datetime: at, title: formatInstant(at, ctx.viewer.zone) },
      noun: action.split('.')[0] ?? '',
      text: `${actor_name} ${sentence}`,
    })
  }
  return months
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

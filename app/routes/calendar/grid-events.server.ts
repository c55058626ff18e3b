import type { listCalendar } from '#app/domain/calendar/queries/page.server.ts'
import { isPlanned } from '#app/domain/meetings/rules.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays, formatLongDay, formatTime, localOf } from '#app/lib/dates.ts'

type Shown = Awaited<ReturnType<typeof listCalendar>>

/** One block of the grid. `start` and `end` are instants, or days (`end` excluded) when it fills whole days. */
export type GridEvent = {
  id: string
  kind: 'meeting' | 'due' | 'holiday'
  title: string
  /** Said whole to whoever does not see the grid; holds what is seen, so that it can be asked for by voice. */
  label: string
  start: string
  end: string
  whole_day: boolean
  to: string | null
  look: string
  /** What moving it needs: which meeting, as it was read. */
  move: { folio: string; version: number } | null
}

export function gridEvents({ viewer }: Context, { meetings, due, holidays }: Shown, canMove: boolean): GridEvent[] {
  return [
    ...holidays.map(({ date_on, name }) => ({
      id: `feriado-${date_on}-${name}`,
      kind: 'holiday' as const,
      title: name,
      label: `${name}: feriado, ${formatLongDay(date_on)}`,
      start: date_on,
      end: addDays(date_on, 1),
      whole_day: true,
      to: null,
      look: 'ev-feriado',
      move: null,
    })),
    ...meetings.map((meeting) => {
      const { id, folio, version, title, from_on, until_on, starts_at, ends_at, state, owner_id } = meeting
      const look = state === 'cancelled' || state === 'suspended' ? 'ev-anulada' : state === 'draft' ? 'ev-borrador' : owner_id === viewer.id ? 'ev-mia' : 'ev-red'
      return {
        id,
        kind: 'meeting' as const,
        title,
        label: `${from_on === null ? `${formatTime(localOf(starts_at, viewer.zone))} ` : ''}${title}. ${whenText(meeting, viewer.zone)}. ${meetingStates[state]}`,
        start: from_on ?? starts_at,
        end: until_on ?? ends_at,
        whole_day: from_on !== null,
        to: `/reuniones/${folio}`,
        look,
        move: canMove && from_on === null && isPlanned(meeting) ? { folio, version } : null,
      }
    }),
    ...due.map(({ folio, text, due_on, tone, word, debtor_name }) => ({
      id: folio,
      kind: 'due' as const,
      title: text,
      label: `Vence el ${formatLongDay(due_on)}: ${text}. Debe ${debtor_name}. ${word}`,
      start: due_on,
      end: addDays(due_on, 1),
      whole_day: true,
      to: `/compromisos/${folio}`,
      look: `ev-vence ev-${tone}`,
      move: null,
    })),
  ]
}

import { meetingStates } from '#app/domain/meetings/terms.ts'

import type { AgendaDay } from './agenda-days.server.ts'

/** One block of the grid. `start` and `end` are instants, or days (`end` excluded) when it fills whole days. */
export type GridEvent = {
  id: string
  kind: 'meeting' | 'due' | 'holiday'
  title: string
  /** Said whole to whoever does not see the grid; holds what is seen, so that it can be asked for by voice. */
  label: string
  start: string
  /** Without it, one whole day. */
  end?: string
  whole_day: boolean
  to: string | null
  look: string
  /** What moving it needs: which meeting, as it was read. */
  move: { folio: string; version: number } | null
}

/** What the agenda holds, as blocks: made in the browser, so that nothing is sent twice. */
export const gridEvents = (days: AgendaDay[]): GridEvent[] =>
  days.flatMap((day) => [...day.holidays.map((name) => holiday(day, name)), ...day.meetings.map((row) => meeting(day, row)), ...day.due.map((row) => due(day, row))])

const holiday = ({ day, long }: AgendaDay, name: string): GridEvent => ({
  id: `feriado-${day}-${name}`,
  kind: 'holiday',
  title: name,
  label: `${name}: feriado, ${long}`,
  start: day,
  whole_day: true,
  to: null,
  look: 'ev-feriado',
  move: null,
})

function meeting({ long }: AgendaDay, row: AgendaDay['meetings'][number]): GridEvent {
  const { folio, title, hours, state, when, time, start, end, version } = row
  return {
    id: folio,
    kind: 'meeting',
    title,
    label: `${time ? `${time} ` : ''}${title}. ${when ?? `${long}, ${hours}`}. ${meetingStates[state]}`,
    start,
    end,
    whole_day: time === null,
    to: `/reuniones/${folio}`,
    look: lookOf(row),
    move: version === null ? null : { folio, version },
  }
}

const lookOf = ({ state, off, mine }: AgendaDay['meetings'][number]) =>
  off ? 'ev-anulada' : state === 'draft' ? 'ev-borrador' : mine ? 'ev-mia' : 'ev-red'

const due = ({ day, long }: AgendaDay, { folio, text, debtor, tone, word }: AgendaDay['due'][number]): GridEvent => ({
  id: folio,
  kind: 'due',
  title: text,
  label: `Vence el ${long}: ${text}. Debe ${debtor}. ${word}`,
  start: day,
  whole_day: true,
  to: `/compromisos/${folio}`,
  look: `ev-vence ev-${tone}`,
  move: null,
})

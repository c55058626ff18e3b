import { meetingStates } from '#app/domain/meetings/terms.ts'
import { plural } from '#app/lib/text.ts'

import type { AgendaDay } from './agenda-days.server.ts'

/** One block of the grid. `start` and `end` are instants, or days (`end` excluded) when it fills whole days. */
export type GridEvent = {
  id: string
  kind: 'meeting' | 'due' | 'holiday' | 'more'
  title: string
  /** Said whole to whoever does not see the grid; holds what is seen, so that it can be asked for by voice. */
  label: string
  /** The hour of the place, when it is another one. */
  elsewhere?: string | null
  clash?: boolean
  start: string
  /** Without it, one whole day. */
  end?: string
  whole_day: boolean
  to: string | null
  look: string
  /** What moving it needs: which meeting, as it was read, and who would have to be told. */
  move: { folio: string; version: number; guests: number } | null
}

/** What the agenda holds, as blocks: made in the browser, so that nothing is sent twice. */
export const gridEvents = (days: AgendaDay[], dayTo: (day: string) => string): GridEvent[] =>
  days.flatMap((day) => [
    ...day.holidays.map((name) => holiday(day, name)),
    ...day.meetings.map(meeting),
    ...day.due.map((row) => due(day, row)),
    ...(day.more > 0 ? [more(day, dayTo(day.day))] : []),
  ])

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

function meeting(row: AgendaDay['meetings'][number]): GridEvent {
  const { folio, title, state, when, time, elsewhere, start, end, version, guests, clash } = row
  return {
    id: folio,
    kind: 'meeting',
    title,
    label: `${[time, elsewhere && `(${elsewhere})`, title].filter(Boolean).join(' ')}. ${when}. ${meetingStates[state]}${clash ? `. Choque de agenda: ${clash}` : ''}`,
    elsewhere,
    clash: clash !== null,
    start,
    end,
    whole_day: time === null,
    to: `/reuniones/${folio}`,
    look: lookOf(row),
    move: version === null ? null : { folio, version, guests },
  }
}

const lookOf = ({ state, off, owner }: AgendaDay['meetings'][number]) =>
  off ? 'ev-anulada' : state === 'draft' ? 'ev-borrador' : { mias: 'ev-mia', equipo: 'ev-equipo', red: 'ev-red' }[owner]

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

const more = ({ day, long, more: count }: AgendaDay, to: string): GridEvent => ({
  id: `mas-${day}`,
  kind: 'more',
  title: `y ${plural(count, 'reunión más', 'reuniones más')}`,
  label: `y ${plural(count, 'reunión más', 'reuniones más')}: ver todo el ${long}`,
  start: day,
  whole_day: true,
  to,
  look: 'ev-mas',
  move: null,
})

/** From 08 to 20 h, and as far as the day's own meetings go: what is earlier or later stays folded, never lost. */
export function hoursShown(days: AgendaDay[]) {
  const times = days.flatMap(({ meetings }) => meetings.flatMap(({ time, start, end }) => (time ? [{ time, minutes: (Date.parse(end) - Date.parse(start)) / 60_000 }] : [])))
  const first = Math.min(8, ...times.map(({ time }) => Number(time.slice(0, 2))))
  const last = Math.max(20, ...times.map(({ time, minutes }) => Math.ceil((Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes) / 60)))
  const written = (hour: number) => `${String(hour).padStart(2, '0')}:00:00`
  return { slotMinTime: written(first), slotMaxTime: written(Math.min(last, 24)) }
}

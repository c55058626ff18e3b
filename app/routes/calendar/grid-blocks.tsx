import { Glyph } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'

import type { GridEvent } from './grid-events.ts'

/** FullCalendar gives days as midnights of UTC. */
export const fullDay = new Intl.DateTimeFormat('es-CL', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const shortMonth = new Intl.DateTimeFormat('es-CL', { month: 'short', timeZone: 'UTC' })

/** YYYY-MM-DD. */
export const dayWords = (date: Date) => date.toISOString().slice(0, 10)

/** Today is a filled number with the word «Hoy»; the first of a month says which. */
export function DayName({ weekday, date, today }: { weekday?: string; date: Date; today: boolean }) {
  const month = monthOf(weekday, date)
  return (
    <span className="dia-nombre">
      {weekday}{' '}
      <span className={today ? 'dia-numero dia-numero-hoy' : 'dia-numero'}>{date.getUTCDate()}</span>{' '}
      {month}{month && ' '}
      {today && <b>Hoy</b>}
    </span>
  )
}

/** What the link of a day is called: what is seen, and where it leads. */
export const dayLabel = (date: Date, today: boolean, weekday?: string) =>
  `${[weekday, date.getUTCDate(), monthOf(weekday, date), today && 'Hoy'].filter(Boolean).join(' ')}: ver el ${fullDay.format(date)}`

const monthOf = (weekday: string | undefined, date: Date) =>
  weekday === undefined && date.getUTCDate() === 1 ? shortMonth.format(date).replace('.', '') : ''

export function Block({ event, time }: { event: GridEvent; time: string }) {
  if (event.kind === 'holiday' || event.kind === 'more') return <span className="ev-texto">{event.title}</span>
  if (event.kind === 'due') {
    const done = event.look.includes('cumplido')
    return (
      <span className="ev-fila">
        <Glyph small kind={done ? 'square-check' : event.look.includes('ev-vencido') ? 'square-alert' : 'square'} />
        <span className="ev-texto">{event.title}</span>
      </span>
    )
  }
  return (
    <span className="ev-texto">
      {event.clash && <Icon name="triangle-alert" small />}
      {time && <b>{time}</b>} {event.elsewhere && <span className="ev-donde">({event.elsewhere})</span>} {event.title}
    </span>
  )
}

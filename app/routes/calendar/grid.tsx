import FullCalendar from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import es from '@fullcalendar/react/locales/es'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGrid from '@fullcalendar/react/timegrid'
import { useNavigate } from '@remix-run/react'
import { useMemo, useRef, useState } from 'react'

import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import '@fullcalendar/react/themes/classic/palette.css'

import type { AgendaDay } from './agenda-days.server.ts'
import { Block, dayLabel, DayName, dayWords, fullDay } from './grid-blocks.tsx'
import { gridEvents, hoursShown, type GridEvent } from './grid-events.ts'
import { MoveDialog, type Move } from './move-dialog.tsx'
import { useGridKeys } from './use-grid-keys.ts'

const views = { dia: 'timeGridDay', semana: 'timeGridWeek', mes: 'dayGridMonth' } as const
const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const order = { holiday: 0, meeting: 1, more: 2, due: 3 }
/** The library says «Mes antes» and «Ir al 24 de noviembre»; these are ours. */
const words = {
  ...es,
  prevHint: '$0 anterior',
  viewHint: (unit: string) => `Vista de ${unit.toLowerCase()}`,
  moreLinkHint: (count: number) => `Mostrar ${count} más`,
  closeHint: 'Cerrar',
  allDayText: 'Todo el día',
}

/** The grid of days, in the browser only; the agenda beside it says the same without it. */
export function Grid({ mode, day, today, zone, days, planTo, dayTo }: {
  mode: keyof typeof views
  day: string
  today: string
  zone: string
  days: AgendaDay[]
  planTo: (day: string) => string | null
  dayTo: (day: string) => string
}) {
  const navigate = useNavigate()
  const [move, setMove] = useState<Move | null>(null)
  const undo = useRef<() => void>(() => {})
  const events = useMemo(() => gridEvents(days, dayTo), [days, dayTo])
  const isRest = restDays(events)
  const grid = useGridKeys(day)

  return (
    <div ref={grid} role="group" aria-label="Cuadrícula de días" className="cuadricula">
      <FullCalendar
        plugins={[dayGrid, timeGrid, interaction, classicTheme]}
        initialView={views[mode]}
        initialDate={day}
        now={`${today}T12:00:00`}
        timeZone={zone}
        locale={words}
        firstDay={1}
        headerToolbar={false}
        height="auto"
        dayMaxEvents={3}
        moreLinkContent={({ num }) => `y ${num} más`}
        moreLinkClass="mas"
        navLinks
        navLinkHint={(_: string, date: Date) => dayLabel(date, dayWords(date) === today)}
        navLinkDayClick={(date) => navigate(dayTo(dayWords(date)))}
        dayHeaderFormat={mode === 'mes' ? { weekday: 'long' } : { weekday: 'short', day: 'numeric' }}
        dayHeaderContent={({ text, weekdayText, date, isToday }) => (mode === 'mes' ? text : <DayName weekday={weekdayText} date={date} today={isToday} />)}
        dayCellTopContent={({ date, isToday }) => (mode === 'mes' ? <DayName date={date} today={isToday} /> : null)}
        dayCellDidMount={({ el, date }) => mode === 'mes' && offer(el, planTo(dayWords(date)), date)}
        dayHeaderDidMount={({ el, date, isToday, weekdayText }) => {
          if (mode === 'mes') return
          // Here the library leaves out what `navLinkHint` says.
          el.querySelector('[role=link]')?.setAttribute('aria-label', dayLabel(date, isToday, weekdayText))
          offer(el, planTo(dayWords(date)), date)
        }}
        eventTimeFormat={hour}
        slotHeaderFormat={hour}
        {...hoursShown(days)}
        scrollTime="08:00:00"
        eventDisplay="block"
        dayCellClass={({ isToday, date }) => [isToday && 'dia-hoy', isRest(date) && 'dia-inhabil'].filter(Boolean).join(' ')}
        eventOrder="order,start,title"
        displayEventEnd={false}
        eventDurationEditable={false}
        events={events.map((event) => ({
          id: event.id,
          title: event.title,
          start: event.start,
          end: event.end,
          url: event.to ?? undefined,
          interactive: event.to !== null,
          allDay: event.whole_day,
          editable: event.move !== null,
          className: `ev ${event.look}`,
          extendedProps: { source: event, order: order[event.kind] },
        }))}
        eventContent={({ event, timeText }) => <Block event={sourceOf(event)} time={timeText} />}
        eventDidMount={({ el, event }) => describe(el, sourceOf(event))}
        eventClick={({ jsEvent }) => jsEvent.preventDefault()}
        eventDrop={({ event, revert }) => {
          undo.current = revert
          setMove({ event: sourceOf(event), start: event.startStr, end: event.endStr })
        }}
      />
      <MoveDialog
        move={move}
        onClose={() => {
          undo.current()
          setMove(null)
        }}
      />
    </div>
  )
}

/** A link to plan on that day, where FullCalendar leaves no place for one. */
function offer(cell: HTMLElement, to: string | null, date: Date) {
  if (!to) return
  const link = document.createElement('a')
  link.className = 'dia-agendar'
  link.href = to
  link.textContent = '+'
  link.title = `Agendar el ${fullDay.format(date)}`
  link.setAttribute('aria-label', link.title)
  cell.append(link)
}

/** Weekends and holidays are told apart by their ground. */
const restDays = (events: GridEvent[]) => {
  const holidays = new Set(events.filter(({ kind }) => kind === 'holiday').map(({ start }) => start))
  return (date: Date) => [0, 6].includes(date.getUTCDay()) || holidays.has(dayWords(date))
}

const sourceOf = (event: { extendedProps: Record<string, unknown> }) => event.extendedProps.source as GridEvent

function describe(element: HTMLElement, event: GridEvent) {
  element.setAttribute('aria-label', event.label)
  element.setAttribute('title', event.label)
  if (event.move) element.dataset.folio = event.move.folio
}

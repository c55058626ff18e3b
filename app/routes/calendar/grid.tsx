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

import { Glyph } from '#app/ui/glyph.tsx'

import type { AgendaDay } from './agenda-days.server.ts'
import { gridEvents, type GridEvent } from './grid-events.ts'
import { MoveDialog, type Move } from './move-dialog.tsx'

const views = { dia: 'timeGridDay', semana: 'timeGridWeek', mes: 'dayGridMonth' } as const
const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** The grid of days, in the browser only; the agenda beside it says the same without it. */
export function Grid({ mode, day, today, zone, days }: {
  mode: keyof typeof views
  day: string
  today: string
  zone: string
  days: AgendaDay[]
}) {
  const navigate = useNavigate()
  const [move, setMove] = useState<Move | null>(null)
  const undo = useRef<() => void>(() => {})
  const events = useMemo(() => gridEvents(days), [days])
  const isRest = restDays(events)

  return (
    <div className="cuadricula">
      <FullCalendar
        plugins={[dayGrid, timeGrid, interaction, classicTheme]}
        initialView={views[mode]}
        initialDate={day}
        now={`${today}T12:00:00`}
        timeZone={zone}
        locale={es}
        firstDay={1}
        headerToolbar={false}
        height="auto"
        dayMaxEvents={4}
        allDayText="Todo el día"
        moreLinkContent={({ num }) => `y ${num} más`}
        moreLinkClass="mas"
        moreLinkHint={(count: number) => `Mostrar ${count} más`}
        closeHint="Cerrar"
        dayHeaderFormat={mode === 'mes' ? { weekday: 'long' } : { weekday: 'short', day: 'numeric' }}
        eventTimeFormat={hour}
        slotHeaderFormat={hour}
        slotMinTime="07:00:00"
        slotMaxTime="21:00:00"
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
          allDay: event.whole_day,
          editable: event.move !== null,
          className: `ev ${event.look}`,
          extendedProps: { source: event, order: { holiday: 0, meeting: 1, due: 2 }[event.kind] },
        }))}
        eventContent={({ event, timeText }) => <Block event={sourceOf(event)} time={timeText} />}
        eventDidMount={({ el, event }) => describe(el, sourceOf(event))}
        eventClick={({ event, jsEvent }) => {
          const { to } = sourceOf(event)
          jsEvent.preventDefault()
          if (to) navigate(to)
        }}
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

/** Weekends and holidays are told apart by their ground. */
const restDays = (events: GridEvent[]) => {
  const holidays = new Set(events.filter(({ kind }) => kind === 'holiday').map(({ start }) => start))
  return (date: Date) => [0, 6].includes(date.getUTCDay()) || holidays.has(date.toISOString().slice(0, 10))
}

const sourceOf = (event: { extendedProps: Record<string, unknown> }) => event.extendedProps.source as GridEvent

function describe(element: HTMLElement, event: GridEvent) {
  element.setAttribute('aria-label', event.label)
  element.setAttribute('title', event.label)
}

function Block({ event, time }: { event: GridEvent; time: string }) {
  if (event.kind === 'holiday') return <span className="ev-texto">{event.title}</span>
  if (event.kind === 'due') {
    const done = event.look.includes('cumplido')
    return (
      <span className="ev-fila">
        <Glyph small kind={done ? 'square-check' : event.look.includes('ev-vencido') ? 'square-alert' : 'square'} />
        <span className="ev-texto">{event.title}</span>
      </span>
    )
  }
  return <span className="ev-texto">{time && <b>{time}</b>} {event.title}</span>
}

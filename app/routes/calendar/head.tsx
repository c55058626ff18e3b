import { Link } from '@remix-run/react'

import type { CalendarView } from '#app/domain/calendar/queries/page.server.ts'
import type { Range } from '#app/domain/calendar/rules.ts'
import { calendarModes, type CalendarMode } from '#app/domain/calendar/terms.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Segmented } from '#app/ui/segmented.tsx'

/** Where one is in time, how it is read, and what can be done with it. */
export function CalendarHead({ view, range, today, search, canCreate }: {
  view: CalendarView
  range: Range
  today: string
  search: string
  canCreate: boolean
}) {
  const to = (changes: Record<string, string | null>) => address(search, changes)
  const modes = Object.entries(calendarModes) as [CalendarMode, string][]
  return (
    <header className="calendario-cabeza">
      <h1>{range.title}</h1>
      <nav className="fila" aria-label="Fechas">
        <Link className="boton boton-quieto boton-icono" to={to({ fecha: range.previous })} title="Anterior" preventScrollReset>
          <Icon name="chevron-left" /><span className="solo-lector">Anterior</span>
        </Link>
        <Link className="boton boton-secundario" to={to({ fecha: today })} preventScrollReset>Ir a hoy</Link>
        <Link className="boton boton-quieto boton-icono" to={to({ fecha: range.next })} title="Siguiente" preventScrollReset>
          <Icon name="chevron-right" /><span className="solo-lector">Siguiente</span>
        </Link>
      </nav>
      <div className="acciones empuja">
        <Segmented
          label="Forma de ver"
          items={modes.map(([mode, label]) => ({ to: to({ modo: mode }), label, current: (view.mode ?? 'mes') === mode }))}
        />
        <Link className="boton boton-secundario" to={`/calendario/suscribir?${filterOnly(search)}`}>
          <Icon name="rss" />Suscribir
        </Link>
        {canCreate && <Link className="boton boton-primario" to={`/reuniones/nueva?fecha=${view.day}`}>Agendar</Link>}
      </div>
    </header>
  )
}

/** This page's address with some parameters changed; null takes one away. */
export function address(search: string, changes: Record<string, string | null>) {
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  return `/calendario?${params}`
}

/** What a feed or a file keeps of the address: which meetings, not which days or which look. */
export function filterOnly(search: string) {
  const params = new URLSearchParams(search)
  for (const name of ['modo', 'fecha', 'capa', 'capas', 'institucion_text']) params.delete(name)
  for (const [name, value] of Array.from(params)) if (!value) params.delete(name)
  return params.toString()
}

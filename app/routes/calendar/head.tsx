import { Link } from '@remix-run/react'

import type { CalendarView } from '#app/domain/calendar/queries/page.server.ts'
import type { Range } from '#app/domain/calendar/rules.ts'
import { calendarModes, type CalendarMode } from '#app/domain/calendar/terms.ts'
import { owners } from '#app/domain/meetings/terms.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Segmented } from '#app/ui/segmented.tsx'

/** Where one is in time, how it is read, and what can be done with it. */
export function CalendarHead({ view, range, today, search, planTo }: {
  view: CalendarView
  range: Range
  today: string
  search: string
  /** Where a meeting is planned; null for who does not plan. */
  planTo: string | null
}) {
  const to = (changes: Record<string, string | null>) => address(search, changes)
  const modes = Object.entries(calendarModes) as [CalendarMode, string][]
  const { before, after } = steps[view.mode ?? 'mes']
  return (
    <header className="calendario-cabeza">
      <h1 aria-live="polite">{range.title}</h1>
      <nav className="fila" aria-label="Fechas">
        <Link className="boton boton-quieto boton-icono" to={to({ fecha: range.previous })} title={before} preventScrollReset>
          <Icon name="chevron-left" /><span className="solo-lector">{before}</span>
        </Link>
        <Link className="boton boton-secundario" to={to({ fecha: today })} preventScrollReset>Ir a hoy</Link>
        <Link className="boton boton-quieto boton-icono" to={to({ fecha: range.next })} title={after} preventScrollReset>
          <Icon name="chevron-right" /><span className="solo-lector">{after}</span>
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
        {planTo && <Link className="boton boton-primario" to={planTo} aria-keyshortcuts="C">Agendar<kbd aria-hidden="true">C</kbd></Link>}
      </div>
    </header>
  )
}

const steps: Record<CalendarMode, { before: string; after: string }> = {
  agenda: { before: 'Días anteriores', after: 'Días siguientes' },
  dia: { before: 'Día anterior', after: 'Día siguiente' },
  semana: { before: 'Semana anterior', after: 'Semana siguiente' },
  mes: { before: 'Mes anterior', after: 'Mes siguiente' },
}

/** This page's address with some parameters changed; null takes one away. */
export function address(search: string, changes: Record<string, string | null>) {
  const params = new URLSearchParams(search)
  params.delete('movida')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  return `/calendario?${params}`
}

/** What a feed or a file keeps of the address: which meetings, not which days or which look. */
export function filterOnly(search: string) {
  const params = new URLSearchParams(search)
  const layers = params.getAll('capa').filter((layer) => Object.hasOwn(owners, layer))
  const chosen = params.has('capas') && layers.length < Object.keys(owners).length
  if (params.has('capas')) params.delete('vista')
  for (const name of ['modo', 'fecha', 'capa', 'capas', 'movida', 'institucion_text', 'institucion_label']) params.delete(name)
  for (const [name, value] of Array.from(params)) if (!value) params.delete(name)
  if (chosen) params.set('capas', '1')
  if (chosen) for (const layer of layers) params.append('capa', layer)
  return params.toString()
}

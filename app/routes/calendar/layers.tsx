import { Form, Link } from '@remix-run/react'

import { calendarLayers, type CalendarLayer } from '#app/domain/calendar/terms.ts'
import { meetingKinds, meetingStates } from '#app/domain/meetings/terms.ts'
import { Checkbox, Select } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { filterOnly } from './head.tsx'

type Filter = {
  q: string
  region: string
  kind: string
  state: string
  mine: boolean
  institution: { id: string; label: string } | null
}

/** What is shown: layers and the filter that lists, feeds and files share through the address. */
export function Layers({ layers, filter, regions, summary, search, canImport }: {
  layers: CalendarLayer[]
  filter: Filter
  regions: { value: string; label: string }[]
  summary: string
  search: string
  canImport: boolean
}) {
  const keep = new URLSearchParams(search)
  const chosen = filterOnly(search)
  const withDue = layers.includes('vencimientos') ? `${chosen}&capa=vencimientos` : chosen
  return (
    <aside className="calendario-lado" aria-label="Qué se muestra">
      <details className="calendario-filtros" open>
        <summary><Icon name="filter" small />Capas y filtros</summary>
        <Form method="get" preventScrollReset key={search}>
          {['modo', 'fecha', 'q'].map((name) => keep.get(name) && <input key={name} type="hidden" name={name} value={keep.get(name)!} />)}
          <input type="hidden" name="capas" value="1" />
          <fieldset className="calendario-capas">
            <legend>Capas</legend>
            <Checkbox name="vista" value="mias" label="Solo mis reuniones" defaultChecked={filter.mine} />
            {Object.entries(calendarLayers).map(([layer, label]) => (
              <Checkbox key={layer} name="capa" value={layer} label={label} defaultChecked={layers.includes(layer as CalendarLayer)} />
            ))}
          </fieldset>
          <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={filter.region} width="full" />
          <Picker
            name="institucion"
            label="Institución"
            source="/sugerencias/instituciones"
            chosen={filter.institution ? [filter.institution] : []}
            placeholder="Todas"
          />
          <Select name="tipo" label="Tipo de reunión" options={meetingKinds} empty="Todos" defaultValue={filter.kind} width="full" />
          <Select name="estado" label="Estado" options={meetingStates} empty="Todos" defaultValue={filter.state} width="full" />
          <button className="boton boton-secundario">Aplicar</button>
        </Form>
      </details>
      <div className="calendario-resumen">
        <p className="meta">{summary}</p>
        <p className="fila">
          <a className="enlace-accion" href={`/calendario.ics?${withDue}`} download>Descargar una copia (.ics)</a>
        </p>
        <p className="fila">
          <a className="enlace-accion" href={`/reuniones.xlsx?${chosen}`} download>Exportar a Excel</a>
        </p>
        {canImport && <p className="fila"><Link className="enlace-accion" to="/calendario/importar">Importar un calendario</Link></p>}
        {chosen && <p><Link className="enlace-accion" to="/calendario">Quitar los filtros</Link></p>}
      </div>
    </aside>
  )
}

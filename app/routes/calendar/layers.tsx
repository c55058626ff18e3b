import { Form, Link, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { calendarLayers, type CalendarLayer } from '#app/domain/calendar/terms.ts'
import { meetingKinds, meetingStates } from '#app/domain/meetings/terms.ts'
import { Select } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { address, filterOnly } from './head.tsx'

type Filter = {
  region: string
  kind: string
  state: string
  institution: { id: string; label: string } | null
}

/** What is shown: layers and the filter that lists, feeds and files share through the address. */
export function Layers({ layers, counts, filter, regions, summary, search, canImport }: {
  layers: CalendarLayer[]
  counts: Record<CalendarLayer, number>
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
        <Form method="get" preventScrollReset key={keyOf(filter)}>
          {['modo', 'fecha', 'q'].map((name) => keep.get(name) && <input key={name} type="hidden" name={name} value={keep.get(name)!} />)}
          <input type="hidden" name="capas" value="1" />
          <fieldset className="calendario-capas">
            <legend>Capas</legend>
            {(Object.keys(calendarLayers) as CalendarLayer[]).map((layer) => (
              <Layer key={layer} layer={layer} count={counts[layer]} on={layers.includes(layer)} />
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
          <a className="enlace-accion" href={`/exportar/reuniones.xlsx?${chosen}`} download>Exportar a Excel</a>
        </p>
        {canImport && <p className="fila"><Link className="enlace-accion" to="/calendario/importar">Importar un calendario</Link></p>}
        {chosen && <p><Link className="enlace-accion" to={address(search, CLEAR)}>Quitar los filtros</Link></p>}
      </div>
    </aside>
  )
}

const CLEAR = Object.fromEntries(
  ['capa', 'capas', 'vista', 'q', 'region', 'institucion', 'institucion_text', 'institucion_label', 'tipo', 'estado', 'desde', 'hasta', 'solo'].map((name) => [name, null]),
)

/** Fields begin anew when the filter changes; a layer that was ticked keeps the focus. */
const keyOf = ({ region, kind, state, institution }: Filter) => [region, kind, state, institution?.id].join()

/** One layer with its colour and how many it has. With JavaScript it is applied as soon as it is ticked. */
function Layer({ layer, count, on }: { layer: CalendarLayer; count: number; on: boolean }) {
  const submit = useSubmit()
  const box = useRef<HTMLInputElement>(null)
  // The address may have changed by itself: back, or a link to another view.
  useEffect(() => {
    if (box.current) box.current.checked = on
  }, [on])
  return (
    <label className="casilla capa">
      <input ref={box} type="checkbox" name="capa" value={layer} defaultChecked={on} onChange={(event) => submit(event.currentTarget.form, { preventScrollReset: true })} />
      <span className={`capa-muestra capa-${layer}`} aria-hidden="true" />
      <span>{calendarLayers[layer]}</span>
      <span className="capa-cuenta cifras">{count}</span>
    </label>
  )
}

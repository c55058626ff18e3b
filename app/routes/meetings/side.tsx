import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import { RequestsBehind } from '../requests/origin.tsx'
import type { May } from './state-acts.tsx'

type Shown = {
  requests: Parameters<typeof RequestsBehind>[0]['requests']
  folio: string
  reason: string | null
  series: { id: string } | null
  facts: {
    organiser: { id: string; name: string | null } | null
    owner: string
    kind: string
    modality: string
    link: string | null
    description: string | null
    reserved: boolean
  }
  may: May
}

/** What is known of the meeting, and the acts that are seldom wanted. */
export function Side({ record: { folio, reason, series, requests, facts, may } }: { record: Shown }) {
  const to = (act: string) => `/reuniones/${folio}/${act}`
  return (
    <div className="pila">
      <RequestsBehind requests={requests} />
      <Card title="Datos" aside={may.edit && <ActionLink to={to('editar')} about="los datos" chevron={false}>Editar</ActionLink>}>
        <Facts
          items={[
            { label: 'Motivo', value: reason },
            { label: 'Tipo', value: facts.kind },
            { label: 'Convoca', value: facts.organiser && <RecordLink to={`/instituciones/${facts.organiser.id}`} strong={false}>{facts.organiser.name}</RecordLink> },
            { label: 'Coordina', value: facts.owner },
            { label: 'Modalidad', value: facts.modality },
            { label: 'Enlace', value: facts.link && <a href={facts.link} rel="noreferrer" className="break-all">Unirse a la videollamada</a> },
            { label: 'Descripción', value: facts.description && <span className="whitespace-pre-line">{facts.description}</span> },
            { label: 'Reserva', value: facts.reserved ? 'En los calendarios se lee «Ocupado»' : null },
          ]}
        />
      </Card>
      <Card title="Calendario" className="no-imprimir">
        <ul className="pila pila-junta">
          <li><a className="enlace-accion" href={to('calendario.ics')} download>Descargar para mi calendario</a></li>
          {series && <li><a className="enlace-accion" href={`/reuniones/series/${series.id}/calendario.ics`} download>Descargar toda la serie</a></li>}
          {series && may.move && <li><ActionLink to={to('retiro')} chevron={false}>Quitar de la serie…</ActionLink></li>}
          {may.go.includes('suspended') && <li><ActionLink to={to('suspension')} chevron={false}>Suspender…</ActionLink></li>}
          {may.go.includes('cancelled') && <li><ActionLink to={to('cancelacion')} chevron={false}>Cancelar la reunión…</ActionLink></li>}
        </ul>
      </Card>
    </div>
  )
}

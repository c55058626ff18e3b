import { Card } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import type { Standing } from './standing.server.ts'
import { WaitLine } from './wait-line.tsx'

/** What has to happen before it, what it is a part of, and who waits for it. */
export function Dependencies({ record: { folio, standing: { wait, part_of } }, waiting, writes }: {
  record: { folio: string; standing: Standing }
  waiting: { folio: string; text: string }[]
  writes: boolean
}) {
  const change = writes && <ActionLink to={`/compromisos/${folio}/espera`} about={`de ${folio}`}>{wait ? 'Cambiar' : 'Espera a otro'}</ActionLink>
  if (!wait && !part_of && waiting.length === 0 && !change) return null
  return (
    <Card title="Depende de" aside={change}>
      <div className="pila pila-junta">
        {part_of && <p>Es parte de <RecordLink to={`/compromisos/${part_of}`} strong={false}><Folio>{part_of}</Folio></RecordLink></p>}
        {wait && <div><WaitLine wait={wait} /></div>}
        {!wait && !part_of && <p className="meta">No espera a ningún otro compromiso.</p>}
        {waiting.length > 0 && (
          <div>
            <p className="meta">{waiting.length === 1 ? 'Lo espera' : 'Lo esperan'}</p>
            <ul>{waiting.map((other) => <li key={other.folio}><RecordLink to={`/compromisos/${other.folio}`} strong={false}><Folio>{other.folio}</Folio> {other.text}</RecordLink></li>)}</ul>
          </div>
        )}
      </div>
    </Card>
  )
}

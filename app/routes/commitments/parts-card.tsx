import { Card } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import { CommitmentBadge } from './badge.tsx'
import type { Row } from './row.server.ts'

/** The parts of a commitment, and how many of them are fulfilled. */
export function PartsCard({ folio, progress, parts, writes }: { folio: string; progress: string | null; parts: Row[]; writes: boolean }) {
  const add = writes && <ActionLink to={`/compromisos/nuevo?parte_de=${folio}`} about={`a ${folio}`}>Agregar parte</ActionLink>
  return (
    <Card title={progress ?? 'Partes'} aside={add}>
      <ul className="lista">
        {parts.map((part) => (
          <li key={part.folio} className="pila pila-junta">
            <div className="fila">
              <RecordLink to={`/compromisos/${part.folio}`}>{part.text}</RecordLink>
              <CommitmentBadge status={part.status} />
            </div>
            <p className="meta"><Folio>{part.folio}</Folio> Debe {part.owes} {part.receives}{part.due && ` · ${part.due.text}`}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

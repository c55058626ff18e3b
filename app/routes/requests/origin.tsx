import type { listRequestsBehind } from '#app/domain/connection-requests/queries.server.ts'
import { Card } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'

type Behind = Pick<Awaited<ReturnType<typeof listRequestsBehind>>[number], 'folio' | 'subject' | 'asker_name'>

/** The requests that a meeting or an agreement comes from; nothing when there are none. */
export function RequestsBehind({ requests }: { requests: Behind[] }) {
  if (requests.length === 0) return null
  return (
    <Card title={requests.length === 1 ? 'Viene de una solicitud' : 'Viene de solicitudes'}>
      <ul className="lista">
        {requests.map(({ folio, subject, asker_name }) => (
          <li key={folio}>
            <RecordLink to={`/solicitudes/${folio}`}>{subject}</RecordLink>
            <p className="meta"><Folio>{folio}</Folio> · pide {asker_name}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

import { requestSorts, type RequestSort } from '#app/domain/connection-requests/terms.ts'
import { shownColumns } from '#app/domain/saved-views/rules.ts'
import { lists } from '#app/domain/saved-views/terms.ts'
import { orderOf, sortBy } from '#app/lib/list-address.ts'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import type { Column } from '#app/ui/table.tsx'

import type { Row } from './row.server.ts'

const { columns: words } = lists.requests

export const columnsOf = (search: URLSearchParams): Column<Row>[] => shownColumns('requests', search, [
  {
    key: 'solicitud',
    label: 'Solicitud',
    cell: (row) => <><RecordLink to={`/solicitudes/${row.folio}`}>{row.subject}</RecordLink><br /><Folio>{row.folio}</Folio></>,
    ...by(search, 'folio'),
  },
  {
    key: 'pide',
    label: words.pide,
    width: 'col-media',
    cell: (row) => <span className="meta"><span className="solo-telefono">Pide </span>{row.asker}<br className="solo-escritorio" /> con {row.with}</span>,
    ...by(search, 'pide'),
  },
  {
    key: 'recibida',
    label: words.recibida,
    width: 'col-fecha',
    phone: 'label',
    cell: (row) => <time className="cifras whitespace-nowrap" dateTime={row.received.on} title={row.received.title}>{row.received.text}</time>,
    ...sortBy(search, 'recibida', orderOf(search, requestSorts), 'descending'),
  },
  {
    key: 'estado',
    label: words.estado,
    width: 'col-estado',
    cell: (row) => <><StatusBadge tone={row.badge.tone}>{row.badge.word}</StatusBadge>{row.since && <span className="meta block">{row.since}</span>}</>,
  },
  { key: 'sigue', label: words.sigue, cell: (row: Row) => row.follower, phone: 'label' as const },
])

const by = (search: URLSearchParams, name: RequestSort) => sortBy(search, name, orderOf(search, requestSorts))

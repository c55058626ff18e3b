import { meetingSorts, type MeetingView } from '#app/domain/meetings/terms.ts'
import { orderOf, sortBy } from '#app/lib/list-address.ts'
import { plural } from '#app/lib/text.ts'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import type { Column } from '#app/ui/table.tsx'

import type { MeetingRow } from './index.tsx'
import { MeetingBadge } from './meeting-badge.tsx'

export function columnsOf(search: URLSearchParams, view: MeetingView): Column<MeetingRow>[] {
  const asked = orderOf(search, meetingSorts)
  // Unless it is asked otherwise, what comes is read forwards and what happened backwards.
  const order = asked.sort ? asked : { sort: 'fecha' as const, descending: view !== 'proximas' }
  return [
    {
      key: 'reunion',
      label: 'Reunión',
      cell: (row) => (
        <>
          <RecordLink to={`/reuniones/${row.folio}`}>{row.title}</RecordLink>
          <Folio>{row.repeats ? `${row.folio} · serie` : row.folio}</Folio>
        </>
      ),
      ...sortBy(search, 'reunion', order),
    },
    {
      key: 'fecha',
      label: 'Fecha',
      cell: (row) => (
        <>
          <time dateTime={row.day.on} title={row.day.title} className="cifras whitespace-nowrap">{row.day.text}</time>
          <span className="meta block">{row.hours}</span>
        </>
      ),
      ...sortBy(search, 'fecha', order),
      width: 'col-fecha',
    },
    { key: 'with', label: 'Instituciones', cell: (row) => row.with },
    { key: 'state', label: 'Estado', cell: (row) => <MeetingBadge state={row.state} /> },
    {
      key: 'agreements',
      label: 'Acuerdos',
      cell: (row) => row.agreements,
      align: 'right',
      width: 'col-corta',
      phone: 'hide',
    },
    {
      key: 'open',
      label: 'Abiertos',
      cell: (row) => <span title={plural(row.open_commitments, 'compromiso abierto', 'compromisos abiertos')}>{row.open_commitments}</span>,
      align: 'right',
      width: 'col-corta',
      phone: 'hide',
    },
  ]
}

import { meetingSorts, type MeetingView } from '#app/domain/meetings/terms.ts'
import { shownColumns } from '#app/domain/saved-views/rules.ts'
import { lists } from '#app/domain/saved-views/terms.ts'
import { orderOf, sortBy } from '#app/lib/list-address.ts'
import { plural } from '#app/lib/text.ts'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import type { Column } from '#app/ui/table.tsx'

import type { MeetingRow } from './row.server.ts'
import { MeetingBadge } from './meeting-badge.tsx'

export function columnsOf(search: URLSearchParams, view: MeetingView): Column<MeetingRow>[] {
  const asked = orderOf(search, meetingSorts)
  // Unless it is asked otherwise, what comes is read forwards and what happened backwards.
  const order = asked.sort ? asked : { sort: 'fecha' as const, descending: view !== 'proximas' }
  const { columns: words } = lists.meetings
  return shownColumns('meetings', search, [
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
      label: words.fecha,
      cell: (row) => (
        <>
          <time dateTime={row.day.on} title={row.day.title} className="cifras whitespace-nowrap">{row.day.text}</time>
          <span className="meta block">{row.hours}</span>
        </>
      ),
      ...sortBy(search, 'fecha', order),
      width: 'col-fecha',
    },
    { key: 'instituciones', label: words.instituciones, cell: (row) => row.with },
    { key: 'estado', label: words.estado, cell: (row) => <MeetingBadge state={row.state} /> },
    {
      key: 'acuerdos',
      label: words.acuerdos,
      cell: (row) => row.agreements,
      align: 'right',
      width: 'col-corta',
      phone: 'hide',
    },
    {
      key: 'abiertos',
      label: words.abiertos,
      cell: (row) => <span title={plural(row.open_commitments, 'compromiso abierto', 'compromisos abiertos')}>{row.open_commitments}</span>,
      align: 'right',
      width: 'col-corta',
      phone: 'hide',
    },
    { key: 'tipo', label: words.tipo, cell: (row) => row.kind, phone: 'label' },
    { key: 'lugar', label: words.lugar, cell: (row) => row.place, phone: 'label' },
    { key: 'cargo', label: words.cargo, cell: (row) => row.owner, phone: 'label' },
  ])
}

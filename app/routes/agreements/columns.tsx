import { agreementSorts, type AgreementSort } from '#app/domain/agreements/terms.ts'
import { shownColumns } from '#app/domain/saved-views/rules.ts'
import { lists } from '#app/domain/saved-views/terms.ts'
import { orderOf, sortBy } from '#app/lib/list-address.ts'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import type { Column } from '#app/ui/table.tsx'

import type { Row } from './row.server.ts'

const { columns: words } = lists.agreements

export const columnsOf = (search: URLSearchParams): Column<Row>[] => shownColumns('agreements', search, [
  {
    key: 'acuerdo',
    label: 'Acuerdo',
    cell: (row) => <><RecordLink to={`/acuerdos/${row.folio}`}>{row.text}</RecordLink><Folio>{row.folio}</Folio></>,
    ...by(search, 'folio'),
  },
  {
    key: 'origen',
    label: words.origen,
    width: 'col-fecha',
    cell: (row) => (
      <>
        {row.kind}{row.stage && <span className="meta block">{row.stage}</span>}
        <span className="meta cifras block">
          <time dateTime={row.agreed.on}>{row.agreed.text}</time>{row.meeting_folio && <><br /><RecordLink to={`/reuniones/${row.meeting_folio}`} strong={false}>{row.meeting_folio}</RecordLink></>}
        </span>
      </>
    ),
    ...by(search, 'fecha'),
  },
  { key: 'partes', label: words.partes, width: 'col-media', cell: (row) => row.parties },
  {
    key: 'avance',
    label: words.avance,
    width: 'col-estado',
    cell: (row) => (
      <>
        <StatusBadge tone={row.state.tone}>{row.state.word}</StatusBadge>
        <span className="meta block">
          {row.progress}
          {row.overdue && <>, <span className="font-fuerte text-vencido">{row.overdue}</span></>}
          {row.state.overridden && ' · estado puesto a mano'}
        </span>
      </>
    ),
  },
  {
    key: 'vigencia',
    label: words.vigencia,
    width: 'col-fecha',
    phone: 'label',
    cell: (row) => <span className="cifras whitespace-nowrap">{row.valid}</span>,
    ...by(search, 'vigencia'),
  },
])

const by = (search: URLSearchParams, name: AgreementSort) => sortBy(search, name, orderOf(search, agreementSorts))

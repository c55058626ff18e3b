import { Link } from '@remix-run/react'
import { lazy, Suspense } from 'react'

import type { ListedInstitution } from '#app/domain/institutions/queries/list.server.ts'
import { institutionKinds, institutionSorts, networkStatuses, type InstitutionSort } from '#app/domain/institutions/terms.ts'
import { lists } from '#app/domain/saved-views/terms.ts'
import { shownColumns } from '#app/domain/saved-views/rules.ts'
import { sortBy } from '#app/lib/list-address.ts'
import { formatNumber } from '#app/lib/text.ts'
import { RecordLink } from '#app/ui/link.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { SELECTION } from '#app/ui/selection.ts'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

const ActsOnSelection = lazy(() => import('#app/routes/bulk-edits/acts-on-selection.tsx').then(({ ActsOnSelection }) => ({ default: ActsOnSelection })))

type Row = ListedInstitution & { contact: { day: string; date: string; ago: string } | null }

export function InstitutionsTable({
  rows, total, page, pageSize, search, seen, order, writes,
}: {
  rows: Row[]
  total: number
  page: number
  pageSize: number
  search: URLSearchParams
  /** The address with everything that was understood of it. */
  seen: URLSearchParams
  writes: boolean
  order: { sort?: InstitutionSort; descending: boolean; q: string }
}) {
  // What was searched for comes by likeness; anything else by name.
  const shown = order.sort ?? (order.q ? undefined : 'nombre')
  const by = (name: InstitutionSort, first?: 'descending') => sortBy(search, name, { ...order, sort: shown }, first)
  const all = search.get('seleccion') === 'todos'
  const { columns: words } = lists.institutions
  const columns: Column<Row>[] = [
    { key: 'institucion', label: 'Institución', cell: (row) => <Name row={row} />, ...by('nombre') },
    { key: 'tipo', label: words.tipo, cell: (row) => institutionKinds[row.kind], phone: 'hide', ...by('tipo') },
    { key: 'lugar', label: words.lugar, cell: placeOf },
    { key: 'autoridad', label: words.autoridad, cell: (row) => <Authority row={row} /> },
    {
      key: 'contacto',
      label: words.contacto,
      cell: (row) => row.contact && <time dateTime={row.contact.day} title={row.contact.date}>{row.contact.ago}</time>,
      phone: 'label',
      ...by('contacto', 'descending'),
    },
    { key: 'debe', label: words.debe, cell: (row) => <Debt row={row} />, ...by('vencidos', 'descending') },
    { key: 'red', label: words.red, cell: (row) => row.network_status === 'external' ? null : networkStatuses[row.network_status], ...by('red') },
    { key: 'coordina', label: words.coordina, cell: (row) => row.coordinator_name, phone: 'label' },
  ]
  return (
    <div className="con-seleccion" data-todos={all || undefined}>
      <DataTable
        caption="Instituciones"
        rows={rows}
        rowKey={(row) => row.id}
        columns={shownColumns('institutions', search, columns)}
        select={writes ? { name: 'id', label: (row) => `Seleccionar ${row.short_name}`, form: SELECTION, checked: all } : undefined}
        bar={writes && <Suspense><ActsOnSelection act="coordinacion" total={total} label="Asignar quién coordina…" seen={seen} /></Suspense>}
        foot={<ListPages from={(page - 1) * pageSize + 1} shown={rows.length} total={total} note={`orden: ${shown ? institutionSorts[shown] : 'parecido'}`} />}
      />
    </div>
  )
}

function Name({ row }: { row: Row }) {
  return (
    <>
      <RecordLink to={`/instituciones/${row.id}`}>{row.short_name}</RecordLink>
      <span className="meta block solo-telefono">{institutionKinds[row.kind]}</span>
    </>
  )
}

/** The name of a municipality or of a regional body already says where it is. */
function placeOf({ kind, commune_name, region_name }: Row) {
  if (['municipality', 'gore', 'serviu', 'seremi'].includes(kind)) return region_name
  return [...new Set([commune_name, region_name])].filter(Boolean).join(', ') || 'Todo el país'
}

function Authority({ row: { authority, authority_title, authority_known } }: { row: Row }) {
  if (!authority) return authority_title && <span className="meta">{authority_known ? 'Vacante' : 'Sin registrar'}</span>
  return <Link className="enlace-titulo font-normal" to={`/contactos/${authority.person_id}`}>{authority.name}</Link>
}

/** Open promises, and how many of them are overdue; each figure opens its list. */
function Debt({ row: { id, short_name, open_count, overdue_count } }: { row: Row }) {
  if (open_count === 0) return null
  const list = `/compromisos?vista=todos&institucion=${id}&papel=debe`
  return (
    <span className="fila">
      <Link className="cifras inline-block min-h-6 leading-6" to={`${list}&estado=abiertos`}>
        {formatNumber(open_count)} {open_count === 1 ? 'abierto' : 'abiertos'}
        <span className="solo-lector"> de {short_name}</span>
      </Link>
      {overdue_count > 0 && (
        <Link className="inline-block no-underline" to={`${list}&estado=vencido`}>
          <StatusBadge tone="vencido">{formatNumber(overdue_count)} {overdue_count === 1 ? 'vencido' : 'vencidos'}</StatusBadge>
        </Link>
      )}
    </span>
  )
}

import { sorts, type Sort } from '#app/domain/commitments/terms.ts'
import { orderOf, sortBy } from '#app/lib/list-address.ts'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import type { Column } from '#app/ui/table.tsx'

import { CommitmentBadge } from './badge.tsx'
import { FulfilAtOnce } from './fulfil-at-once.tsx'
import type { Row } from './row.server.ts'
import { Standing } from './standing.tsx'

/** The columns of a list of commitments; `writes` adds the acts of each row. */
export const columnsOf = (search: URLSearchParams, writes: boolean): Column<Row>[] => [
  {
    key: 'compromiso',
    label: 'Compromiso',
    cell: (row) => (
      <>
        <RecordLink to={`/compromisos/${row.folio}`}>{row.text}</RecordLink>
        <br />
        <Folio>{row.folio}</Folio>
        <Standing standing={row.standing} />
      </>
    ),
    ...by(search, 'compromiso'),
  },
  {
    key: 'debe',
    label: 'Quién debe a quién',
    width: 'col-media',
    cell: (row) => <span className="meta"><span className="solo-telefono">Debe </span>{row.owes}<br className="solo-escritorio" /> {row.receives}</span>,
    ...by(search, 'debe'),
  },
  {
    key: 'vence',
    label: 'Vence',
    width: 'col-fecha',
    cell: (row) => (
      <>
        {row.due ? <time className="cifras" dateTime={row.due.on} title={row.due.title}>{row.due.text}</time> : <span className="meta">Sin fecha</span>}
        {row.before && <span className="meta cifras block whitespace-nowrap">{row.before}</span>}
      </>
    ),
    ...by(search, 'vence'),
    phone: 'hide',
  },
  {
    key: 'estado',
    label: 'Estado',
    width: 'col-estado',
    cell: (row) => <CommitmentBadge status={row.status} still={row.still} />,
  },
  ...(writes ? [{ key: 'actos', label: 'Actos', cell: (row: Row) => <Acts row={row} /> }] : []),
]

const by = (search: URLSearchParams, name: Sort) => sortBy(search, name, orderOf(search, sorts))

function Acts({ row: { folio, open, awaits, standing } }: { row: Row }) {
  if (!open) return null
  const to = `/compromisos/${folio}`
  return (
    <span className="fila no-imprimir">
      {standing.receipt?.confirmed && <FulfilAtOnce folio={folio} />}
      {awaits
        ? <ActionLink to={`${to}/verificacion`} about={folio} chevron={false}>Validar</ActionLink>
        : <ActionLink to={`${to}/declaracion?respuesta=delivered`} about={folio} chevron={false}>Cumplir</ActionLink>}
      <ActionLink to={`${to}/reprogramacion`} about={`de ${folio}`} chevron={false}>Cambiar plazo</ActionLink>
    </span>
  )
}

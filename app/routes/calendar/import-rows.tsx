import { Link } from '@remix-run/react'

import type { PreviewRow } from '#app/domain/calendar-imports/queries/preview.server.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

/** Entries to choose from. */
export function ImportRows({ title, hint, rows, ticked }: {
  title: string
  hint: string | null
  rows: PreviewRow[]
  ticked: (row: PreviewRow) => boolean
}) {
  const columns: Column<PreviewRow>[] = [
    {
      key: 'title',
      label: 'Evento',
      cell: (row) => (
        <div className="pila pila-junta">
          <label className="casilla">
            <input type="checkbox" name="pick" value={row.position} defaultChecked={ticked(row)} />
            <span>{row.title}</span>
          </label>
          <Remarks row={row} />
        </div>
      ),
    },
    { key: 'when', label: 'Cuándo', cell: (row) => <When row={row} />, width: 'col-media' },
    { key: 'people', label: 'Personas', cell: (row) => <People row={row} />, width: 'col-media' },
  ]
  const bar = (
    <>
      <TableHead title={title} aside={plural(rows.length, 'evento', 'eventos')} />
      {hint && <p className="meta px-4 pb-3 md:px-5">{hint}</p>}
    </>
  )
  return <DataTable caption={title} bar={bar} columns={columns} rows={rows} rowKey={(row) => String(row.position)} />
}

const TableHead = ({ title, aside }: { title: string; aside: string }) => (
  <div className="tarjeta-cabeza">
    <h2>{title}</h2>
    <div className="meta">{aside}</div>
  </div>
)

function When({ row: { when, repeats, asksZone, isCancelled } }: { row: PreviewRow }) {
  return (
    <div className="pila pila-junta">
      <span>{when}{asksZone && ' (sin zona)'}</span>
      {repeats && <span className="meta">{repeats}</span>}
      {isCancelled && <span><StatusBadge tone="sin-efecto">Cancelada</StatusBadge></span>}
    </div>
  )
}

function Remarks({ row: { changes, changedHere, notes, reason } }: { row: PreviewRow }) {
  return (
    <>
      {changedHere && <span><StatusBadge tone="por-vencer" icon="pencil">Cambió aquí</StatusBadge></span>}
      {[...changes, ...notes, ...(reason ? [reason] : [])].map((text) => <p key={text} className="meta font-normal">{text}</p>)}
    </>
  )
}

function People({ row: { guests, strangers } }: { row: PreviewRow }) {
  if (guests.length + strangers.length === 0) return <span className="meta">Nadie</span>
  return (
    <div className="pila pila-junta">
      {guests.length > 0 && <span>{guests.join('; ')}</span>}
      {strangers.length > 0 && (
        <details className="meta">
          <summary>{strangers.length === 1 ? '1 no está en el directorio' : `${formatNumber(strangers.length)} no están en el directorio`}</summary>
          {strangers.slice(0, 30).map((email) => <span key={email} className="block break-all">{email}</span>)}
        </details>
      )}
    </div>
  )
}

type Refused = { line: number; title: string; reason: string | null }

/** What could not be read, and where. */
export function RefusedRows({ title, rows, total }: { title: string; rows: Refused[]; total: number }) {
  return (
    <DataTable
      caption={title}
      bar={<TableHead title={title} aside={plural(total, 'evento', 'eventos')} />}
      rows={rows}
      rowKey={({ line, title }) => `${line} ${title}`}
      columns={[
        { key: 'title', label: 'Evento', cell: ({ title }) => title },
        { key: 'line', label: 'Línea', cell: ({ line }) => formatNumber(line), width: 'col-corta', phone: 'label' },
        { key: 'reason', label: 'Motivo', cell: ({ reason }) => reason },
      ]}
      foot={total > rows.length && <p className="meta px-5 py-3">Y {formatNumber(total - rows.length)} más.</p>}
    />
  )
}

/** Entries about which nothing is decided, and why. */
export function ToldRows({ rows, total }: { rows: PreviewRow[]; total: number }) {
  return (
    <>
      <ul className="lista">
        {rows.map(({ position, title, folio, reason, when, line }) => (
          <li key={position}>
            {folio ? <Link to={`/reuniones/${folio}`}>{title}</Link> : title}{' '}
            <span className="meta">línea {formatNumber(line)}{(reason ?? when) && `: ${reason ?? when}`}</span>
          </li>
        ))}
      </ul>
      {total > rows.length && <p className="meta">Y {formatNumber(total - rows.length)} más.</p>}
    </>
  )
}

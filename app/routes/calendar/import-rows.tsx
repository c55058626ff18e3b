import type { PreviewRow } from '#app/domain/calendar-imports/queries/preview.server.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

/** Entries to choose from. */
export function ImportRows({ caption, rows, ticked }: { caption: string; rows: PreviewRow[]; ticked: (row: PreviewRow) => boolean }) {
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
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => String(row.position)} />
}

function When({ row: { when, repeats, asksZone, isCancelled } }: { row: PreviewRow }) {
  return (
    <div className="pila pila-junta">
      <span>{when}{asksZone && ' (sin zona)'}</span>
      {repeats && <span className="meta">{repeats}</span>}
      {isCancelled && <StatusBadge tone="sin-efecto">Cancelada</StatusBadge>}
    </div>
  )
}

function Remarks({ row: { changes, changedHere, notes, reason } }: { row: PreviewRow }) {
  return (
    <>
      {changedHere && <StatusBadge tone="por-vencer" icon="pencil">Cambió aquí</StatusBadge>}
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

/** Entries about which nothing is decided, and why. */
export function ToldRows({ caption, rows, total }: { caption: string; rows: PreviewRow[]; total: number }) {
  const columns: Column<PreviewRow>[] = [
    { key: 'title', label: 'Evento', cell: ({ title, folio }) => <>{title}{folio && <span className="meta"> {folio}</span>}</> },
    { key: 'line', label: 'Línea', cell: ({ line }) => formatNumber(line), width: 'col-corta', phone: 'label' },
    { key: 'reason', label: 'Motivo', cell: ({ reason, when }) => reason ?? when },
  ]
  return (
    <>
      <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => String(row.position)} />
      {total > rows.length && <p className="meta px-5 py-3">Y {plural(total - rows.length, 'más', 'más')}.</p>}
    </>
  )
}

import { Link } from '@remix-run/react'

import { plural } from '#app/lib/text.ts'
import { RecordLink } from '#app/ui/link.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

import type { standingsOf } from './standings.server.ts'

type Loaded = Awaited<ReturnType<typeof standingsOf>>
type Row = Loaded['rows'][number]

/** What each institution owes and is owed, the most overdue first. Every figure leads to exactly its list. */
export function ByInstitution({ standings, toPage }: { standings: Loaded; toPage: (page: number) => string }) {
  const { rows, from, total, whole, linked } = standings
  const page = Math.ceil(from / 50)
  const to = from + rows.length - 1
  const columns: Column<Row>[] = [
    { key: 'institucion', label: 'Institución', cell: (row) => <RecordLink to={`/instituciones/${row.id}`}>{row.name}</RecordLink> },
    { key: 'debe', label: 'Lo que debe', cell: (row) => <Side side={row.owes} whole={whole} linked={linked} nothing="No debe nada" />, phone: 'label' },
    { key: 'recibe', label: 'Lo que le deben', cell: (row) => <Side side={row.receives} whole={whole} linked={linked} nothing="Nadie le debe" />, phone: 'label' },
  ]
  return (
    <DataTable
      caption="Compromisos por institución"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      foot={
        <Pagination
          from={from}
          to={to}
          total={total}
          previous={page > 1 ? toPage(page - 1) : undefined}
          next={to < total ? toPage(page + 1) : undefined}
          note="orden: más vencidos primero"
        />
      }
    />
  )
}

function Side({ side, whole, linked, nothing }: { side: Row['owes']; whole: boolean; linked: boolean; nothing: string }) {
  if (side.total === 0) return <span className="meta">{nothing}</span>
  return (
    <>
      {whole && (
        <span className="cumplimiento">
          <progress value={side.kept} max={side.total} aria-hidden="true" />
          <span className="cifras">{side.words}</span>
        </span>
      )}
      <span className="meta cifras">
        {side.figures.map(({ n, one, many, to }, at) => (
          <span key={one}>{at > 0 && ' · '}{linked ? <Link className={one === 'vencido' ? 'text-vencido' : undefined} to={to}>{plural(n, one, many)}</Link> : plural(n, one, many)}</span>
        ))}
      </span>
    </>
  )
}

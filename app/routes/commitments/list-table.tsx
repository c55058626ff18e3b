import type { CommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { dueGroups, savedViews, type DueGroup, type SavedView } from '#app/domain/commitments/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { ListPages } from '#app/ui/pagination.tsx'
import { DataTable } from '#app/ui/table.tsx'

import { columnsOf } from './columns.tsx'
import type { Row } from './row.server.ts'
import { TableView } from './table-view.tsx'

/** One page of the list, to read or to work in. */
export function ListTable({ rows, groups, total, filter, from, writes, search }: {
  rows: Row[]
  groups: Partial<Record<DueGroup, number>>
  total: number
  filter: CommitmentFilter & { view: SavedView }
  from: number
  writes: boolean
  search: URLSearchParams
}) {
  const caption = `Compromisos: ${savedViews[filter.view]}`
  const shown = filter.sort ? undefined : groupsOf(rows, groups)
  const foot = <ListPages from={from} shown={rows.length} total={total} note={filter.sort ? undefined : 'orden: vence'} />
  if (writes) {
    const exportTo = `/exportar/compromisos.xlsx${withParams(search, { vista: filter.view })}`
    return <TableView caption={caption} rows={rows} groups={shown} total={total} all={search.get('seleccion') === 'todos'} exportTo={exportTo} foot={foot} />
  }
  const rest = { caption, columns: columnsOf(search, { writes: false }), rowKey: (row: Row) => row.folio, foot }
  return shown ? <DataTable {...rest} groups={shown} /> : <DataTable {...rest} rows={rows} />
}

/** Counts are of the whole list, not of the page. */
const groupsOf = <R extends { group: DueGroup }>(rows: R[], counts: Partial<Record<DueGroup, number>>) =>
  (Object.keys(dueGroups) as DueGroup[]).map((group) => ({
    label: dueGroups[group],
    rows: rows.filter((row) => row.group === group),
    count: counts[group],
  }))

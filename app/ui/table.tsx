import { Link, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Icon } from './icon.tsx'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** Address of the list ordered by this column; the head becomes a link. */
  sortTo?: string
  sorted?: 'ascending' | 'descending'
  align?: 'right'
  /** A CSS width class of the table («col-fecha», «col-estado», «col-media») when the content must not decide. */
  width?: 'col-fecha' | 'col-estado' | 'col-media' | 'col-corta'
  /** On phones a row is a card: hide the cell there, or show the head before it. */
  phone?: 'hide' | 'label'
}
export type Group<Row> = { label: string; rows: Row[]; count?: number }

/**
 * A real table; on phones each row is a card. The first column heads the row and holds its link.
 * `select` puts a checkbox of that name in every row, of the form with that id or of the one around the table.
 */
export function DataTable<Row>({
  caption, columns, rows, groups, rowKey, rowClass, detail, select, bar, foot,
}: {
  caption: string
  columns: Column<Row>[]
  rows?: Row[]
  /** Instead of `rows`: heads with counts. Empty groups are left out. */
  groups?: Group<Row>[]
  rowKey: (row: Row) => string
  rowClass?: (row: Row) => string | undefined
  /** What opens below a row, over its whole width. */
  detail?: (row: Row) => ReactNode
  select?: { name: string; label: (row: Row) => string; value?: (row: Row) => string; form?: string; checked?: boolean }
  /** Above the heads: the acts on what is selected. */
  bar?: ReactNode
  /** Below the rows: the pages. */
  foot?: ReactNode
}) {
  const all = groups?.filter(({ rows }) => rows.length > 0) ?? [{ label: '', rows: rows ?? [] }]
  const width = columns.length + (select ? 1 : 0)
  const summarised = useSearchParams()[0].get('panel')
  const opened = (row: Row, content: ReactNode) =>
    content ? [<tr key={`${rowKey(row)} abierta`} className="tabla-detalle"><td colSpan={width}>{content}</td></tr>] : []
  return (
    <div className="tarjeta tarjeta-justa">
      {bar}
      <table className="tabla">
        <caption className="solo-lector">{caption}</caption>
        <thead>
          <tr>
            {select && <th scope="col" className="col-casilla"><span className="solo-lector">Selección</span></th>}
            {columns.map((column) => <Head key={column.key} column={column} />)}
          </tr>
        </thead>
        {all.map((group, at) => (
          <tbody key={at}>
            {group.label && (
              <tr className="tabla-grupo">
                <th colSpan={width} scope="rowgroup">{group.label} <span>{group.count ?? group.rows.length}</span></th>
              </tr>
            )}
            {group.rows.flatMap((row) => [
              <tr key={rowKey(row)} className={classes(rowClass?.(row), rowKey(row) === summarised && 'fila-abierta')} data-fila={rowKey(row)} aria-current={rowKey(row) === summarised || undefined}>
                {select && (
                  <td className="col-casilla">
                    <label className="casilla-sola">
                      <input
                        key={String(select.checked)}
                        type="checkbox"
                        form={select.form}
                        defaultChecked={select.checked}
                        name={select.name}
                        value={(select.value ?? rowKey)(row)}
                        aria-label={select.label(row)}
                      />
                    </label>
                  </td>
                )}
                {columns.map((column, at) => <Cell key={column.key} column={column} row={row} head={at === 0} />)}
              </tr>,
              ...opened(row, detail?.(row)),
            ])}
          </tbody>
        ))}
      </table>
      {foot}
    </div>
  )
}

function Head<Row>({ column: { label, sortTo, sorted, align, width } }: { column: Column<Row> }) {
  return (
    <th scope="col" aria-sort={sorted} className={classes(width, align === 'right' && 'text-right')}>
      {sortTo === undefined ? label : (
        <Link to={sortTo} preventScrollReset>
          {label}
          {sorted && <Icon name={sorted === 'ascending' ? 'chevron-up' : 'chevron-down'} small />}
        </Link>
      )}
    </th>
  )
}

function Cell<Row>({ column, row, head }: { column: Column<Row>; row: Row; head: boolean }) {
  const { align, phone, label } = column
  const content = column.cell(row)
  if (head) return <th scope="row">{content}</th>
  return (
    <td
      className={classes(
        align === 'right' && 'text-right',
        phone === 'hide' && 'solo-ancho',
        phone === 'label' && 'con-rotulo',
      )}
      data-rotulo={phone === 'label' ? label : undefined}
    >
      {content}
    </td>
  )
}

const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ') || undefined

import { useFetcher, useFetchers, useLocation } from '@remix-run/react'
import { lazy, Suspense, useState, type ReactNode } from 'react'

import { stages, type Stage } from '#app/domain/commitments/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { SELECTION } from '#app/ui/selection.ts'
import { DataTable, type Group } from '#app/ui/table.tsx'

import { columnsOf } from './columns.tsx'
import { linkOf, useFocusThatFollows, useListKeys } from './list-keys.ts'
import { EDITING, useMoves } from './moves.ts'
import type { QuickChoices } from './quick-fields.tsx'
import type { Row } from './row.server.ts'
import { ActsOnSelection } from './selection-bar.tsx'

const Editor = lazy(() => import('./editor.tsx').then(({ Editor }) => ({ default: Editor })))
const MoveDialog = lazy(() => import('./move-dialog.tsx').then(({ MoveDialog }) => ({ default: MoveDialog })))

type Opened = QuickChoices & { head: { folio: string } }

/** The list as a table that is worked in: acts on a row, on what is marked, and what is edited in place. */
export function TableView({ caption, rows, groups, total, all, exportTo, foot }: {
  caption: string
  rows: Row[]
  groups?: Group<Row>[]
  total: number
  /** Everything in the filter is marked, on this page or not. */
  all: boolean
  exportTo: string
  foot: ReactNode
}) {
  const { pathname, search } = useLocation()
  const { move, pending } = useMoves()
  const { load, data: opened } = useFetcher<Opened>()
  const [editing, setEditing] = useState<string>()
  const [asked, setAsked] = useState<Row>()
  const edits = useFetchers().filter(({ key, data }) => key.startsWith(EDITING) && !data)
  const shown = (row: Row) => awaited(row, pending.get(row.folio), edits.find(({ key }) => key === EDITING + row.folio)?.formData, opened)
  const ask = (folio: string) => setAsked(rows.find((row) => row.folio === folio))
  function edit(folio: string) {
    if (!rows.find((row) => row.folio === folio)?.open) return move(folio, 'pendiente')
    setEditing(folio)
    load(`/compromisos/${folio}/edicion`)
  }
  function close() {
    if (editing) linkOf(editing)?.focus()
    setEditing(undefined)
  }
  useListKeys({ move, ask, edit })
  useFocusThatFollows()

  return (
    <div className="con-seleccion" data-todos={all || undefined}>
      <DataTable
        caption={caption}
        columns={columnsOf(new URLSearchParams(search), { writes: true, back: pathname + search, move, edit })}
        {...(groups ? { groups: groups.map((group) => ({ ...group, rows: group.rows.map(shown) })) } : { rows: rows.map(shown) })}
        rowKey={(row) => row.folio}
        select={{ name: 'folio', label: (row) => `Seleccionar ${row.folio}`, form: SELECTION, checked: all }}
        detail={(row) => row.folio === editing && opened?.head.folio === editing && (
          <Suspense><Editor key={editing} folio={editing} choices={opened} onClose={close} /></Suspense>
        )}
        bar={<ActsOnSelection total={total} all={all} exportTo={exportTo} />}
        foot={foot}
      />
      {asked && <Suspense><MoveDialog row={asked} onMove={move} onClose={() => setAsked(undefined)} /></Suspense>}
    </div>
  )
}

/** The row as it will be if the server says yes. */
function awaited(row: Row, stage: Stage | undefined, edit: FormData | undefined, opened: Opened | undefined): Row {
  const chosen = stage ?? (edit?.get('stage') as Stage | undefined)
  const due_on = edit?.get('due_on')
  const position = opened?.positions.find(({ value }) => value === edit?.get('responsible_position_id'))
  return {
    ...row,
    ...(chosen && chosen !== row.stage ? { stage: chosen, status: { word: stages[chosen], tone: chosen, icon: icons[chosen] } } : {}),
    ...(typeof due_on === 'string' && due_on && due_on !== (row.due || undefined)?.on ? { due: { on: due_on, text: formatDay(due_on), title: formatDay(due_on) } } : {}),
    ...(position ? { owes: `${row.owes.split(',')[0]}, ${position.label}` } : {}),
  }
}

const icons = {
  'pendiente': 'dashed-circle', 'en-curso': 'half-circle', 'por-validar': 'eye', 'cumplido': 'circle-check', 'sin-efecto': 'struck-circle',
} as const

import { lazy, Suspense } from 'react'

import { lists } from '#app/domain/saved-views/terms.ts'
import { shownColumns } from '#app/domain/saved-views/rules.ts'
import { peopleSorts, type PeopleSort } from '#app/domain/people/terms.ts'
import { sortBy } from '#app/lib/list-address.ts'
import { RecordLink } from '#app/ui/link.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { SELECTION } from '#app/ui/selection.ts'
import { DataTable, type Column } from '#app/ui/table.tsx'

import type { PersonRow } from './rows.server.ts'

const ActsOnSelection = lazy(() => import('#app/routes/bulk-edits/acts-on-selection.tsx').then(({ ActsOnSelection }) => ({ default: ActsOnSelection })))

export function PeopleTable({ rows, total, pageSize, search, seen, order, writes }: {
  rows: PersonRow[]
  total: number
  pageSize: number
  search: URLSearchParams
  /** The address with everything that was understood of it. */
  seen: URLSearchParams
  order: { sort?: PeopleSort; descending: boolean; page: number }
  writes: boolean
}) {
  const all = search.get('seleccion') === 'todos'
  const sort = order.sort ?? 'apellido'
  const by = (name: PeopleSort) => sortBy(search, name, { sort, descending: order.descending })
  const { columns: words } = lists.people
  const columns: Column<PersonRow>[] = [
    { key: 'nombre', label: 'Nombre', cell: (row) => <RecordLink to={`/contactos/${row.id}`} strong={false}><Name {...row} /></RecordLink>, ...by('apellido') },
    { key: 'cargo', label: words.cargo, cell: (row) => row.posts.map(({ id, title, kind }) => <span key={id} className="block">{title}{kind === 'subrogante' && ' (S)'}</span>) },
    { key: 'institucion', label: words.institucion, cell: (row) => row.posts.map(({ id, institution_id, institution_name }) => <span key={id} className="block"><RecordLink strong={false} to={`/instituciones/${institution_id}`}>{institution_name}</RecordLink></span>) },
    { key: 'contacto', label: words.contacto, cell: (row) => row.points.map((point) => <Reach key={point.id} {...point} />) },
    { key: 'confirmado', label: words.confirmado, width: 'col-fecha', cell: (row) => row.verified && <time>{row.verified}</time>, phone: 'label', ...by('confirmado') },
    { key: 'rut', label: words.rut, width: 'col-fecha', cell: (row) => row.rut && <span className="cifras whitespace-nowrap">{row.rut}</span>, phone: 'label' },
    { key: 'fuente', label: words.fuente, cell: (row) => row.source, phone: 'label' },
  ]
  return (
    <div className="con-seleccion" data-todos={all || undefined}>
      <DataTable
        caption="Contactos por primer apellido"
        rows={rows}
        rowKey={({ id }) => id}
        columns={shownColumns('people', search, columns)}
        select={writes ? { name: 'id', label: (row) => `Seleccionar a ${row.given_names} ${row.first_surname}`, form: SELECTION, checked: all } : undefined}
        bar={writes && <Suspense><ActsOnSelection act="confirmacion" total={total} label="Confirmar datos hoy" atOnce seen={seen} /></Suspense>}
        foot={<ListPages from={(order.page - 1) * pageSize + 1} shown={rows.length} total={total} note={`orden: ${peopleSorts[sort]}`} />}
      />
    </div>
  )
}

/** Given names first, as people are called; the surname that orders the list stands out. */
function Name({ given_names, first_surname, second_surname }: Pick<PersonRow, 'given_names' | 'first_surname' | 'second_surname'>) {
  return <>{given_names} <b>{first_surname}</b>{second_surname && ` ${second_surname}`}</>
}

function Reach({ kind, value, shown }: PersonRow['points'][number]) {
  return <a className="block min-h-6 w-fit leading-6 break-all" href={kind === 'email' ? `mailto:${value}` : `tel:${value}`}>{shown}</a>
}

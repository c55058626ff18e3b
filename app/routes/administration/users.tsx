import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { listUsers, USERS_PER_PAGE } from '#app/domain/users/queries.server.ts'
import { roles, states, type PersonRole, type UserState } from '#app/domain/users/terms.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

import { AdminTabs } from './admin-tabs.tsx'
import { pageOf, withParams } from '#app/lib/list-address.ts'
import { StateBadge } from './state-badge.tsx'

const isRole = (text: string | null): text is PersonRole => text !== null && Object.hasOwn(roles, text)
const isState = (text: string | null): text is UserState => text !== null && Object.hasOwn(states, text)

export const loader = signedIn(admins, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const [role, state] = [search.get('perfil'), search.get('estado')]
  const filter = {
    q: search.get('q')?.slice(0, 100) ?? '',
    role: isRole(role) ? role : undefined,
    state: isState(state) ? state : undefined,
    order: search.get('orden') === 'acceso' ? ('access' as const) : ('name' as const),
    page: pageOf(search),
  }
  const { users, total } = await listUsers(ctx, filter)
  const rows = users.map(({ id, name, email, role, state, institution_name, signed_in_at }) => ({
    id,
    name,
    email,
    role,
    state,
    institution_name,
    last_access: signed_in_at ? formatInstant(signed_in_at, ctx.viewer.zone) : 'Nunca',
  }))
  return { rows, from: (filter.page - 1) * USERS_PER_PAGE + 1, total, filter }
})

export const meta: MetaFunction = () => [{ title: 'Usuarios · Administración · Hilván' }]

export default function Users() {
  const { rows, from, total, filter } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const chips = [
    filter.q && { label: `Contiene «${filter.q}»`, to: withParams(search, { q: null }) },
    filter.role && { label: `Perfil: ${roles[filter.role]}`, to: withParams(search, { perfil: null }) },
    filter.state && { label: `Estado: ${states[filter.state]}`, to: withParams(search, { estado: null }) },
  ].filter((chip) => typeof chip === 'object')

  return (
    <div className="pila">
      <PageHeader
        title="Administración"
        facts={plural(total, 'cuenta', 'cuentas')}
        actions={<LinkButton to="nuevo" variant="primary" icon="plus">Invitar</LinkButton>}
      />
      <AdminTabs />
      <FilterBar
        search={{ name: 'q', value: filter.q, label: 'Nombre, correo o institución' }}
        chips={chips}
        clear="/administracion/usuarios"
        keep={filter.order === 'access' ? { orden: 'acceso' } : {}}
        filters={
          <>
            <Select name="perfil" label="Perfil" options={roles} empty="Todos" defaultValue={filter.role} />
            <Select name="estado" label="Estado" options={states} empty="Todos" defaultValue={filter.state} />
          </>
        }
      />
      {rows.length === 0 ? (
        <Empty
          title="Ninguna cuenta con este filtro"
          action={<LinkButton to="/administracion/usuarios">Quitar los filtros</LinkButton>}
        />
      ) : (
        <DataTable
          caption="Cuentas de usuario"
          rows={rows}
          rowKey={(row) => row.id}
          columns={columnsOf(search, filter.order)}
          foot={<ListPages from={from} shown={rows.length} total={total} />}
        />
      )}
    </div>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

const columnsOf = (search: URLSearchParams, order: 'name' | 'access'): Column<Row>[] => [
  {
    key: 'name',
    label: 'Nombre',
    cell: (row) => (
      <>
        <RecordLink to={row.id}>{row.name}</RecordLink>
        <span className="meta block break-all">{row.email}</span>
      </>
    ),
    sortTo: withParams(search, { orden: null }),
    sorted: order === 'name' ? 'ascending' : undefined,
  },
  { key: 'role', label: 'Perfil', cell: (row) => roles[row.role] },
  { key: 'institution', label: 'Institución', cell: (row) => row.institution_name },
  {
    key: 'access',
    label: 'Último acceso',
    cell: (row) => <time>{row.last_access}</time>,
    sortTo: withParams(search, { orden: 'acceso' }),
    sorted: order === 'access' ? 'descending' : undefined,
    phone: 'label',
  },
  { key: 'state', label: 'Estado', cell: (row) => <StateBadge state={row.state} /> },
]

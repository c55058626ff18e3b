import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { findBrokenLink } from '#app/domain/activity/commands.server.ts'
import { countEvents, EVENTS_PER_PAGE, listActors, listAudit } from '#app/domain/activity/queries/audit.server.ts'
import { areas, type Area } from '#app/domain/activity/terms.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { formatDay, isDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DateField, Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

import { AdminTabs } from './admin-tabs.tsx'
import { pageOf, withParams } from '#app/lib/list-address.ts'

/** Up to here the whole chain is read again for every visitor; beyond, when somebody asks. */
const READ_AT_ONCE = 5_000

const isArea = (text: string | null): text is Area => text !== null && Object.hasOwn(areas, text)
const dayOf = (text: string | null) => (isDay(text) ? text : null)

export const loader = signedIn(admins, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const actors = await listActors(ctx)
  const area = search.get('tema')
  const filter = {
    actor_id: actors.find(({ id }) => id === search.get('persona'))?.id,
    area: isArea(area) ? area : undefined,
    from_on: dayOf(search.get('desde')),
    until_on: dayOf(search.get('hasta')),
    page: pageOf(search),
  }
  const { events, total } = await listAudit(ctx, filter)
  const length = await countEvents(ctx)
  const wanted = length <= READ_AT_ONCE || search.get('cadena') === '1'
  return {
    rows: events.map(({ seq, at, actor_name, sentence, subject }) => ({
      seq, actor_name, sentence, at: formatInstant(at, ctx.viewer.zone), to: subject && addressOf(subject),
    })),
    actors,
    filter,
    from: (filter.page - 1) * EVENTS_PER_PAGE + 1,
    total,
    chain: { length, checked: wanted, broken: wanted ? await findBrokenLink(ctx) : null },
  }
})

const PLACES: Record<string, string> = {
  meeting: '/reuniones', agreement: '/acuerdos', commitment: '/compromisos', institution: '/instituciones',
  person: '/contactos', user: '/administracion/usuarios',
}

const addressOf = ({ type, id }: { type: string; id: string }) => (PLACES[type] ? `${PLACES[type]}/${id}` : undefined)

export const meta: MetaFunction = () => [{ title: 'Auditoría · Administración · Hilván' }]

export default function Activity() {
  const { rows, actors, filter, from, total, chain } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const actor = actors.find(({ id }) => id === filter.actor_id)
  const chips = [
    actor && { label: `Persona: ${actor.name}`, to: withParams(search, { persona: null }) },
    filter.area && { label: `Tema: ${areas[filter.area]}`, to: withParams(search, { tema: null }) },
    filter.from_on && { label: `Desde el ${formatDay(filter.from_on)}`, to: withParams(search, { desde: null }) },
    filter.until_on && { label: `Hasta el ${formatDay(filter.until_on)}`, to: withParams(search, { hasta: null }) },
  ].filter((chip) => chip !== null && typeof chip === 'object')

  return (
    <div className="pila">
      <PageHeader title="Administración" facts={plural(total, 'registro de actividad', 'registros de actividad')} />
      <AdminTabs />
      <Chain {...chain} />
      <FilterBar
        chips={chips}
        clear="/administracion/actividad"
        filters={
          <>
            <Select
              name="persona"
              label="Persona"
              empty="Todas"
              options={actors.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={filter.actor_id}
            />
            <Select name="tema" label="Tema" empty="Todos" options={areas} defaultValue={filter.area} />
            <DateField name="desde" label="Desde" defaultValue={filter.from_on ?? ''} />
            <DateField name="hasta" label="Hasta" defaultValue={filter.until_on ?? ''} />
          </>
        }
      />
      {rows.length === 0 ? (
        <Empty
          title={chips.length > 0 ? 'Nada con este filtro' : 'Todavía no hay actividad'}
          action={chips.length > 0 && <LinkButton to="/administracion/actividad">Quitar los filtros</LinkButton>}
        >
          Aquí queda quién hizo qué y cuándo, desde el primer cambio.
        </Empty>
      ) : (
        <DataTable
          caption="Registro de actividad"
          rows={rows}
          rowKey={(row) => String(row.seq)}
          columns={columns}
          foot={<ListPages from={from} shown={rows.length} total={total} />}
        />
      )}
    </div>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

const columns: Column<Row>[] = [
  { key: 'what', label: 'Qué', cell: (row) => <><b>{row.actor_name}</b> {row.sentence}</> },
  { key: 'when', label: 'Cuándo', width: 'col-media', cell: (row) => <time>{row.at}</time> },
  { key: 'number', label: 'Registro', width: 'col-corta', phone: 'hide', cell: (row) => formatNumber(row.seq) },
  {
    key: 'open',
    label: 'Ficha',
    width: 'col-corta',
    cell: (row) => row.to && <ActionLink to={row.to} about={`registro ${row.seq}`}>Abrir</ActionLink>,
  },
]

function Chain({ length, checked, broken }: { length: number; checked: boolean; broken: number | null }) {
  const [search] = useSearchParams()
  if (!checked) {
    return (
      <p className="fila">
        <StatusBadge tone="pendiente">Cadena sin revisar en esta visita</StatusBadge>
        <ActionLink to={withParams(search, { cadena: '1' })}>Revisar {plural(length, 'registro', 'registros')}</ActionLink>
      </p>
    )
  }
  if (broken === null) {
    return (
      <p className="fila">
        <StatusBadge tone="cumplido">Cadena íntegra</StatusBadge>
        <span className="meta">
          {plural(length, 'registro encadenado', 'registros encadenados')}, sin cambios ni faltas.
        </span>
      </p>
    )
  }
  return (
    <p className="fila" role="alert">
      <StatusBadge tone="vencido">Cadena rota</StatusBadge>
      El registro {formatNumber(broken)} no calza con el anterior: alguien lo cambió o lo quitó fuera del sistema.
    </p>
  )
}

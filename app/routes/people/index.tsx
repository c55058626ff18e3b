import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { listContactPoints, type ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { countPeople, listPeople, PAGE_SIZE } from '#app/domain/people/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { oneOfParam, pageOf, sortBy, withParams, wordsOf } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { ExportMenu } from '#app/routes/exports/menu.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { DataTable } from '#app/ui/table.tsx'

export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const filter = {
    q: wordsOf(search),
    kind: oneOfParam(search, 'tipo', institutionKinds),
    region: search.get('region') ?? undefined,
    descending: search.get('orden') === '-apellido',
    page: pageOf(search),
  }
  const people = await listPeople(ctx, filter)
  const own = await listContactPoints(ctx, 'person', people.map(({ id }) => id))
  const ofPosts = await listContactPoints(ctx, 'position', people.flatMap(({ posts }) => posts.map(({ position_id }) => position_id)))
  const reachOf = (id: string, held: string[]) =>
    [...own.filter(({ person_id }) => person_id === id), ...ofPosts.filter(({ position_id }) => held.includes(position_id ?? ''))]
      .filter(({ kind }) => kind !== 'address')
      .slice(0, 2)
  return {
    rows: people.map(({ id, given_names, first_surname, second_surname, treatment, verified_on, posts }) => ({
      id,
      given_names,
      first_surname,
      second_surname,
      posts: posts.map((post) => ({ ...post, title: titleFor(post.title, treatment) })),
      points: reachOf(id, posts.map(({ position_id }) => position_id)),
      verified: verified_on && formatDay(verified_on),
    })),
    total: await countPeople(ctx, filter),
    filter,
    regions: (await listRegions(ctx)).map(({ code, name }) => ({ value: code, label: name })),
    canEdit: canEditDirectory(ctx.viewer),
    pageSize: PAGE_SIZE,
  }
})

export const meta: MetaFunction = () => [{ title: 'Contactos · Hilván' }]

export default function People() {
  const { rows, total, filter, regions, canEdit, pageSize } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const chips = [
    filter.q && { label: `Contiene «${filter.q}»`, to: withParams(search, { q: null }) },
    filter.kind && { label: `Tipo: ${institutionKinds[filter.kind]}`, to: withParams(search, { tipo: null }) },
    filter.region && { label: `Región: ${regions.find(({ value }) => value === filter.region)?.label ?? filter.region}`, to: withParams(search, { region: null }) },
  ].filter((chip) => typeof chip === 'object')
  const from = (filter.page - 1) * pageSize + 1
  const to = from + rows.length - 1

  return (
    <>
      <PageHeader
        title="Contactos"
        facts={plural(total, 'persona', 'personas')}
        actions={canEdit && <LinkButton to="/contactos/nuevo" variant="primary" icon="plus" shortcut="N">Nuevo contacto</LinkButton>}
      />
      <FilterBar
        search={{ name: 'q', value: filter.q, label: 'Nombre o cargo' }}
        chips={chips}
        clear="/contactos"
        keep={filter.descending ? { orden: '-apellido' } : {}}
        filters={
          <>
            <Select name="tipo" label="Tipo de institución" options={institutionKinds} empty="Todos" defaultValue={filter.kind} />
            <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={filter.region} />
          </>
        }
        actions={<ExportMenu list="contactos" search={search} />}
      />
      {rows.length === 0 ? <Nothing q={filter.q} filtered={chips.length > 0} canEdit={canEdit} back={chips.at(-1)?.to} /> : (
        <DataTable
          caption="Contactos por primer apellido"
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', label: 'Nombre', cell: (row) => <RecordLink to={`/contactos/${row.id}`} strong={false}><Name {...row} /></RecordLink>, ...sortBy(search, 'apellido', { sort: 'apellido', descending: filter.descending }) },
            { key: 'post', label: 'Cargo', cell: (row) => row.posts.map(({ id, title, kind }) => <span key={id} className="block">{title}{kind === 'subrogante' && ' (S)'}</span>) },
            { key: 'institution', label: 'Institución', cell: (row) => row.posts.map(({ id, institution_id, institution_name }) => <span key={id} className="block"><RecordLink strong={false} to={`/instituciones/${institution_id}`}>{institution_name}</RecordLink></span>) },
            { key: 'reach', label: 'Contacto', cell: (row) => row.points.map((point) => <Reach key={point.id} {...point} />) },
            { key: 'verified', label: 'Confirmado', width: 'col-fecha', cell: (row) => row.verified && <time>{row.verified}</time>, phone: 'label' },
          ]}
          foot={
            <Pagination
              from={from}
              to={to}
              total={total}
              note="orden: primer apellido"
              previous={filter.page > 1 ? withParams(search, { pagina: String(filter.page - 1) }) : undefined}
              next={to < total ? withParams(search, { pagina: String(filter.page + 1) }) : undefined}
            />
          }
        />
      )}
    </>
  )
}

/** Given names first, as people are called; the surname that orders the list stands out. */
function Name({ given_names, first_surname, second_surname }: { given_names: string; first_surname: string; second_surname: string | null }) {
  return <>{given_names} <b>{first_surname}</b>{second_surname && ` ${second_surname}`}</>
}

function Reach({ kind, value, shown }: Pick<ContactPoint, 'kind' | 'value' | 'shown'>) {
  return <a className="block min-h-6 w-fit leading-6 break-all" href={kind === 'email' ? `mailto:${value}` : `tel:${value}`}>{shown}</a>
}

function Nothing({ q, filtered, canEdit, back }: { q: string; filtered: boolean; canEdit: boolean; back?: string }) {
  return (
    <Empty
      title={q ? `Nada con «${q}»` : filtered ? 'Nadie con este filtro' : 'Todavía no hay contactos'}
      action={
        <>
          {back && <LinkButton to={back}>Quitar el último filtro</LinkButton>}
          {canEdit && <LinkButton to={q ? `/contactos/nuevo?nombre=${encodeURIComponent(q)}` : '/contactos/nuevo'}>{q ? `Crear contacto «${q}»` : 'Crear contacto'}</LinkButton>}
        </>
      }
    >
      Se busca en cualquier orden y sin tildes: «jose munoz» encuentra a José Muñoz.
    </Empty>
  )
}

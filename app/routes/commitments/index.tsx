import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { canCreateCommitment } from '#app/domain/commitments/policy.ts'
import { countGroups, countViews, listCommitments, PAGE_SIZE, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { dueGroups, savedViews, type DueGroup, type SavedView } from '#app/domain/commitments/terms.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { withParams } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { columnsOf } from './columns.tsx'
import { Filters } from './filters.tsx'
import { NothingHere } from './nothing-here.tsx'
import { rowOf } from './row.server.ts'

const VIEWS = Object.keys(savedViews) as SavedView[]

export const loader = signedIn(network, async (ctx, { request }) => {
  const filter = readCommitmentFilter(new URL(request.url).searchParams, ctx)
  const rows = (await listCommitments(ctx, filter)).map((commitment) => rowOf(ctx, commitment))
  const { groups, total } = await countGroups(ctx, filter)
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  const counterpart = filter.counterpart_id ? await findInstitution(ctx, filter.counterpart_id) : undefined
  return {
    rows,
    groups,
    total,
    views: await countViews(ctx, VIEWS),
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    filter,
    dueBefore: filter.due_before ? formatDay(filter.due_before) : null,
    from: ((filter.page ?? 1) - 1) * PAGE_SIZE + 1,
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    counterpart: counterpart?.short_name ?? null,
    writes: canCreateCommitment(ctx.viewer),
  }
})

export const meta: MetaFunction = () => [{ title: 'Compromisos · Hilván' }]

export default function Commitments() {
  const { rows, groups, total, views, regions, filter, dueBefore, from, institution, counterpart, writes } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const page = filter.page ?? 1
  const to = from + rows.length - 1
  const open = total - (groups.closed ?? 0)
  const overdue = groups.overdue ?? 0

  return (
    <>
      <PageHeader
        title="Compromisos"
        facts={`${plural(open, 'abierto', 'abiertos')} en su vista, ${plural(overdue, 'vencido', 'vencidos')}`}
        actions={writes && (
          <>
            <LinkButton to="/administracion/recordatorios" variant="quiet">Recordatorios</LinkButton>
            <LinkButton to="/compromisos/nuevo" variant="primary" shortcut="N">Nuevo compromiso</LinkButton>
          </>
        )}
      />
      <Tabs
        label="Vistas guardadas"
        items={VIEWS.map((view) => ({ to: `?vista=${view}`, label: savedViews[view], count: views[view], current: view === filter.view }))}
      />
      <Filters filter={filter} dueBefore={dueBefore} regions={regions} institution={institution} counterpart={counterpart} search={search} />
      {rows.length === 0 ? <NothingHere view={filter.view} filtered={search.size > (search.has('vista') ? 1 : 0)} /> : (
        <DataTable
          caption={`Compromisos: ${savedViews[filter.view]}`}
          columns={columnsOf(search, writes)}
          {...(filter.sort ? { rows } : { groups: groupsOf(rows, groups) })}
          rowKey={(row) => row.folio}
          foot={
            <Pagination
              from={from}
              to={to}
              total={total}
              previous={page > 1 ? withParams(search, { pagina: String(page - 1) }) : undefined}
              next={to < total ? withParams(search, { pagina: String(page + 1) }) : undefined}
              note={filter.sort ? undefined : 'orden: vence'}
            />
          }
        />
      )}
    </>
  )
}

/** Counts are of the whole list, not of the page. */
const groupsOf = <R extends { group: DueGroup }>(rows: R[], counts: Partial<Record<DueGroup, number>>) =>
  (Object.keys(dueGroups) as DueGroup[]).map((group) => ({
    label: dueGroups[group],
    rows: rows.filter((row) => row.group === group),
    count: counts[group],
  }))

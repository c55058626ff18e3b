import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { lazy, Suspense } from 'react'

import { canCreateCommitment } from '#app/domain/commitments/policy.ts'
import { countGroups, countViews, listCommitments, PAGE_SIZE, readCommitmentFilter, type CommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { listForms, savedViews, type ListForm, type SavedView } from '#app/domain/commitments/terms.ts'
import { findUserName } from '#app/domain/commitments/queries/followers.server.ts'
import { isNarrowed } from '#app/domain/saved-views/rules.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { oneOfParam, withParams } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { asSeen, ViewTabs } from '#app/routes/saved-views/view-tabs.tsx'
import { viewsOf } from '#app/routes/saved-views/views.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { MoreMenu } from '#app/ui/link-menu.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Segmented } from '#app/ui/segmented.tsx'
import { WithPanel } from '#app/ui/with-panel.tsx'

import { boardOf } from './board.server.ts'
import { Filters } from './filters.tsx'
import { matrixAddress } from './matrix-address.ts'
import { NothingHere } from './nothing-here.tsx'
import { panelOf } from './panel.server.ts'
import { pairWords } from './pair-words.server.ts'
import { rowOf } from './row.server.ts'
import { standingsOf } from './standings.server.ts'

// The server paints them whole, with links and forms that work; what makes them quick arrives afterwards.
const ListTable = lazy(() => import('./list-table.tsx').then(({ ListTable }) => ({ default: ListTable })))
const Board = lazy(() => import('./board.tsx').then(({ Board }) => ({ default: Board })))
const ByInstitution = lazy(() => import('./by-institution.tsx').then(({ ByInstitution }) => ({ default: ByInstitution })))

const VIEWS = Object.keys(savedViews) as SavedView[]

export const loader = signedIn(network, async (ctx, { request }) => {
  const { searchParams } = new URL(request.url)
  const saved = await viewsOf(ctx, 'commitments', request)
  const filter = readCommitmentFilter(searchParams, ctx)
  const form = oneOfParam(searchParams, 'forma', listForms) ?? 'tabla'
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  const counterpart = filter.counterpart_id ? await findInstitution(ctx, filter.counterpart_id) : undefined
  return {
    form,
    saved,
    record: form === 'tabla' ? await panelOf(ctx, searchParams.get('panel')) : null,
    ...(form === 'tabla' ? await tableOf(ctx, filter) : NO_TABLE),
    board: form === 'tablero' ? await boardOf(ctx, filter, searchParams) : null,
    standings: form === 'institucion' ? await standingsOf(ctx, filter, searchParams) : null,
    views: await countViews(ctx, VIEWS),
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    filter,
    dueFrom: filter.due_from ? formatDay(filter.due_from) : null,
    dueBefore: filter.due_before ? formatDay(filter.due_before) : null,
    from: ((filter.page ?? 1) - 1) * PAGE_SIZE + 1,
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    counterpart: counterpart?.short_name ?? null,
    follower: filter.follow_up_user_id ? await findUserName(ctx, filter.follow_up_user_id) : null,
    pair: await pairWords(ctx, filter),
    writes: canCreateCommitment(ctx.viewer),
  }
})

async function tableOf(ctx: Context, filter: CommitmentFilter) {
  const rows = (await listCommitments(ctx, filter)).map((commitment) => rowOf(ctx, commitment))
  return { rows, ...(await countGroups(ctx, filter)) }
}

const NO_TABLE: Awaited<ReturnType<typeof tableOf>> = { rows: [], groups: {}, total: 0 }

export const meta: MetaFunction = () => [{ title: 'Compromisos · Hilván' }]

export default function Commitments() {
  const { form, board, standings, views, saved, record, filter, writes, ...page } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const shape = form === 'tabla' ? undefined : form
  const filtered = isNarrowed('commitments', search) || search.has('folio')
  const empty = <NothingHere view={filter.view} filtered={filtered} form={shape} />

  return (
    <>
      <PageHeader
        title="Compromisos"
        facts={factsOf({ form, board, standings, ...page })}
        actions={
          <>
            <Segmented
              label="Forma de la lista"
              items={[
                ...(Object.keys(listForms) as ListForm[]).map((name) => ({
                  to: withParams(search, { vista: filter.view, forma: name === 'tabla' ? null : name, orden: null, columna: null, seleccion: null }),
                  label: listForms[name],
                  current: name === form,
                })),
                { to: matrixAddress(search, filter.state), label: 'Matriz', current: false },
              ]}
            />
            {writes && (
              <>
                <LinkButton to="/compromisos/nuevo" variant="primary" shortcut="N">Nuevo compromiso</LinkButton>
                <MoreMenu items={MORE} />
              </>
            )}
          </>
        }
      />
      <ViewTabs
        list="commitments"
        views={saved}
        seen={asSeen(search, filter.view)}
        total={form === 'tabla' ? page.total : undefined}
        columns={form === 'tabla'}
        items={VIEWS.map((view) => ({ to: `?vista=${view}${shape ? `&forma=${shape}` : ''}`, label: savedViews[view], count: views[view], current: view === filter.view }))}
      />
      <Filters filter={filter} search={search} clear={saved.current?.to ?? `?vista=${filter.view}${shape ? `&forma=${shape}` : ''}`} {...page} />
      <Suspense>
        {form === 'tabla' && (page.rows.length === 0 ? empty : <WithPanel record={record}><ListTable filter={filter} writes={writes} search={search} {...page} /></WithPanel>)}
        {board && <Board board={board} writes={writes} />}
        {standings && (standings.total === 0 ? empty : <ByInstitution standings={standings} toPage={(pagina) => withParams(search, { pagina: String(pagina) })} />)}
      </Suspense>
    </>
  )
}

const MORE = [
  { to: '/administracion/recordatorios', label: 'Recordatorios', detail: 'A quién se avisa y cuándo' },
  { to: '/calendario/suscribir', label: 'Suscribir el calendario', detail: 'Los plazos en Outlook, Google o el teléfono' },
]

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function factsOf({ form, board, standings, groups, total }: Pick<Loaded, 'form' | 'board' | 'standings' | 'groups' | 'total'>) {
  const sum = (name: 'total' | 'overdue') => (board?.columns ?? []).filter(({ stage }) => stage !== 'cumplido').reduce((all, column) => all + column[name], 0)
  const open = form === 'tabla' ? total - (groups.closed ?? 0) : (standings?.open ?? sum('total'))
  const overdue = form === 'tabla' ? (groups.overdue ?? 0) : (standings?.overdue ?? sum('overdue'))
  return `${plural(open, 'abierto', 'abiertos')} en su vista, ${plural(overdue, 'vencido', 'vencidos')}`
}

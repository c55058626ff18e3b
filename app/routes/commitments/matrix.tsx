import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'

import { findMatrix, readMatrixFilter } from '#app/domain/commitments/queries/matrix.server.ts'
import { rateWords } from '#app/domain/commitments/rules/matrix.ts'
import { listForms, matrixStates, type ListForm, type MatrixState } from '#app/domain/commitments/terms.ts'
import { commitmentFilterWords } from '#app/domain/exports/queries/filter-words.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PrintButton } from '#app/ui/print-button.tsx'
import { Segmented } from '#app/ui/segmented.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { matrixAddress, tableAddress } from './matrix-address.ts'
import { MatrixFilters } from './matrix-filters.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { MatrixPairs } from './matrix-pairs.tsx'

export const loader = signedIn(network, async (ctx, { request }) => {
  const filter = readMatrixFilter(new URL(request.url).searchParams, ctx)
  const { state, ...narrowed } = filter
  const institution = filter.institution_id ? await findInstitution(ctx, filter.institution_id) : undefined
  const counterpart = filter.counterpart_id ? await findInstitution(ctx, filter.counterpart_id) : undefined
  return {
    matrix: await findMatrix(ctx, filter),
    filter,
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    counterpart: counterpart?.short_name ?? null,
    made: `Hecho el ${formatInstant(ctx.now.toISOString(), ctx.viewer.zone)} por ${ctx.viewer.name}, para su uso. ${matrixStates[state]}. ${await commitmentFilterWords(ctx, narrowed)}.`,
  }
})

export const meta: MetaFunction = () => [{ title: 'Quién debe qué a quién · Hilván' }]

export default function Matrix() {
  const { matrix, filter, regions, institution, counterpart, made } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { state } = filter

  return (
    <div className="matriz-pagina">
      <PageHeader
        title="Quién debe qué a quién"
        facts={`${rateWords(state, matrix.total)} · ${plural(matrix.debtors, 'institución debe', 'instituciones deben')} y ${plural(matrix.receivers, 'recibe', 'reciben')}`}
        actions={
          <>
            <Segmented
              label="Forma de la lista"
              items={[
                ...(Object.keys(listForms) as ListForm[]).map((name) => ({ to: tableAddress(search, state, name), label: listForms[name], current: false })),
                { to: matrixAddress(search, state), label: 'Matriz', current: true },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      <Tabs
        label="Qué se cuenta"
        items={(Object.keys(matrixStates) as MatrixState[]).map((name) => ({ to: matrixAddress(search, name), label: matrixStates[name], current: name === state }))}
      />
      <MatrixFilters filter={filter} regions={regions} institution={institution} counterpart={counterpart} search={search} />
      {matrix.cells.length === 0 ? <Nothing state={state} filtered={search.size > (search.has('estado') ? 1 : 0)} /> : (
        <>
          <MatrixGrid matrix={matrix} state={state} search={search} />
          <MatrixPairs matrix={matrix} state={state} search={search} />
          <p className="meta">
            Un compromiso que reciben varias instituciones está en la casilla de cada una y se cuenta una vez en los totales.
            Lo que quedó sin efecto no se cuenta.
          </p>
        </>
      )}
      <p className="solo-impresion">{made}</p>
    </div>
  )
}

const nothing: Record<MatrixState, string> = { abiertos: 'Nadie debe nada', vencido: 'Nada vencido', cumplido: 'Todavía no hay nada cumplido' }

function Nothing({ state, filtered }: { state: MatrixState; filtered: boolean }) {
  return (
    <Empty
      title={filtered ? 'Nada entre instituciones con este filtro' : nothing[state]}
      action={<LinkButton to={filtered ? matrixAddress(new URLSearchParams(), state) : '/compromisos?vista=todos'}>{filtered ? 'Quitar los filtros' : 'Ver los compromisos'}</LinkButton>}
    >
      Aquí se cruzan quien debe y quien recibe. Por ejemplo: cuánto debe SERVIU Biobío a Tomé, y cuánto Tomé a SERVIU Biobío.
    </Empty>
  )
}

import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { findByFolio, search, type Found } from '#app/domain/search/queries.server.ts'
import { searchGroups, type SearchGroup } from '#app/domain/search/terms.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { wordsOf } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { formatNumber } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

export const loader = signedIn(network, async (ctx, { request }) => {
  const q = wordsOf(new URL(request.url).searchParams)
  const named = await findByFolio(ctx, q)
  if (named) throw redirect(recordPath(named.group, named.folio))
  return { q, groups: await search(ctx, q), canCreate: canEditDirectory(ctx.viewer) }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.q ? `«${data.q}» · ` : ''}Buscar · Hilván` }]

export default function Search() {
  const { q, groups, canCreate } = useLoaderData<typeof loader>()

  return (
    <>
      <PageHeader title={q ? <>Resultados para «{q}»</> : 'Buscar'} />
      <Form method="get" role="search" aria-label="Buscar en todo" className="fila flex-nowrap">
        <div className="filtrar grow">
          <Icon name="search" small />
          <input type="search" name="q" defaultValue={q} key={q} aria-label="Qué buscar" placeholder="Nombre, cargo, comuna, folio…" autoFocus={!q} />
        </div>
        <Button variant="primary">Buscar</Button>
      </Form>
      {groups.map((found) => <Results key={found.group} found={found} q={q} />)}
      {q && groups.length === 0 && <Nothing q={q} canCreate={canCreate} />}
      {!q && (
        <p className="meta lectura">
          Encuentra instituciones, personas, cargos, reuniones, acuerdos, compromisos y solicitudes. No importan los acentos ni el orden de
          las palabras, y un folio como C-2026-0412 lleva directo a su ficha.
        </p>
      )}
    </>
  )
}

function Results({ found: { group, hits, found, more }, q }: { found: Found; q: string }) {
  const list = listPath(group, q)
  return (
    <Card title={<>{searchGroups[group]} <span className="meta">{more ? `más de ${found}` : formatNumber(found)}</span></>} flush>
      <ul className="lista lista-filas">
        {hits.map(({ key, label, detail, status }) => (
          <li key={key} className="entre">
            <div>
              <RecordLink to={recordPath(group, key)}>{label}</RecordLink>
              <span className="meta block">{isRecord(group) && <><Folio>{key}</Folio> · </>}{detail}</span>
            </div>
            {status && <StatusBadge tone={status.tone} icon={status.icon}>{status.word}</StatusBadge>}
          </li>
        ))}
        {found > hits.length && (
          <li>
            {list
              ? <ActionLink to={list} about={searchGroups[group].toLowerCase()}>Ver todos</ActionLink>
              : <span className="meta">Hay más: agregue otra palabra, por ejemplo la comuna.</span>}
          </li>
        )}
      </ul>
    </Card>
  )
}

function Nothing({ q, canCreate }: { q: string; canCreate: boolean }) {
  return (
    <Empty
      title={`Nada con «${q}»`}
      action={canCreate && <LinkButton to={`/contactos/nuevo?nombre=${encodeURIComponent(q)}`} icon="plus">Crear contacto</LinkButton>}
    >
      Pruebe con menos palabras o con una sola parte del nombre.
    </Empty>
  )
}

const isRecord = (group: SearchGroup) => group === 'meetings' || group === 'agreements' || group === 'commitments' || group === 'requests'

function recordPath(group: SearchGroup, key: string) {
  const paths: Record<SearchGroup, string> = {
    people: 'contactos', positions: 'cargos', institutions: 'instituciones', meetings: 'reuniones', agreements: 'acuerdos', commitments: 'compromisos',
    requests: 'solicitudes',
  }
  return `/${paths[group]}/${encodeURIComponent(key)}`
}

/** The list that goes on where the group ends; positions have none of their own. */
function listPath(group: SearchGroup, q: string) {
  const words = encodeURIComponent(q)
  const lists: Record<SearchGroup, string | null> = {
    people: `/contactos?q=${words}`,
    positions: null,
    institutions: `/instituciones?vista=todas&q=${words}`,
    meetings: `/reuniones?vista=todas&q=${words}`,
    agreements: `/acuerdos?q=${words}`,
    commitments: `/compromisos?vista=todos&q=${words}`,
    requests: `/solicitudes?q=${words}`,
  }
  return lists[group]
}

import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'

import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { findNamed, search, suggestWords } from '#app/domain/search/queries.server.ts'
import { searchGroups } from '#app/domain/search/terms.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { oneOfParam, wordsOf } from '#app/lib/list-address.ts'
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

import { monthNamed } from './month.server.ts'
import { groupSlugs, recordPath } from './paths.ts'
import { Pieces } from './pieces.tsx'
import { shownOf, type Shown } from './shown.server.ts'

const MOST = 100

export const loader = signedIn(network, async (ctx, { request }) => {
  const params = new URL(request.url).searchParams
  const q = wordsOf(params)
  const slug = oneOfParam(params, 'en', groupSlugs)
  const named = await findNamed(ctx, q)
  if (named) throw redirect(recordPath(named.group, named.key))

  const found = await search(ctx, q, slug ? { only: groupSlugs[slug], shown: MOST } : {})
  const month = found.length === 0 ? monthNamed(ctx, q) : null
  return {
    q,
    only: slug ? groupSlugs[slug] : null,
    groups: found.map((one) => shownOf(one, q)),
    month,
    instead: q && found.length === 0 && !month ? ((await suggestWords(ctx, q)) ?? null) : null,
    canCreate: canEditDirectory(ctx.viewer),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.q ? `«${data.q}» · ` : ''}Buscar · Hilván` }]

export default function Search() {
  const { q, only, groups, month, instead, canCreate } = useLoaderData<typeof loader>()

  return (
    <>
      <PageHeader title={q ? <>Resultados para «{q}»</> : 'Buscar'} />
      <Form method="get" role="search" aria-label="Buscar en todo" className="fila flex-nowrap">
        <div className="filtrar grow">
          <Icon name="search" small />
          <input type="search" name="q" defaultValue={q} key={q} aria-label="Qué buscar" placeholder="Nombre, cargo, comuna, folio, RUT, correo…" autoFocus={!q} />
        </div>
        <Button variant="primary">Buscar</Button>
      </Form>
      {only && <p><Link to={`/buscar?q=${encodeURIComponent(q)}`}>Buscar «{q}» en todo</Link></p>}
      {!only && groups.length > 1 && <Contents groups={groups} />}
      {groups.map((shown) => <Results key={shown.group} shown={shown} alone={only !== null} />)}
      {q && groups.length === 0 && <Nothing q={q} month={month} instead={instead} canCreate={canCreate} />}
      {!q && (
        <p className="meta lectura">
          Encuentra personas, cargos, instituciones, reuniones, lo que dicen sus actas, acuerdos, compromisos, solicitudes y archivos. No importan
          los acentos ni el orden de las palabras, y basta con el comienzo de cada una. Un folio como C-2026-0412 o un RUT llevan directo a su ficha;
          un correo o un teléfono encuentran de quién son.
        </p>
      )}
    </>
  )
}

/** What there is of each kind, and the way to it. */
function Contents({ groups }: { groups: Shown[] }) {
  return (
    <nav className="fila" aria-label="Tipos de resultado">
      {groups.map(({ group, found, more }) => (
        <a key={group} className="ficha" href={`#${group}`}>{searchGroups[group]} <span className="cuenta">{countOf(found, more)}</span></a>
      ))}
    </nav>
  )
}

function Results({ shown: { group, hits, found, more, all, list }, alone }: { shown: Shown; alone: boolean }) {
  return (
    <Card id={group} title={<>{searchGroups[group]} <span className="meta">{countOf(found, more)}</span></>} flush>
      <ul className="lista lista-filas">
        {hits.map(({ id, to, folio, label, detail, excerpt, status }) => (
          <li key={id} className="entre">
            <div className="min-w-0">
              <RecordLink to={to}><Pieces of={label} /></RecordLink>
              {excerpt && <span className="block wrap-anywhere"><Pieces of={excerpt} /></span>}
              <span className="meta block">{folio && <><Folio>{folio}</Folio> · </>}<Pieces of={detail} /></span>
            </div>
            {status && <StatusBadge tone={status.tone} icon={status.icon}>{status.word}</StatusBadge>}
          </li>
        ))}
        {all && !alone && <li><ActionLink to={all} about={searchGroups[group].toLowerCase()}>Ver más</ActionLink></li>}
        {more && alone && (
          <li className="meta">
            Hay más: agregue otra palabra, por ejemplo la comuna{list && <>, o <Link to={list}>siga en su lista</Link></>}.
          </li>
        )}
      </ul>
    </Card>
  )
}

function Nothing({ q, month, instead, canCreate }: { q: string; month: { label: string; to: string } | null; instead: string | null; canCreate: boolean }) {
  return (
    <Empty
      title={`Nada con «${q}»`}
      action={canCreate && !month && <LinkButton to={`/contactos/nuevo?nombre=${encodeURIComponent(q)}`} icon="plus">Crear contacto «{q}»</LinkButton>}
    >
      {month ? <p>¿Busca <Link to={month.to}>{month.label}</Link>?</p> : instead
        ? <p>¿Quiso decir <Link to={`/buscar?q=${encodeURIComponent(instead)}`}>{instead}</Link>?</p>
        : 'Pruebe con menos palabras o con una sola parte del nombre.'}
    </Empty>
  )
}

const countOf = (found: number, more: boolean) => (more ? `más de ${found}` : formatNumber(found))

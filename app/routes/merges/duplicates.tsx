import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { findNames } from '#app/domain/merges/queries/candidate.server.ts'
import { countPairs, listDistinct, listPairs, type LikelyPair } from '#app/domain/merges/queries/pairs.server.ts'
import { kinds, strengths, type MergeKind } from '#app/domain/merges/terms.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { oneOfParam, pageOf, withParams } from '#app/lib/list-address.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FoldedCard } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

const PAGE_SIZE = 50

export const loader = signedIn(writers, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const kind = oneOfParam(search, 'de', kinds) ?? 'person'
  const page = pageOf(search)
  const pairs = await listPairs(ctx, kind)
  const distinct = await listDistinct(ctx, kind)
  const names = await findNames(ctx, kind, distinct.flatMap(({ one_id, other_id }) => [one_id, other_id]))
  return {
    kind,
    page,
    total: pairs.length,
    pairs: pairs.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    counts: { person: await countPairs(ctx, 'person'), institution: await countPairs(ctx, 'institution') },
    distinct: distinct.flatMap(({ one_id, other_id, decided_at, author_name }) => {
      const [one, other] = [names.get(one_id), names.get(other_id)]
      return one && other ? [{ one_id, other_id, one, other, told: `${author_name}, ${formatInstant(decided_at, ctx.viewer.zone)}` }] : []
    }),
    search: search.toString(),
  }
})

export const meta: MetaFunction = () => [{ title: 'Posibles duplicados · Hilván' }]

export default function Duplicates() {
  const { kind, page, total, pairs, counts, distinct, search } = useLoaderData<typeof loader>()
  const from = (page - 1) * PAGE_SIZE + 1
  const to = from + pairs.length - 1
  const paged = (at: number) => withParams(new URLSearchParams(search), { pagina: String(at) })
  return (
    <>
      <PageHeader title="Posibles duplicados" facts={`${plural(total, 'par de fichas parecidas', 'pares de fichas parecidas')}. Fusionar conserva todo lo de las dos, y se puede deshacer durante 30 días.`} />
      <Tabs label="Qué se compara" items={(Object.keys(kinds) as MergeKind[]).map((one) => ({ to: `/duplicados?de=${one}`, label: kinds[one], count: counts[one], current: kind === one }))} />
      {pairs.length === 0 ? (
        <Empty title="Nada que parezca repetido">Aquí aparecen fichas con el mismo nombre, correo, teléfono, RUT o cargo, con la razón.</Empty>
      ) : (
        <>
          <ul className="pila">{pairs.map((pair) => <li key={`${pair.one.id} ${pair.other.id}`}><Pair kind={kind} {...pair} /></li>)}</ul>
          <Pagination from={from} to={to} total={total} note="orden: más seguras primero" previous={page > 1 ? paged(page - 1) : undefined} next={to < total ? paged(page + 1) : undefined} />
        </>
      )}
      {distinct.length > 0 && (
        <FoldedCard title="Marcadas como distintas" aside={plural(distinct.length, 'par', 'pares')}>
          <ul className="lista">
            {distinct.map(({ one_id, other_id, one, other, told }) => (
              <li key={`${one_id} ${other_id}`}>
                <p><RecordLink to={pathOf(kind, one_id)}>{one}</RecordLink> y <RecordLink to={pathOf(kind, other_id)}>{other}</RecordLink></p>
                <p className="meta">{told}</p>
                <Distinction kind={kind} one={one_id} other={other_id} />
              </li>
            ))}
          </ul>
        </FoldedCard>
      )}
    </>
  )
}

const pathOf = (kind: MergeKind, id: string) => `/${kind === 'person' ? 'contactos' : 'instituciones'}/${id}`

function Pair({ kind, one, other, strength, reasons }: LikelyPair & { kind: MergeKind }) {
  return (
    <article className="tarjeta pila pila-junta">
      <p><strong>{strengths[strength]}</strong>: {reasons.join(', ')}</p>
      <ul className="fusion-par">
        {[one, other].map(({ id, name, detail }) => (
          <li key={id}><RecordLink to={pathOf(kind, id)}>{name}</RecordLink><p className="meta">{detail}</p></li>
        ))}
      </ul>
      <div className="acciones">
        <LinkButton to={`/fusiones/nueva?de=${kind}&queda=${one.id}&con=${other.id}`}>Comparar y fusionar<span className="solo-lector"> {one.name} y {other.name}</span></LinkButton>
        <Distinction kind={kind} one={one.id} other={other.id} distinct />
      </div>
    </article>
  )
}

function Distinction({ kind, one, other, distinct }: { kind: MergeKind; one: string; other: string; distinct?: boolean }) {
  return (
    <Form method="post" action="/duplicados/distincion">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="one_id" value={one} />
      <input type="hidden" name="other_id" value={other} />
      {distinct && <input type="hidden" name="distinct" value="on" />}
      <Button variant="quiet" small={!distinct}>{distinct ? 'No son la misma' : 'Volver a comparar'}</Button>
    </Form>
  )
}

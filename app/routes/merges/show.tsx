import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { addressOf } from '#app/domain/merges/queries/candidate.server.ts'
import { findMerge, isWhole, undoProblem, type WholeMerge } from '#app/domain/merges/queries/merge.server.ts'
import { listSince, movedBy } from '#app/domain/merges/queries/moves.server.ts'
import { fields } from '#app/domain/merges/rules/fields.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { undoableUntil } from '#app/lib/undo-window.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const merge = found(await findMerge(ctx, params.id!))
  const { kind, kept_id, gone_id, kept_name, gone_name, undone_at, erased_at, created_at, author_name } = merge
  return {
    kept: { name: kept_name, to: addressOf(kind, kept_id) },
    gone: { name: gone_name, to: addressOf(kind, gone_id) },
    told: `${author_name}, ${formatInstant(created_at, ctx.viewer.zone)}`,
    until: formatInstant(undoableUntil(created_at).toISOString(), ctx.viewer.zone),
    undone: undone_at !== null,
    problem: await undoProblem(ctx, merge),
    erased: erased_at && formatInstant(erased_at, ctx.viewer.zone),
    moved: isWhole(merge) ? movedBy(merge) : null,
    since: isWhole(merge) && !undone_at ? await listSince(ctx, merge) : [],
    left: isWhole(merge) ? leftOf(merge) : [],
  }
})

/** What the record that went said and the other does not. */
const leftOf = ({ kind, images: { gone, after } }: WholeMerge) =>
  fields[kind].flatMap(({ column, label, text }) => {
    const value = gone[column]
    if (value === null || value === '' || value === after[column] || column.endsWith('_id') || value === undefined) return []
    return [{ label, value: text ? text(String(value)) : String(value) }]
  })

/** Takes the merge back. */
export const action = signedIn(writers, async (ctx, { params }) => {
  const merge = found(await findMerge(ctx, params.id!))
  const { edited, changed } = await undoMerge(ctx, merge.id)
  const stays = [
    ...(edited.length > 0 ? [`Se dejó como alguien lo cambió después: ${edited.join(', ')}.`] : []),
    ...(changed > 0 ? [`${plural(changed, 'enlace había cambiado después y quedó como está', 'enlaces habían cambiado después y quedaron como están')}.`] : []),
  ]
  return redirectWithNotice(`/fusiones/${merge.id}`, ['Fusión deshecha: vuelven a ser dos fichas.', ...stays].join(' '))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Fusión de ${data?.gone.name ?? ''} · Hilván` }]

export default function MergePage() {
  const { kept, gone, told, until, undone, problem, erased, moved, since, left } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        kicker="Fusión de fichas"
        title={`${gone.name}, con ${kept.name}`}
        facts={undone ? 'Deshecha: son dos fichas otra vez.' : told}
        actions={!problem && <Form method="post"><Button variant="primary">Deshacer la fusión</Button></Form>}
      />
      <div className="pila">
        {problem && !undone && <p role="status">{problem}</p>}
        {erased && <p className="meta">El {erased} se borró lo que se guardaba para deshacerla: no se conservan datos de personas que ya no hacen falta.</p>}
        <Card title="Qué se hizo">
          <Facts
            items={[
              { label: 'Queda', value: <RecordLink to={kept.to}>{kept.name}</RecordLink> },
              { label: 'Se le sumó', value: undone ? <RecordLink to={gone.to}>{gone.name}</RecordLink> : gone.name },
              { label: 'Pasó a ella', value: moved && (moved.length > 0 ? moved.join(', ') : 'Solo sus datos') },
              { label: 'Quién y cuándo', value: told },
              { label: 'Se puede deshacer hasta', value: problem ? null : until },
            ]}
          />
        </Card>
        {left.length > 0 && <Card title="Lo que no quedó, guardado aquí"><Facts items={left} /></Card>}
        {since.length > 0 && (
          <Card title="Enlazado después de la fusión">
            <p className="meta">Si la deshace, esto sigue en {kept.name}: revise si corresponde a la otra.</p>
            <ul className="lista">{since.map(({ label, to }, at) => <li key={at}>{to ? <RecordLink to={to}>{label}</RecordLink> : label}</li>)}</ul>
          </Card>
        )}
      </div>
    </>
  )
}

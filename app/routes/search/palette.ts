import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { findNamed, search } from '#app/domain/search/queries.server.ts'
import { piecesOf, searchTokens, type Piece } from '#app/domain/search/rules.ts'
import { isOrder } from '#app/domain/search/rules/orders.ts'
import { searchGroups } from '#app/domain/search/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { wordsOf } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'

import { monthNamed } from './month.server.ts'
import { listActions } from './options.server.ts'
import { recordPath } from './paths.ts'

const EACH = 3

type Answer = { id: string; group: string; label: string; detail: string; to: string; pieces?: Piece[] }

/** What the palette answers to some words: what they ask for, and what has them. */
export const loader = signedIn(network, async (ctx, { request }) => {
  const params = new URL(request.url).searchParams
  const q = wordsOf(params)
  const straight = await findStraight(ctx, q)
  const actions = (await listActions(ctx, q, params.get('desde') ?? '')).map((action) => ({ ...action, group: 'Acciones' }))
  const results = straight || isOrder(q) ? [] : await listResults(ctx, q)
  const options = [...(straight ? [straight] : []), ...actions, ...results]
  return Response.json({ options: options.length > 0 ? options : creation(ctx, q) }, { headers: { 'Cache-Control': 'private, no-store' } })
})

async function findStraight(ctx: Context, q: string): Promise<Answer | undefined> {
  const named = await findNamed(ctx, q)
  return named && { id: 'directo', group: 'Resultados', label: `Abrir ${q.toUpperCase()}`, detail: searchGroups[named.group], to: recordPath(named.group, named.key) }
}

async function listResults(ctx: Context, q: string): Promise<Answer[]> {
  const tokens = searchTokens(q)
  const found = await search(ctx, q, { shown: EACH })
  const hits = found.flatMap(({ group, hits }) => hits.map(({ id, key, label, detail, excerpt }) => ({
    id: `${group}:${id}`,
    group: searchGroups[group],
    label,
    pieces: piecesOf(excerpt && group === 'minutes' ? excerpt : label, tokens),
    detail: group === 'minutes' ? `${label} · ${detail}` : detail,
    to: recordPath(group, key),
  })))
  const everything = { id: 'todo', group: 'Todo', label: `Ver todo lo que hay con «${q}»`, detail: '', to: `/buscar?q=${encodeURIComponent(q)}` }
  return hits.length > 0 ? [...hits, everything] : []
}

/** The meetings of the month that was named; else «Nada con «xyz»: crear contacto «xyz»», for those who may. */
function creation(ctx: Context, q: string): Answer[] {
  const month = isOrder(q) ? null : monthNamed(ctx, q)
  if (month) return [{ id: 'mes', group: 'Acciones', label: `Ver ${month.label}`, detail: 'Página', to: month.to }]
  if (!q || !canEditDirectory(ctx.viewer) || isOrder(q)) return []
  return [{ id: 'crear', group: `Nada con «${q}»`, label: `Crear contacto «${q}»`, detail: 'Directorio', to: `/contactos/nuevo?${new URLSearchParams({ nombre: q })}` }]
}

import { redirect } from '@remix-run/node'

import { canEditView, canShareViews } from '#app/domain/saved-views/policy.ts'
import { defaultOf, listViews } from '#app/domain/saved-views/queries.server.ts'
import { addressOf, isAsSaved } from '#app/domain/saved-views/rules.ts'
import { VIEW, type List } from '#app/domain/saved-views/terms.ts'
import type { Context } from '#app/lib/context.server.ts'

export type ListViews = Awaited<ReturnType<typeof viewsOf>>

/**
 * The saved views of a list, for its tabs. An address that says nothing goes to the one that its reader chose to open
 * with; an address that says anything is what it says, whoever reads it.
 */
export async function viewsOf(ctx: Context, list: List, request: Request) {
  const { search, searchParams } = new URL(request.url)
  const views = await listViews(ctx, list)
  const first = search === '' ? defaultOf(views) : undefined
  if (first) throw redirect(addressOf(first))
  const current = views.find(({ id }) => id === searchParams.get(VIEW))
  return {
    saved: views.map((view) => ({ id: view.id, name: view.name, team: view.owner_id === null, to: addressOf(view) })),
    current: current ? {
      id: current.id,
      name: current.name,
      version: current.version,
      to: addressOf(current),
      changed: !isAsSaved(current, searchParams),
      mayEdit: canEditView(ctx.viewer, current),
    } : null,
    mayShare: canShareViews(ctx.viewer),
  }
}

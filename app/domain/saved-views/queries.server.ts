import type { Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'

import { lists, type List } from './terms.ts'

/** The viewer's own views and those of the team; nobody from outside the network has lists, nor views of them. */
export const visibleViews = ({ db, viewer }: Context) =>
  db
    .selectFrom('saved_views')
    .where((eb) => eb.or([eb('saved_views.owner_id', '=', viewer.id), eb('saved_views.owner_id', 'is', null)]))
    .$if(!ofNetwork(viewer.role), (query) => query.where('saved_views.id', '=', ''))
    .select([
      'saved_views.id', 'saved_views.list', 'saved_views.name', 'saved_views.query', 'saved_views.columns',
      'saved_views.owner_id', 'saved_views.is_default', 'saved_views.removed_at', 'saved_views.version',
    ])

export type View = Awaited<ReturnType<ReturnType<typeof visibleViews>['executeTakeFirstOrThrow']>>

/** The views of a list: one's own first, then the team's, each by name. One query. */
export async function listViews(ctx: Context, list: List): Promise<View[]> {
  const rows = await visibleViews(ctx).where('saved_views.list', '=', list).where('saved_views.removed_at', 'is', null).execute()
  return rows.toSorted((a, b) => Number(a.owner_id === null) - Number(b.owner_id === null) || names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

/** The view that opens when a list is opened without saying how: one's own, or else the team's. */
export const defaultOf = (views: readonly View[]): View | undefined => views.find(({ is_default }) => is_default === 1)

/** A view of that list, also just after it was removed. */
export const findView = (ctx: Context, list: List, id: string): Promise<View | undefined> =>
  visibleViews(ctx).where('saved_views.list', '=', list).where('saved_views.id', '=', id).executeTakeFirst()

/** The list at `/reuniones`, by the word of its address. */
export const listAt = (word: string | undefined): List | undefined =>
  (Object.keys(lists) as List[]).find((list) => lists[list].path === `/${word}`)

const names = new Intl.Collator('es-CL')

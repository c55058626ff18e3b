import { record } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { DAY_MS } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { fold } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { NewViewInput, ReplacementInput, ViewInput } from './forms.server.ts'
import { canEditView, canShareViews } from './policy.ts'
import { findView, listViews, visibleViews, type View } from './queries.server.ts'
import { columnsAsked, LONGEST_QUERY, queryOf } from './rules.ts'
import { lists, type List } from './terms.ts'

/** As many as a row of tabs can hold, of one person or of the team. */
export const MOST_VIEWS = 20

export type Refusal = { errors: Record<string, string[]> }

/** Keeps how a list is seen under a name. With `errors` (by field) nothing was written. */
export async function saveView(ctx: Context, list: List, { operation_id, name, team, is_default, search }: NewViewInput): Promise<{ view: View } | Refusal> {
  return atomically(ctx, async (ctx) => {
    const done = await findDone(ctx, operation_id)
    if (done !== undefined) return { view: found(await findView(ctx, list, done)) }
    const owner_id = team ? null : ctx.viewer.id
    permit(canEditView(ctx.viewer, { owner_id }))
    const siblings = await listSiblings(ctx, list, owner_id)
    if (siblings.length >= MOST_VIEWS) return { errors: { name: [`Ya hay ${MOST_VIEWS} vistas guardadas en esta lista: quite alguna.`] } }
    const shown = shownAs(list, search)
    const errors = { ...nameErrors(name, siblings), ...shown.errors }
    if (Object.keys(errors).length > 0) return { errors }

    const id = await once(ctx, operation_id, async () => {
      const id = newId(ctx.now.getTime())
      const at = ctx.now.toISOString()
      if (is_default) await unsetDefault(ctx, list, owner_id)
      await ctx.db
        .insertInto('saved_views')
        .values({
          id, list, name, owner_id, is_default: is_default ? 1 : 0, ...shown.set,
          created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
        })
        .execute()
      await tellOf(ctx, 'saved_view.created', { id, list, name, owner_id })
      return id
    })
    return { view: found(await findView(ctx, list, id)) }
  })
}

/** Its name, whose it is, and whether its list opens with it. `stale` when somebody else changed it meanwhile. */
export async function editView(ctx: Context, list: List, id: string, { version, name, team, is_default }: ViewInput): Promise<Refusal | { stale: View } | undefined> {
  return atomically(ctx, async (ctx) => {
    const view = await findToEdit(ctx, list, id)
    const owner_id = team ? null : (view.owner_id ?? ctx.viewer.id)
    if (team) permit(canShareViews(ctx.viewer))
    if (view.version !== version) return { stale: view }
    const others = (await listSiblings(ctx, list, owner_id)).filter((other) => other.id !== id)
    if (others.length >= MOST_VIEWS) return { errors: { team: [`Ya hay ${MOST_VIEWS} vistas ahí: quite alguna.`] } }
    const errors = nameErrors(name, others)
    if (errors) return { errors }

    if (is_default) await unsetDefault(ctx, list, owner_id)
    await write(ctx, view, { name, owner_id, is_default: is_default ? 1 : 0 })
    await tellOf(ctx, 'saved_view.edited', { ...view, name, owner_id: view.owner_id && owner_id })
    return undefined
  })
}

/**
 * The view becomes what its list shows now. What it was is kept for a day as a view that was taken away; `before` is its
 * id, for `undoReplacement`.
 */
export async function replaceView(ctx: Context, list: List, id: string, { version, search }: ReplacementInput): Promise<{ view: View; before: string }> {
  return atomically(ctx, async (ctx) => {
    const view = await findToEdit(ctx, list, id)
    if (view.version !== version) throw new Conflict(`Otra persona cambió «${view.name}» recién: ábrala y revise, o guarde lo suyo como otra vista.`)
    const { set, errors } = shownAs(list, search)
    if (errors) throw new Conflict(errors.search[0]!)
    await forgetRemoved(ctx)
    const before = newId(ctx.now.getTime())
    const at = ctx.now.toISOString()
    await ctx.db
      .insertInto('saved_views')
      .values({ ...view, id: before, is_default: 0, removed_at: at, version: version + 1, created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id })
      .execute()
    await write(ctx, view, set)
    await tellOf(ctx, 'saved_view.edited', view)
    return { view: { ...view, ...set }, before }
  })
}

/** «Deshacer» of replacing it: what it was, unless somebody has changed it since. For a day. */
export async function undoReplacement(ctx: Context, list: List, id: string, before_id: string): Promise<View> {
  return atomically(ctx, async (ctx) => {
    const view = await findToEdit(ctx, list, id)
    const before = found(await findView(ctx, list, before_id))
    if (before.owner_id !== view.owner_id || before.removed_at === null || before.version !== view.version) {
      throw new Conflict(`La vista «${view.name}» cambió después: no queda nada que deshacer.`)
    }
    if (before.removed_at < aDayAgo(ctx)) throw new Conflict('Pasó más de un día y ya no se deshace: guarde la vista otra vez como la quiera.')
    const { query, columns } = before
    await ctx.db.deleteFrom('saved_views').where('id', '=', before_id).execute()
    await write(ctx, view, { query, columns })
    await tellOf(ctx, 'saved_view.undone', view)
    return { ...view, query, columns }
  })
}

/** Its list opens with it, or no longer does. */
export async function toggleDefault(ctx: Context, list: List, id: string): Promise<View> {
  return atomically(ctx, async (ctx) => {
    const view = await findToEdit(ctx, list, id)
    const is_default = view.is_default === 1 ? 0 : 1
    if (is_default) await unsetDefault(ctx, list, view.owner_id)
    await write(ctx, view, { is_default })
    await tellOf(ctx, 'saved_view.edited', view)
    return { ...view, is_default }
  })
}

/** Takes it away; for a day it can be brought back. */
export async function removeView(ctx: Context, list: List, id: string): Promise<View> {
  return atomically(ctx, async (ctx) => {
    const view = await findToEdit(ctx, list, id)
    await forgetRemoved(ctx)
    await write(ctx, view, { removed_at: ctx.now.toISOString(), is_default: 0 })
    await tellOf(ctx, 'saved_view.removed', view)
    return view
  })
}

/** «Deshacer» of taking it away: there again, no longer the one its list opens with. */
export async function restoreView(ctx: Context, list: List, id: string): Promise<View> {
  return atomically(ctx, async (ctx) => {
    const view = found(await findView(ctx, list, id))
    permit(canEditView(ctx.viewer, view))
    if (view.removed_at === null) throw new Conflict('La vista ya está de vuelta.')
    const siblings = await listSiblings(ctx, list, view.owner_id)
    if (siblings.length >= MOST_VIEWS) throw new Conflict(`Ya hay ${MOST_VIEWS} vistas guardadas en esta lista: quite alguna.`)
    const [problem] = nameErrors(view.name, siblings)?.name ?? []
    if (problem) throw new Conflict(problem)
    await write(ctx, view, { removed_at: null })
    await tellOf(ctx, 'saved_view.restored', view)
    return view
  })
}

const aDayAgo = (ctx: Context) => new Date(ctx.now.getTime() - DAY_MS).toISOString()

const forgetRemoved = (ctx: Context) => ctx.db.deleteFrom('saved_views').where('removed_at', '<', aDayAgo(ctx)).execute()

async function findToEdit(ctx: Context, list: List, id: string): Promise<View> {
  const view = found(await findView(ctx, list, id))
  if (view.removed_at !== null) found(undefined)
  permit(canEditView(ctx.viewer, view))
  return view
}

async function listSiblings(ctx: Context, list: List, owner_id: string | null) {
  return (await listViews(ctx, list)).filter((view) => view.owner_id === owner_id)
}

function nameErrors(name: string, siblings: readonly View[]) {
  return siblings.some((other) => fold(other.name) === fold(name)) ? { name: ['Ya hay una vista con ese nombre: escriba otro.'] } : undefined
}

function shownAs(list: List, search: URLSearchParams) {
  const set = { query: queryOf(list, search), columns: (columnsAsked(list, search) ?? []).join(',') }
  return { set, errors: set.query.length > LONGEST_QUERY ? { search: ['El filtro es demasiado largo para guardarlo: quite algo.'] } : undefined }
}

async function unsetDefault(ctx: Context, list: List, owner_id: string | null) {
  const ids = (await visibleViews(ctx).where('saved_views.list', '=', list).execute()).filter((view) => view.owner_id === owner_id && view.is_default === 1)
  if (ids.length > 0) await ctx.db.updateTable('saved_views').set({ is_default: 0 }).where('id', 'in', ids.map(({ id }) => id)).execute()
}

const write = (ctx: Context, view: View, set: Partial<Pick<View, 'name' | 'owner_id' | 'is_default' | 'query' | 'columns' | 'removed_at'>>) =>
  ctx.db
    .updateTable('saved_views')
    .set({ ...set, version: view.version + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
    .where('id', '=', view.id)
    .execute()

/** What somebody calls a view of their own is theirs: the activity, which others read, names only those of the team. */
const tellOf = (ctx: Context, action: Action, { id, list, name, owner_id }: Pick<View, 'id' | 'list' | 'name' | 'owner_id'>) =>
  record(ctx, action, { type: 'saved_view', id }, { list: lists[list as List].label, ...(owner_id === null ? { name } : {}) })

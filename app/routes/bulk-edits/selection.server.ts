import { listMatches, listTargets } from '#app/domain/bulk-edits/queries/targets.server.ts'
import { bulkActs, type BulkAct } from '#app/domain/bulk-edits/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { addressWithin } from '#app/lib/list-address.ts'
import { safeRedirect } from '#app/lib/safe-redirect.ts'

import { headOf, readSelection, SHOWN, type Selection } from './several.server.ts'

export const actAt = (word: string | undefined): BulkAct => found(Object.hasOwn(bulkActs, word ?? '') ? (word as BulkAct) : undefined)

export const selectionOf = (ctx: Context, act: BulkAct, request: Request, form?: FormData) =>
  readSelection(request, form, {
    key: 'id',
    listToReturnTo: (back) => listToReturnTo(act, back),
    async matches(filter) {
      const ids = await listMatches(ctx, act, addressWithin(filter))
      return { ids, total: ids.length }
    },
    marked: async (ids) => (await listTargets(ctx, act, ids)).map(({ id }) => id),
  })

export async function headOfSelection(ctx: Context, act: BulkAct, selection: Selection) {
  const shown = await listTargets(ctx, act, selection.ids.slice(0, SHOWN))
  return headOf(bulkActs[act], selection, shown.map(({ name, to }) => ({ name, to })))
}

/** The list of an act, however it was seen; whatever else an address says, that list. */
export function listToReturnTo(act: BulkAct, back: unknown) {
  const { path } = bulkActs[act]
  const to = safeRedirect(back, path)
  return to === path || to.startsWith(`${path}?`) ? to : path
}

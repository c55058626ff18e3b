import { listMatches, listTargets } from '#app/domain/bulk-edits/queries/targets.server.ts'
import { MOST_TOGETHER } from '#app/domain/bulk-edits/rules.ts'
import { bulkActs, type BulkAct } from '#app/domain/bulk-edits/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { addressWithin } from '#app/lib/list-address.ts'
import { safeRedirect } from '#app/lib/safe-redirect.ts'
import { formatNumber, plural } from '#app/lib/text.ts'

const SHOWN = 8

export const actAt = (word: string | undefined): BulkAct => found(Object.hasOwn(bulkActs, word ?? '') ? (word as BulkAct) : undefined)

type Fields = Pick<URLSearchParams, 'get' | 'getAll' | 'has'>
export type Selection = { ids: string[]; total: number; back: string; search: URLSearchParams; told: boolean }

/** What was marked in a list, or all that its filter matches; said by the address of the act, or by the list's own form. */
export async function readSelection(ctx: Context, act: BulkAct, request: Request, form?: FormData): Promise<Selection> {
  const address = new URL(request.url).searchParams
  /** It was already told on the page of the act, whose address holds it. */
  const told = address.has('id') || address.has('todos')
  const fields: Fields = form && !told ? (form as unknown as Fields) : address
  const back = listToReturnTo(act, fields.get('volver'))
  const search = new URLSearchParams({ volver: back })
  if (fields.get('todos') === 'on') {
    const filter = String(fields.get('filtro') ?? '')
    search.set('todos', 'on')
    search.set('filtro', filter)
    const ids = await listMatches(ctx, act, addressWithin(filter))
    return { ids: ids.slice(0, MOST_TOGETHER), total: ids.length, back, search, told }
  }
  const asked = [...new Set(fields.getAll('id').map((id) => String(id).slice(0, 80)))]
  const ids = (await listTargets(ctx, act, asked.slice(0, MOST_TOGETHER))).map(({ id }) => id)
  for (const id of ids) search.append('id', id)
  return { ids, total: ids.length, back, search, told }
}

/** What the page of an act says of them. */
export async function headOf(ctx: Context, act: BulkAct, { ids, total, back }: Selection) {
  const { one, many } = bulkActs[act]
  const shown = await listTargets(ctx, act, ids.slice(0, SHOWN))
  return {
    total,
    words: plural(total, one, many),
    shown: shown.map(({ name, to }) => ({ name, to })),
    more: total - shown.length,
    back,
    problem: problemOf(act, total),
  }
}

export function problemOf(act: BulkAct, total: number) {
  if (total === 0) return `No marcó nada de la lista de ${bulkActs[act].many}.`
  return total > MOST_TOGETHER ? `Son ${formatNumber(total)}, y se cambian hasta ${MOST_TOGETHER} a la vez. Vuelva y achique el filtro.` : null
}

/** The list of an act, however it was seen; whatever else an address says, that list. */
export function listToReturnTo(act: BulkAct, back: unknown) {
  const { path } = bulkActs[act]
  const to = safeRedirect(back, path)
  return to === path || to.startsWith(`${path}?`) ? to : path
}

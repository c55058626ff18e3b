import type { Outcome } from '#app/domain/commitments/commands/together.server.ts'
import { MOST_TOGETHER } from '#app/domain/bulk-edits/rules.ts'
import { countGroups, listCommitmentHeads, listFolios, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addressWithin } from '#app/lib/list-address.ts'
import { plural } from '#app/lib/text.ts'

import { actOnSelection, headOf, readSelection, SHOWN, type Selection } from '../bulk-edits/several.server.ts'
import { listToReturnTo, undoPath } from './back.server.ts'

const words = { one: 'compromiso', many: 'compromisos', feminine: false }

export const selectionOf = (ctx: Context, request: Request, form?: FormData) =>
  readSelection(request, form, {
    key: 'folio',
    listToReturnTo,
    async matches(text) {
      const filter = readCommitmentFilter(addressWithin(text), ctx)
      const ids = await listFolios(ctx, filter, MOST_TOGETHER)
      return { ids, total: ids.length < MOST_TOGETHER ? ids.length : (await countGroups(ctx, filter)).total }
    },
    // Those that do not exist are told with those that could not be changed.
    marked: async (folios) => folios,
  })

export async function headOfSelection(ctx: Context, selection: Selection) {
  const shown = await listCommitmentHeads(ctx, selection.ids.slice(0, SHOWN))
  return headOf(words, selection, shown.map(({ folio, text }) => ({ to: `/compromisos/${folio}`, name: text, folio })))
}

type Acting = Pick<Parameters<typeof actOnSelection>[1], 'selection' | 'form'>

/** One act on the commitments that were chosen. `page` is its last word in the address, and what it already asks for. */
export function actOnCommitments(ctx: Context, { page, told, act, ...acting }: Acting & {
  page: string
  told: string
  act: (ctx: Context, folios: string[]) => Promise<Outcome>
}) {
  const [path, asked] = page.split('?')
  return actOnSelection(ctx, {
    ...acting, words,
    ask: `/compromisos/lote/${path}?${acting.selection.search}${asked ? `&${asked}` : ''}`,
    async act(ctx, folios) {
      const { batch_id, changed, refused } = await act(ctx, folios)
      return { changed: changed.length, undoPath: undoPath(batch_id), refused: refused.map(({ folio, why }) => ({ to: `/compromisos/${folio}`, folio, why })) }
    },
    done: (changed) => `${plural(changed, 'compromiso cambiado', 'compromisos cambiados')}: ${told}.`,
  })
}

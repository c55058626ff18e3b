import { data, redirect } from '@remix-run/node'

import { MOST_TOGETHER } from '#app/domain/bulk-edits/rules.ts'
import type { Outcome } from '#app/domain/commitments/commands/together.server.ts'
import { countGroups, listCommitmentHeads, listFolios, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { refuse, type Refused } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { addressWithin } from '#app/lib/list-address.ts'
import { once } from '#app/lib/operations.server.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { listToReturnTo, undoAddress } from './back.server.ts'

/** More than these are asked about with their number before anything changes. */
export const ASK_FROM = 20

const SHOWN = 8

type Fields = Pick<URLSearchParams, 'get' | 'getAll' | 'has'>
export type Selection = {
  folios: string[]
  total: number
  back: string
  search: URLSearchParams
  /** It was already told on the page of the act, whose address holds it. */
  told: boolean
}

/** What was marked in a list, or all that its filter matches; said by the address of an act, or by the list's own form. */
export async function readSelection(ctx: Context, request: Request, form?: FormData): Promise<Selection> {
  const address = new URL(request.url).searchParams
  const told = address.has('folio') || address.has('todos')
  const fields: Fields = form && !told ? (form as unknown as Fields) : address
  const back = listToReturnTo(fields)
  const search = new URLSearchParams({ volver: back })
  if (fields.get('todos') === 'on') {
    const filter = readCommitmentFilter(addressWithin(String(fields.get('filtro') ?? '')), ctx)
    search.set('todos', 'on')
    search.set('filtro', String(fields.get('filtro') ?? ''))
    const folios = await listFolios(ctx, filter, MOST_TOGETHER)
    return { folios, total: folios.length < MOST_TOGETHER ? folios.length : (await countGroups(ctx, filter)).total, back, search, told }
  }
  const folios = [...new Set(fields.getAll('folio').map((folio) => String(folio).slice(0, 30)))].slice(0, MOST_TOGETHER)
  for (const folio of folios) search.append('folio', folio)
  return { folios, total: folios.length, back, search, told }
}

/** What the page of an act on several says of them. */
export async function headOfSelection(ctx: Context, { folios, total, back }: Selection) {
  const shown = await listCommitmentHeads(ctx, folios.slice(0, SHOWN))
  return {
    total,
    words: plural(total, 'compromiso', 'compromisos'),
    shown,
    more: total - shown.length,
    back,
    problem: problemOf(total),
  }
}

export const problemOf = (total: number) =>
  total === 0 ? 'No marcó ningún compromiso.'
    : total > MOST_TOGETHER ? `Son ${formatNumber(total)}, y se cambian hasta ${MOST_TOGETHER} a la vez. Vuelva y achique el filtro.` : null

/**
 * Acts once on what was chosen. More than a screenful that its author was not told of, or another number than was told,
 * is asked first, at the address that holds the choice. What could not be changed is an answer, told row by row.
 */
export async function actOnSelection(
  ctx: Context,
  { selection, form, ask, act, told }: {
    selection: Selection
    form: { input: { confirmed?: number; operation_id?: string }; values: Refused['values'] }
    /** The page of the act, with what was chosen there. */
    ask: string
    act: (ctx: Context, folios: string[]) => Promise<Outcome>
    told: string
  },
) {
  const { folios, total, back } = selection
  const { confirmed, operation_id } = form.input
  if (problemOf(total) || (total > ASK_FROM && confirmed !== total)) {
    if (!selection.told || problemOf(total)) return redirect(ask)
    return data(refuse(form, { confirmed: [`Ahora son ${formatNumber(total)}: revise y vuelva a guardar.`] }), { status: 400 })
  }
  let outcome: Outcome | undefined
  await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      outcome = await act(ctx, folios)
      return back
    }))
  if (!outcome) return redirect(back)
  const { batch_id, changed, refused } = outcome
  const undo = undoAddress(batch_id, back)
  const text = `${plural(changed.length, 'compromiso cambiado', 'compromisos cambiados')}: ${told}.`
  if (refused.length === 0) return redirectWithNotice(back, text, undo)
  return data({ ok: true as const, result: { text, refused, back, undo: changed.length > 0 ? undo : null } })
}

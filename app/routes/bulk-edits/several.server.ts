import { data, redirect } from '@remix-run/node'

import { MOST_TOGETHER, namesText } from '#app/domain/bulk-edits/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { refuse, type Refused } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice, undoReturningTo } from '#app/lib/http-notice.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import type { SeveralAnswer, SeveralHead } from '#app/ui/several-page.tsx'

/** More than these are asked about with their number before anything changes. */
const ASK_FROM = 20

export const SHOWN = 8

/** What the records of a list are called. */
export type Words = { one: string; many: string; feminine: boolean }
type Fields = Pick<URLSearchParams, 'get' | 'getAll' | 'has'>

export type Selection = {
  /** At most as many as are changed at once; `total` is how many were chosen. */
  ids: string[]
  total: number
  back: string
  search: URLSearchParams
  /** It was already told on the page of the act, whose address holds it. */
  told: boolean
}
type Outcome = { changed: number; refused: (SeveralAnswer & { ok: true })['result']['refused'] }

/** What was marked in a list, or all that its filter matches; said by the address of an act, or by the list's own form. */
export async function readSelection(request: Request, form: FormData | undefined, { key, listToReturnTo, matches, marked }: {
  /** The field with what was marked. */
  key: 'id' | 'folio'
  listToReturnTo: (back: unknown) => string
  /** Of a filter: what it matches, and how many they are. */
  matches: (filter: string) => Promise<{ ids: string[]; total: number }>
  /** Of what was marked: what exists for whoever asks. */
  marked: (ids: string[]) => Promise<string[]>
}): Promise<Selection> {
  const address = new URL(request.url).searchParams
  const told = address.has(key) || address.has('todos')
  const fields: Fields = form && !told ? (form as unknown as Fields) : address
  const back = listToReturnTo(fields.get('volver'))
  const search = new URLSearchParams({ volver: back })
  if (fields.get('todos') === 'on') {
    const filter = String(fields.get('filtro') ?? '')
    search.set('todos', 'on')
    search.set('filtro', filter)
    const { ids, total } = await matches(filter)
    return { ids: ids.slice(0, MOST_TOGETHER), total, back, search, told }
  }
  const asked = [...new Set(fields.getAll(key).map((id) => String(id).slice(0, 80)))]
  const ids = await marked(asked.slice(0, MOST_TOGETHER))
  for (const id of ids) search.append(key, id)
  return { ids, total: ids.length, back, search, told }
}

/** What the page of an act says of them; `shown` are the first ones. */
export function headOf({ one, many, feminine }: Words, { total, back }: Selection, shown: SeveralHead['shown']): SeveralHead {
  const together = feminine ? 'juntas' : 'juntos'
  const more = total - shown.length
  return {
    total,
    words: plural(total, one, many),
    facts: total === 1 ? 'Durante un día se puede deshacer.' : `Cambian ${together}, y durante un día se pueden deshacer ${together}.`,
    shown,
    more: more > 0 ? `y ${formatNumber(more)} más` : null,
    back,
    problem: problemOf(many, total),
  }
}

const problemOf = (many: string, total: number) =>
  total === 0 ? `No marcó nada de la lista de ${many}.`
    : total > MOST_TOGETHER ? `Son ${formatNumber(total)}, y se cambian hasta ${MOST_TOGETHER} a la vez. Vuelva y achique el filtro.` : null

/**
 * Acts once on what was chosen. More than a screenful that its author was not told of, or another number than was told,
 * is asked first, at the address that holds the choice. What could not be changed is an answer, told row by row.
 */
export async function actOnSelection(ctx: Context, { selection, words, form, errors, ask, act, done }: {
  selection: Selection
  words: Words
  form: { input: { confirmed?: number; operation_id?: string }; values: Refused['values'] }
  /** What is missing in the form, said once its page is seen. */
  errors?: Record<string, string[]>
  /** The page of the act, with what was chosen there. */
  ask: string
  act: (ctx: Context, ids: string[]) => Promise<Outcome & { undoPath: string }>
  /** «3 compromisos cambiados: ahora vencen el 18-12-2026.» */
  done: (changed: number) => string
}) {
  const { ids, total, back, told } = selection
  const { confirmed, operation_id } = form.input
  const problem = problemOf(words.many, total)
  const recounted = total > ASK_FROM && confirmed !== total
  if (problem || ((errors || recounted) && !told)) return redirect(ask)
  if (errors) return data(refuse(form, errors), { status: 400 })
  if (recounted) return data(refuse(form, { confirmed: [`Ahora son ${formatNumber(total)}: revise y vuelva a guardar.`] }), { status: 400 })

  let outcome: Awaited<ReturnType<typeof act>> | undefined
  await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      outcome = await act(ctx, ids)
      return back
    }))
  if (!outcome) return redirect(back)
  const { changed, refused } = outcome
  const undo = undoReturningTo(outcome.undoPath, back)
  const text = done(changed)
  if (refused.length === 0) return redirectWithNotice(back, text, undo)
  const title = refused.length > 1 ? `${formatNumber(refused.length)} quedaron como estaban` : `${words.feminine ? 'Una' : 'Uno'} quedó como estaba`
  return data({ ok: true as const, result: { title, text, refused, back, undo: changed > 0 ? undo : null } })
}

/** «Se deshicieron 2. 1 cambió después y queda como está: Castro.» */
export function undoneText(undone: number, kept: readonly string[]) {
  const text = undone === 1 ? 'Se deshizo.' : `Se deshicieron ${formatNumber(undone)}.`
  if (kept.length === 0) return text
  const stay = kept.length === 1 ? 'queda como está' : 'quedan como están'
  return `${text} ${plural(kept.length, 'cambió', 'cambiaron')} después y ${stay}: ${namesText(kept)}.`.slice(0, 300)
}

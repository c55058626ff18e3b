import { PAGE_SIZE } from '#app/domain/portal/queries/commitments.server.ts'
import { pageOf, withParams } from '#app/lib/list-address.ts'

export type Paged<T> = { rows: T[]; total: number; page: number; from: number; to: number; previous?: string; next?: string }

/** One page of a list whose number is `name` in the address; the other list of the page keeps its own. */
export async function readPage<T>(
  request: Request,
  name: 'pagina' | 'otros',
  total: number,
  read: (page: number) => Promise<T[]>,
): Promise<Paged<T>> {
  const { searchParams } = new URL(request.url)
  const asked = pageOf(new URLSearchParams({ pagina: searchParams.get(name) ?? '' }))
  const page = Math.min(asked, Math.max(1, Math.ceil(total / PAGE_SIZE)))
  const rows = total === 0 ? [] : await read(page)
  const from = (page - 1) * PAGE_SIZE + 1
  const address = (to: number) => withParams(searchParams, { pagina: searchParams.get('pagina'), [name]: to > 1 ? String(to) : null })
  return {
    rows, total, page, from,
    to: from + rows.length - 1,
    ...(page > 1 ? { previous: address(page - 1) } : {}),
    ...(page * PAGE_SIZE < total ? { next: address(page + 1) } : {}),
  }
}

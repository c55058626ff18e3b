import { useSearchParams } from '@remix-run/react'

import { pageOf, withParams } from '#app/lib/list-address.ts'

import { Pagination } from './pagination.tsx'

/** The pages of the list at this address: the same list, without the summary of a row that the other page does not have. */
export function ListPages({ from, shown, total, note }: { from: number; shown: number; total: number; note?: string }) {
  const [search] = useSearchParams()
  const page = pageOf(search)
  const to = from + shown - 1
  const at = (page: number) => withParams(search, { pagina: String(page), panel: null })
  return <Pagination from={from} to={to} total={total} note={note} previous={page > 1 ? at(page - 1) : undefined} next={to < total ? at(page + 1) : undefined} />
}

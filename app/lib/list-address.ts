/** The address of a list with some parameters changed; `null` takes one away. A change of filter starts at page one. */
export function withParams(search: URLSearchParams, changes: Record<string, string | null>) {
  const next = new URLSearchParams(search)
  if (!('pagina' in changes)) next.delete('pagina')
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return `?${next}`
}

/** The address of the same list ordered by a column: ascending first, then the other way round. */
export const sortedBy = (search: URLSearchParams, sort: string) =>
  withParams(search, { orden: search.get('orden') === sort ? `-${sort}` : sort })

/** What `aria-sort` says of a column. */
export function directionOf(search: URLSearchParams, sort: string): 'ascending' | 'descending' | undefined {
  const order = search.get('orden')
  return order === sort ? 'ascending' : order === `-${sort}` ? 'descending' : undefined
}

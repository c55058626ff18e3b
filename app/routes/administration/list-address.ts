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

/** The page number of an address, from 1. */
export function pageOf(search: URLSearchParams) {
  const page = Number.parseInt(search.get('pagina') ?? '1', 10) || 1
  return Math.min(Math.max(page, 1), 10_000)
}

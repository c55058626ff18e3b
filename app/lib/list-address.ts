/** Addresses of lists: the address is the state. */

/**
 * A filter that an address or a form holds as a text, as an address of its own. What hides in it the character that the
 * door refuses, and PostgreSQL too, is left out.
 */
export const addressWithin = (text: string) => new URLSearchParams([...new URLSearchParams(text)].filter(([, value]) => !value.includes('\u0000')))

/** The address with some parameters changed; null or empty takes one away. A change of filter starts at page one. */
export function withParams(search: URLSearchParams, changes: Record<string, string | null | undefined>) {
  const next = new URLSearchParams(search)
  if (!('pagina' in changes)) next.delete('pagina')
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return `?${next}`
}

/** The page number of an address, from 1. */
export const pageOf = (search: URLSearchParams) => Math.min(Math.max(Number.parseInt(search.get('pagina') ?? '1', 10) || 1, 1), 10_000)

/** The words of `?q=`, cut to what a search reads. */
export const wordsOf = (search: URLSearchParams) => (search.get('q') ?? '').trim().slice(0, 100)

/** A parameter when it is one of the keys of a `terms.ts` record. */
export function oneOfParam<K extends string>(search: URLSearchParams, name: string, terms: Record<K, unknown>): K | undefined {
  const value = search.get(name)
  return value !== null && Object.hasOwn(terms, value) ? (value as K) : undefined
}

/** `?orden=contacto` or `?orden=-contacto`, the minus for descending. */
export function orderOf<K extends string>(search: URLSearchParams, sorts: Record<K, unknown>): { sort?: K; descending: boolean } {
  const value = search.get('orden') ?? ''
  const name = value.replace(/^-/, '')
  return { sort: Object.hasOwn(sorts, name) ? (name as K) : undefined, descending: value.startsWith('-') }
}

/**
 * What a table head needs: the address ordered by this column, reversed when it already is. `first` is the direction
 * a first press asks for.
 */
export function sortBy<K extends string>(
  search: URLSearchParams,
  name: K,
  { sort, descending }: { sort?: K; descending: boolean },
  first: 'ascending' | 'descending' = 'ascending',
) {
  const current = sort === name
  const falls = current ? !descending : first === 'descending'
  return {
    sortTo: withParams(search, { orden: falls ? `-${name}` : name }),
    sorted: current ? (descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  }
}

import { COLUMNS, lists, VIEW, type List } from './terms.ts'

/** What an address of a list can hold before nobody reads it. */
export const LONGEST_QUERY = 1000

type Saved = { id: string; list: string; query: string; columns: string }

/**
 * Of an address, what a view keeps of it: what narrows the list and its order. Pages, panels and marks are left out, and so
 * is what holds a character that no address of ours has: the view could never be opened.
 */
export function queryOf(list: List, search: URLSearchParams): string {
  const known: readonly string[] = [...lists[list].params, 'orden']
  const kept = [...search].filter(([name, value]) => known.includes(name) && value !== '' && !value.includes('\u0000'))
  return new URLSearchParams(kept.toSorted(([one], [other]) => known.indexOf(one) - known.indexOf(other))).toString()
}

/** The columns that an address asks for, in their order; undefined for the usual ones. `columnas=a,b` and `columnas=a&columnas=b`. */
export function columnsAsked(list: List, search: URLSearchParams): string[] | undefined {
  if (!search.has(COLUMNS)) return undefined
  const asked = search.getAll(COLUMNS).flatMap((value) => value.split(','))
  const known = Object.keys(lists[list].columns).filter((column) => asked.includes(column))
  if (known.length === 0) return undefined
  const { usual } = lists[list]
  return known.length === usual.length && usual.every((column) => known.includes(column)) ? undefined : known
}

/** The columns of a table that an address shows; what is no column of the list (the head, the acts of a row) always stays. */
export function shownColumns<C extends { key: string }>(list: List, search: URLSearchParams, columns: readonly C[]): C[] {
  const shown: readonly string[] = columnsAsked(list, search) ?? lists[list].usual
  return columns.filter(({ key }) => !Object.hasOwn(lists[list].columns, key) || shown.includes(key))
}

/** Where a view is seen. Anybody may open it: the name of the view is all that is not theirs. */
export function addressOf({ id, list, query, columns }: Saved): string {
  const search = new URLSearchParams(query)
  if (columns) search.set(COLUMNS, columns)
  search.set(VIEW, id)
  return `${lists[list as List].path}?${search}`
}

/** Whether the list is seen as the view says, whatever page or panel of it is open. */
export const isAsSaved = (view: Saved, search: URLSearchParams) =>
  queryOf(view.list as List, search) === view.query && (columnsAsked(view.list as List, search) ?? []).join(',') === view.columns

/** Whether something narrows the list, besides the tab it is in. */
export const isNarrowed = (list: List, search: URLSearchParams) =>
  lists[list].params.some((name) => name !== 'vista' && name !== 'forma' && search.get(name))

import type { RowImage, RowKey } from '#app/lib/row-images.server.ts'

/** Both records whole: the one that goes, and the one that stays before and after. */
export type Images = { gone: RowImage; before: RowImage; after: RowImage }

/** Rows of one column that were moved, and those the kept record had already. */
export type MovedLink = { table: string; column: string; moved: RowKey[]; own: RowKey[] }

/** A row that a merge took away (`after` is null) or wrote otherwise. */
export type Rewritten = { table: string; key: RowKey; before: RowImage; after: RowImage | null }

/** All that a merge did beside the two records, in the order in which it was done; it is undone in the opposite one. */
export type Journal = { twins: Rewritten[]; links: MovedLink[]; texts: Rewritten[] }

export const readImages = (text: string) => JSON.parse(text) as Images
export const readJournal = (text: string) => JSON.parse(text) as Journal

/** The id of a record in a query string or in JSON, written as another. */
export function renamed(text: string, written: 'query' | 'json', from: string, to: string): string {
  if (written === 'json') return text.replaceAll(JSON.stringify(from), JSON.stringify(to))
  const search = new URLSearchParams(text)
  if (![...search.values()].includes(from)) return text
  const mark = text.startsWith('?') ? '?' : ''
  return mark + new URLSearchParams([...search].map(([name, value]) => [name, value === from ? to : value])).toString()
}

/** Rows as text, to tell them apart. */
export const keyText = (key: RowKey) => Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value).join(' ')

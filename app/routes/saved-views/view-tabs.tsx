import { lazy, Suspense } from 'react'

import { COLUMNS, lists, VIEW, type List } from '#app/domain/saved-views/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { Tabs, type Tab } from '#app/ui/tabs.tsx'

import type { ListViews } from './views.server.ts'

const ViewMenu = lazy(() => import('./view-menu.tsx').then(({ ViewMenu }) => ({ default: ViewMenu })))

/**
 * The views of a list that come with the product, those that were saved, and at the end what one does with them. `seen`
 * is the address with everything that the page understood of it.
 */
export function ViewTabs({ list, items, views, seen, total, columns = true, without = [] }: {
  list: List
  items: Tab[]
  views: ListViews
  seen: URLSearchParams
  /** How many are in the list as it is. */
  total?: number
  /** Whether it is seen as a table, with columns to choose. */
  columns?: boolean
  /** Columns that are not for whoever is looking. */
  without?: string[]
}) {
  const { saved, current } = views
  return (
    <div className="vistas">
      <Tabs
        label="Vistas guardadas"
        items={[
          ...items.map((item) => ({ ...item, current: item.current && !current })),
          ...saved.map(({ id, name, to }) => ({ to, label: name, current: id === current?.id, count: id === current?.id ? total : undefined })),
        ]}
      />
      <Suspense><ViewMenu key={seen.toString()} list={list} views={views} seen={seen} columns={columns} without={without} /></Suspense>
    </div>
  )
}

/** What a tab of the product leaves behind: the view that somebody saved, with its columns. */
export const LEAVING = { [VIEW]: null, [COLUMNS]: null, panel: null }

/** Where «Limpiar» goes: to the view as it was saved, or to the tab of the product. */
export const cleared = ({ current }: ListViews, list: List, view: string) => current?.to ?? `${lists[list].path}?vista=${view}`

/** Parameters of the address that filtering must not lose: how the list is seen, and from which view it came. */
export const keptIn = (search: URLSearchParams) =>
  Object.fromEntries([VIEW, 'orden'].flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : [])).concat(
    search.has(COLUMNS) ? [[COLUMNS, search.getAll(COLUMNS).join(',')]] : [],
  )) as Record<string, string>

/** The address of a list with everything the page understood of it. */
export const asSeen = (search: URLSearchParams, view: string) => new URLSearchParams(withParams(search, { vista: view }))

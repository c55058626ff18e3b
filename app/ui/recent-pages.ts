export type RecentPage = { to: string; label: string }

const RECORD = /^\/(reuniones|compromisos|acuerdos|solicitudes|instituciones|contactos|cargos)\/(?!nuev[oa]$|matriz$)[^/]+$/
const MOST = 6

/** Remembers a record that was opened, by the title of its page; in this tab alone, and by person. */
export function keepRecent(owner: string, path: string) {
  const [label = ''] = document.title.split(' · ')
  if (!RECORD.test(path) || !label) return
  const others = listRecent(owner).filter(({ to }) => to !== path)
  sessionStorage.setItem(keyOf(owner), JSON.stringify([{ to: path, label }, ...others].slice(0, MOST)))
}

/** The records opened in this tab, the last one first. */
export function listRecent(owner: string): RecentPage[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(owner)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isPage) : []
  } catch {
    return []
  }
}

const keyOf = (owner: string) => `hilvan:recientes:${owner}`

const isPage = (one: unknown): one is RecentPage =>
  typeof one === 'object' && one !== null && 'to' in one && 'label' in one && typeof one.to === 'string' && typeof one.label === 'string'

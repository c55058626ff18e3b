import type { SearchGroup } from '#app/domain/search/terms.ts'

/** How each group is called in an address. */
export const groupSlugs = {
  personas: 'people', cargos: 'positions', instituciones: 'institutions', reuniones: 'meetings', actas: 'minutes', acuerdos: 'agreements',
  compromisos: 'commitments', solicitudes: 'requests', archivos: 'files',
} as const satisfies Record<string, SearchGroup>

const places: Record<SearchGroup, (key: string) => string> = {
  people: (id) => `/contactos/${id}`,
  positions: (id) => `/cargos/${id}`,
  institutions: (id) => `/instituciones/${id}`,
  meetings: (folio) => `/reuniones/${folio}`,
  minutes: (folio) => `/reuniones/${folio}?seccion=acta`,
  agreements: (folio) => `/acuerdos/${folio}`,
  commitments: (folio) => `/compromisos/${folio}`,
  requests: (folio) => `/solicitudes/${folio}`,
  files: (folio) => `/compromisos/${folio}`,
}

export const recordPath = (group: SearchGroup, key: string) => places[group](encodeURIComponent(key))

/** A group alone: `/buscar?q=…&en=actas`. */
export function groupPath(group: SearchGroup, q: string) {
  const [slug = ''] = Object.entries(groupSlugs).find(([, one]) => one === group) ?? []
  return `/buscar?${new URLSearchParams({ q, en: slug })}`
}

/** The list that goes on where a group stops; some kinds have none of their own. */
export function listPath(group: SearchGroup, q: string) {
  const words = encodeURIComponent(q)
  const lists: Partial<Record<SearchGroup, string>> = {
    people: `/contactos?q=${words}`,
    institutions: `/instituciones?vista=todas&q=${words}`,
    meetings: `/reuniones?vista=todas&q=${words}`,
    agreements: `/acuerdos?q=${words}`,
    commitments: `/compromisos?vista=todos&q=${words}`,
    requests: `/solicitudes?q=${words}`,
  }
  return lists[group] ?? null
}

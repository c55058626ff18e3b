import { oneOfParam, orderOf, pageOf, wordsOf } from '#app/lib/list-address.ts'

import { institutionKinds, institutionSorts, institutionViews, networkStatuses } from '../terms.ts'

/** Reads a filter from an address; whatever it does not understand narrows nothing. */
export function readInstitutionFilter(search: URLSearchParams) {
  const q = wordsOf(search)
  return {
    // What is searched for is found wherever it is, unless a tab was chosen.
    view: oneOfParam(search, 'vista', institutionViews) ?? (q ? ('todas' as const) : ('red' as const)),
    q,
    kind: oneOfParam(search, 'tipo', institutionKinds),
    region: search.get('region') || undefined,
    status: oneOfParam(search, 'red', networkStatuses),
    ...orderOf(search, institutionSorts),
    page: pageOf(search),
  }
}

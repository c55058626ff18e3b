import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { oneOfParam, orderOf, pageOf, wordsOf } from '#app/lib/list-address.ts'

import { peopleSorts } from '../terms.ts'

/** Reads a filter from an address; whatever it does not understand narrows nothing. */
export const readPeopleFilter = (search: URLSearchParams) => ({
  q: wordsOf(search),
  kind: oneOfParam(search, 'tipo', institutionKinds),
  region: search.get('region') || undefined,
  ...orderOf(search, peopleSorts),
  page: pageOf(search),
})

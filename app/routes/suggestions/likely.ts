import { listLikelyInstitutions, listLikelyPeople } from '#app/domain/merges/queries/likely.server.ts'
import { kinds } from '#app/domain/merges/terms.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { oneOfParam } from '#app/lib/list-address.ts'
import { writers } from '#app/lib/roles.ts'
import { likelyOptions } from '#app/routes/merges/likely.server.ts'

import { answer } from './answer.ts'

/** Who, or which institution, may be what somebody is typing: the fields of the form, by their names. */
export const loader = signedIn(writers, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const typed = (name: string) => (search.get(name) ?? '').trim().slice(0, 200)
  const orNull = (name: string) => typed(name) || null
  const likely = oneOfParam(search, 'de', kinds) === 'institution'
    ? await listLikelyInstitutions(ctx, {
        kind: typed('kind'), name: typed('name'), short_name: orNull('short_name'), aliases: typed('aliases').split('\n'),
        region_code: orNull('region_code'), commune_cut: orNull('commune_cut'),
      })
    : await listLikelyPeople(ctx, {
        given_names: typed('given_names'), first_surname: typed('first_surname'), second_surname: orNull('second_surname'), position_id: orNull('position_id'),
      })
  return answer(likelyOptions(likely))
})

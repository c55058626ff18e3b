import { z } from 'zod'

import { calendarFilter } from '#app/domain/calendar/queries.server.ts'
import { checkbox, oneOf, operation, text } from '#app/lib/fields.server.ts'

import { feedDetails, feedScopes } from './terms.ts'

export const feedForm = z
  .strictObject({
    scope: oneOf(feedScopes, 'Elija qué incluir.'),
    filter: z.string().max(1000, { error: 'El filtro es demasiado largo.' }).default(''),
    detail: oneOf(feedDetails),
    include_due: checkbox(),
    name: text(80, 'Póngale un nombre, por ejemplo «Mi teléfono».'),
    operation_id: operation(),
  })
  .transform(({ scope, filter, ...rest }) => ({ ...rest, filter: filterOf(scope, new URLSearchParams(filter)) }))
export type FeedInput = z.output<typeof feedForm>

const filterOf = (scope: keyof typeof feedScopes, search: URLSearchParams) =>
  scope === 'mias' ? 'vista=mias' : scope === 'todo' ? '' : feedFilter(search)

/** The part of an address that a calendar keeps, in one spelling and without what nobody understands. */
export function feedFilter(search: URLSearchParams): string {
  const { view, q, region, institution_id, kind, state, from, until } = calendarFilter(search)
  const kept = { vista: view, q, region, institucion: institution_id, tipo: kind, estado: state, desde: from, hasta: until }
  return new URLSearchParams(Object.entries(kept).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString()
}

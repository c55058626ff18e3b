import { z } from 'zod'

import { calendarFilter } from '#app/domain/calendar/queries.server.ts'
import { owners } from '#app/domain/meetings/terms.ts'
import { checkbox, oneOf, operation, optionalReference, optionalText } from '#app/lib/fields.server.ts'
import { addressWithin } from '#app/lib/list-address.ts'

import { feedDetails, feedScopes } from './terms.ts'

const told = {
  detail: oneOf(feedDetails, 'Elija cuánto detalle.'),
  include_due: checkbox(),
  only_standing: checkbox(),
  /** In blank, what it holds in words. */
  name: optionalText(80),
  operation_id: operation(),
}

/** What a subscription holds, as its form says it; the institution may be only typed. */
export const feedForm = z.object({
  scope: oneOf(feedScopes, 'Elija qué incluir.'),
  filter: z.string().max(1000, { error: 'El filtro es demasiado largo.' }).default(''),
  region_code: z.union([z.literal(''), z.string().regex(/^\d{2}$/, { error: 'Elija una región de la lista.' })]).default(''),
  institution_id: optionalReference(),
  institution_id_text: optionalText(200),
  ...told,
})

/** Whoever leads a municipality subscribes to what they may see: theirs. */
export const ownFeedForm = z.object(told)

/** What a link is made with, once its filter is known. */
export type FeedInput = Omit<z.output<typeof ownFeedForm>, 'only_standing' | 'name'> & { name: string; filter: string }

type Scope = { scope: string; filter: string; region_code: string; institution_id: string | null; only_standing: boolean }

/** The filter that a choice of the form stands for, in the spelling that links keep. */
export function scopeFilter({ scope, filter, region_code, institution_id, only_standing }: Scope): string {
  const search = new URLSearchParams(
    scope === 'filtro' ? addressWithin(filter)
      : scope === 'mias' ? 'vista=mias'
        : scope === 'region' ? { region: region_code }
          : scope === 'institucion' ? { institucion: institution_id ?? '' }
            : '',
  )
  if (only_standing) search.set('solo', 'confirmadas')
  return feedFilter(search)
}

/** The part of an address that a calendar keeps, in one spelling and without what nobody understands. */
export function feedFilter(search: URLSearchParams): string {
  const { view, whose, standing, q, region, institution_id, kind, state, from, until } = calendarFilter(search)
  const mine = view === 'mias' || (whose?.length === 1 && whose[0] === 'mias')
  const kept = {
    vista: mine && 'mias', q, region, institucion: institution_id, tipo: kind, estado: state, desde: from, hasta: until,
    solo: standing && 'confirmadas', capas: !mine && whose && '1',
  }
  const pairs = Object.entries(kept).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const layers = mine || !whose ? [] : Object.keys(owners).filter((owner) => whose.some((one) => one === owner))
  return new URLSearchParams([...pairs, ...layers.map((layer) => ['capa', layer])]).toString()
}

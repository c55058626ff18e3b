import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { fold, parseRut } from '#app/lib/text.ts'

import type { Directory } from '../rules/directory.ts'

/** Says which institution a text means: its name, its short one, an alias, its commune, its CUT or its RUT. */
export async function readInstitutionNames(ctx: Context): Promise<Directory['match']> {
  const rows = await visibleInstitutions(ctx).select(['id', 'name', 'short_name', 'aliases', 'commune_cut', 'rut', 'kind']).where('archived_at', 'is', null).execute()
  const byText = new Map<string, Map<string, { id: string; name: string }>>()
  for (const { id, name, short_name, aliases, commune_cut, rut, kind } of rows) {
    const cut = kind === 'municipality' && commune_cut ? [commune_cut, commune_cut.replace(/^0/, '')] : []
    for (const text of [name, short_name, ...aliases.split('|'), ...cut, rut ?? '']) {
      const key = fold(text)
      if (!key) continue
      byText.set(key, (byText.get(key) ?? new Map()).set(id, { id, name: short_name }))
    }
  }
  return (text) => {
    const found = [...(byText.get(parseRut(text) ?? fold(text)) ?? byText.get(fold(text)) ?? new Map<string, { id: string; name: string }>()).values()]
    return found.length === 0 ? undefined : found.length === 1 ? found[0] : { candidates: found }
  }
}

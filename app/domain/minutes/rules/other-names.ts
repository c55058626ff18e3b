import type { InstitutionKind } from '#app/domain/institutions/terms.ts'
import { fold } from '#app/lib/text.ts'

const COMPOSED = /^(muni |municipio |ilustre |i\. |municipalidad )/i
const REGIONAL = /^(gore|serviu|seremi)$/
const REGIONAL_IDS = /^(core|dpr|dpp)-/

/**
 * What the reader cannot compose by itself: of a municipality, the names of its places; of a regional body, nothing
 * but its whole name, since it is said with any name of its region.
 */
export function otherNames({ id, kind, name, short_name, aliases }: {
  id: string
  kind: InstitutionKind
  name: string
  short_name: string
  aliases: string[]
}): string[] {
  if (kind === 'municipality') return unique([short_name.replace(/^Municipalidad de /, ''), ...aliases.filter((alias) => !COMPOSED.test(alias))])
  if (REGIONAL.test(kind) || REGIONAL_IDS.test(id)) return unique([name])
  return unique([name, ...aliases]).filter((alias) => fold(alias) !== fold(short_name))
}

const unique = (names: string[]) => [...new Map(names.filter(Boolean).map((name) => [fold(name), name])).values()]

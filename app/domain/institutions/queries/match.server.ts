import type { Context } from '#app/lib/context.server.ts'
import { fold, parseRut } from '#app/lib/text.ts'

import { visibleInstitutions } from '../queries.server.ts'

type Known = { id: string; name: string }
/** One institution, several that may be meant, or none. */
export type Match = Known | { candidates: Known[] } | undefined

/**
 * Says which institution a text means, however it is spelled: its name, its short one, an alias, its RUT; and, for a
 * municipality, its commune («Ñuñoa», «Ilustre Municipalidad de Ñuñoa», «13120»). One query for as many texts as come.
 */
export async function readInstitutionNames(ctx: Context): Promise<(text: string) => Match> {
  const rows = await visibleInstitutions(ctx)
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .select([
      'institutions.id', 'institutions.name', 'institutions.short_name', 'institutions.aliases', 'institutions.kind',
      'institutions.rut', 'institutions.commune_cut', 'communes.name as commune_name',
    ])
    .where('institutions.archived_at', 'is', null)
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .execute()
  const own = new Map<string, Known[]>()
  const byCommune = new Map<string, Known[]>()
  for (const { id, name, short_name, aliases, kind, rut, commune_cut, commune_name } of rows) {
    const known = { id, name: short_name }
    for (const text of [name, short_name, ...aliases.split('|'), rut ?? '']) add(own, text, known)
    if (kind !== 'municipality') continue
    for (const text of [commune_name ?? '', commune_cut ?? '', commune_cut?.replace(/^0/, '') ?? '']) add(byCommune, text, known)
  }
  const told = new Map<string, Match>()
  const matchOf = (text: string): Match => {
    const rut = parseRut(text)
    const found = (rut && own.get(keyOf(rut))) || own.get(keyOf(text)) || byCommune.get(keyOf(text)) || byCommune.get(communeIn(text)) || []
    return found.length > 1 ? { candidates: found } : found[0]
  }
  return (text) => {
    if (!told.has(text)) told.set(text, matchOf(text))
    return told.get(text)
  }
}

const keyOf = (text: string) => fold(text).replace(/[.]/g, '')

/** What follows «Municipalidad de» and its kin. */
const communeIn = (text: string) => keyOf(text).replace(/^(?:i|il|ilustre)? ?(?:municipalidad|municipio|muni|comuna) (?:de )?/, '')

function add(map: Map<string, Known[]>, text: string, known: Known) {
  const key = keyOf(text)
  if (!key) return
  const others = map.get(key) ?? []
  if (!others.some(({ id }) => id === known.id)) map.set(key, [...others, known])
}

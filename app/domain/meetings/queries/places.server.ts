import { hasWords } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { fold, searchWords } from '#app/lib/text.ts'

import type { Choosing, Chosen } from './typed.server.ts'

/** Communes by what somebody types of their name, the same name first. `detail` is the region. */
export async function suggestCommunes({ db }: Context, q: string, limit = 8) {
  const words = searchWords(q)
  if (words.length === 0) return []
  const rows = await db
    .selectFrom('communes')
    .innerJoin('regions', 'regions.code', 'communes.region_code')
    .select(['communes.cut as id', 'communes.name as label', 'regions.short_name as detail'])
    .where((eb) => hasWords(eb.ref('communes.search_text'), words))
    .orderBy('communes.search_text')
    .orderBy('communes.cut')
    .limit(50)
    .execute()
  const asked = fold(q)
  const distance = (label: string) => (fold(label) === asked ? 0 : fold(label).startsWith(asked) ? 1 : 2)
  return rows.toSorted((a, b) => distance(a.label) - distance(b.label)).slice(0, limit)
}

export type Place = { cut: string; zone: string }

/** The commune of a field and the zone it lives in, or null when nothing was asked for. */
export async function chooseCommune(ctx: Context, { ids: [id], text }: Choosing): Promise<Chosen<Place | null>> {
  const named = text ? (await suggestCommunes(ctx, text, 5)).find(({ label }) => fold(label) === fold(text)) : undefined
  if (text && !named) return { ok: false, problem: `No encontramos una comuna que se llame «${text.slice(0, 60)}».` }
  const cut = named?.id ?? id
  if (!cut) return { ok: true, value: null }
  const commune = await ctx.db.selectFrom('communes').select(['cut', 'zone']).where('cut', '=', cut).executeTakeFirst()
  return commune ? { ok: true, value: commune } : { ok: false, problem: 'Elija una comuna de la lista.' }
}

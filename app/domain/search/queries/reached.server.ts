import { sql, type SqlBool } from 'kysely'

import { visibleContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatPhone } from '#app/lib/phones.server.ts'
import { likePattern } from '#app/lib/text.ts'

import type { SearchGroup } from '../terms.ts'

/** Whose a way to reach somebody is: of each kind the ids of its owners, with the address or number as people write it. */
export type Reached = Partial<Record<SearchGroup, Map<string, string>>>

const LEAST_FIGURES = 7

/**
 * Whose the e-mail or the telephone is that somebody typed, of what the viewer may know and is in use today. A number is known by its last
 * figures, with or without its country. One query; none for words that are neither.
 */
export async function listReached(ctx: Context, q: string, limit: number): Promise<Reached> {
  const typed = typedAddress(q)
  if (!typed) return {}
  const rows = await visibleContactPoints(ctx)
    .where('contact_points.kind', 'in', typed.kinds)
    .where(sql<SqlBool>`contact_points.value like ${typed.pattern} escape '\\'`)
    .where((eb) => eb.or([eb('contact_points.valid_until_on', 'is', null), eb('contact_points.valid_until_on', '>', today(ctx))]))
    .orderBy('contact_points.id')
    .limit(limit)
    .execute()
  const reached: Reached = {}
  for (const { kind, value, person_id, position_id, institution_id } of rows) {
    const group = person_id ? 'people' : position_id ? 'positions' : 'institutions'
    const owners = (reached[group] ??= new Map())
    owners.set(person_id ?? position_id ?? institution_id ?? '', kind === 'email' ? value : formatPhone(value))
  }
  return reached
}

function typedAddress(q: string) {
  const text = q.trim().toLowerCase()
  if (/^[^\s@]+@[^\s@]*$/.test(text)) return { kinds: ['email' as const], pattern: likePattern(text).slice(1) }
  const figures = text.replace(/\D/g, '').replace(/^0+/, '')
  if (figures.length < LEAST_FIGURES || !/^\+?[\d\s().-]+$/.test(text)) return undefined
  return { kinds: ['phone' as const, 'whatsapp' as const], pattern: `%${figures}` }
}

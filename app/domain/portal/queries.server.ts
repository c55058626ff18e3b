import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatPhone, readPhone } from '#app/lib/phones.server.ts'
import { writers } from '#app/lib/roles.ts'

/** The viewer's own institution; `place` is how it is called in a sentence («Lo que otros deben a Penco»). */
export async function findOwnInstitution(ctx: Context) {
  const institution = ctx.viewer.institution_id ? await findInstitution(ctx, ctx.viewer.institution_id) : undefined
  if (!institution) return undefined
  const { id, name, short_name, kind, commune_name } = institution
  return { id, name, place: kind === 'municipality' && commune_name ? commune_name : short_name }
}

export type Coordinator = NonNullable<Awaited<ReturnType<typeof findCoordinator>>>

/** Whoever of the network attends the viewer's institution, while they coordinate; any coordinator when nobody does. */
export async function findCoordinator({ db, viewer }: Context) {
  const row = await db
    .selectFrom('users')
    .leftJoin('institutions as own', (join) =>
      join.onRef('own.coordinator_id', '=', 'users.id').on('own.id', '=', viewer.institution_id ?? ''),
    )
    .select(['users.name', 'users.email', 'users.phone'])
    .where('users.disabled_at', 'is', null)
    .where('users.role', 'in', [...writers])
    .where((eb) => eb.or([eb('own.id', 'is not', null), eb('users.role', '=', 'coordinator')]))
    .orderBy((eb) => eb.case().when('own.id', 'is not', null).then(eb.lit(0)).else(eb.lit(1)).end())
    .orderBy((eb) => eb.case().when('users.phone', 'is not', null).then(eb.lit(0)).else(eb.lit(1)).end())
    .orderBy('users.id')
    .limit(1)
    .executeTakeFirst()
  return row && { name: row.name, email: row.email, phone: phoneOf(row.phone) }
}

/** How to show it, call it and, when it is a mobile, write to it. */
function phoneOf(text: string | null) {
  if (!text) return null
  const number = readPhone(text)
  if (!number) return { shown: text, call: null, whatsapp: null }
  const mobile = /^\+569\d{8}$/.test(number)
  return { shown: formatPhone(number), call: `tel:${number}`, whatsapp: mobile ? `https://wa.me/${number.slice(1)}` : null }
}

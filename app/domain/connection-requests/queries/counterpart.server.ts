import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { InstitutionKind } from '#app/domain/institutions/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { writers } from '#app/lib/roles.ts'

/** The body of each kind that a region has one of, by the rule of the catalogue's ids; of the country, the ministry itself. */
const bodies: Partial<Record<InstitutionKind, (region: string | null) => string>> = {
  serviu: (region) => `serviu-${region}`,
  gore: (region) => `gore-${region}`,
  seremi: (region) => `seremi-minvu-${region}`,
  ministry: () => 'minvu',
}

type Asked = { asker_id: string; with_kind: InstitutionKind; with_id: string | null }

/**
 * With whom: the institution named, whose kind wins; else the one body of that kind in the region of whoever asks; else
 * nobody yet. The catalogue of public bodies is no secret: a leader is told which SERVIU is theirs.
 */
export async function settleCounterpart(ctx: Context, { asker_id, with_kind, with_id }: Asked) {
  if (with_id) {
    const { kind } = found(await visibleInstitutions(ctx).select('institutions.kind').where('institutions.id', '=', with_id).executeTakeFirst())
    return { with_kind: kind, with_id }
  }
  const asker = await ctx.db.selectFrom('institutions').select('region_code').where('id', '=', asker_id).executeTakeFirst()
  const id = bodies[with_kind]?.(asker?.region_code ?? null)
  const body = id && (await ctx.db.selectFrom('institutions').select('id').where('id', '=', id).where('archived_at', 'is', null).executeTakeFirst())
  return { with_kind, with_id: body ? body.id : null }
}

/** Who attends what an institution asks for: its coordinator, while they coordinate, else whoever coordinates first. */
export async function findAttendant({ db }: Context, institution_id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('users')
    .leftJoin('institutions as own', (join) => join.onRef('own.coordinator_id', '=', 'users.id').on('own.id', '=', institution_id))
    .select('users.id')
    .where('users.disabled_at', 'is', null)
    .where('users.role', 'in', [...writers])
    .orderBy((eb) => eb.case().when('own.id', 'is not', null).then(eb.lit(0)).when('users.role', '=', 'coordinator').then(eb.lit(1)).else(eb.lit(2)).end())
    .orderBy('users.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

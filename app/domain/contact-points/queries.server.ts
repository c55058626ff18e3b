import { sql, type SqlBool } from 'kysely'

import { today, type Context } from '#app/lib/context.server.ts'
import { formatPhone } from '#app/lib/phones.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'

import { canSeeTeamOnly } from './policy.ts'
import type { Owner, OwnerType } from './terms.ts'

/** What the viewer may know: the network, what it shares; the team, everything; whoever is not of it, nothing. */
export const visibleContactPoints = (ctx: Context) =>
  ctx.db
    .selectFrom('contact_points')
    .leftJoin('users as editor', 'editor.id', 'contact_points.updated_by')
    .select([
      'contact_points.id', 'contact_points.institution_id', 'contact_points.position_id', 'contact_points.person_id',
      'contact_points.kind', 'contact_points.value', 'contact_points.label', 'contact_points.visibility',
      'contact_points.valid_from_on', 'contact_points.valid_until_on', 'contact_points.version',
      'contact_points.updated_at', 'editor.name as editor_name',
    ])
    .$if(!canSeeTeamOnly(ctx.viewer), (query) => query.where('contact_points.visibility', '=', 'network'))
    .$if(!ofNetwork(ctx.viewer.role), (query) => query.where(sql<SqlBool>`1 = 0`))

type Row = Awaited<ReturnType<ReturnType<typeof visibleContactPoints>['executeTakeFirstOrThrow']>>
/** `shown` is the value as people write it: «+56 9 1234 5678». */
export type ContactPoint = Row & { shown: string }

const columns = { institution: 'institution_id', position: 'position_id', person: 'person_id' } as const

export async function findContactPoint(ctx: Context, id: string): Promise<ContactPoint | undefined> {
  const row = await visibleContactPoints(ctx).where('contact_points.id', '=', id).executeTakeFirst()
  return row && shown(row)
}

/** What is in use today, of several owners of one type. One query. The caller has found the owners. */
export async function listContactPoints(ctx: Context, type: OwnerType, ids: string[]): Promise<ContactPoint[]> {
  if (ids.length === 0) return []
  const rows = await visibleContactPoints(ctx)
    .where(`contact_points.${columns[type]}`, 'in', ids)
    .where((eb) => eb.or([eb('contact_points.valid_until_on', 'is', null), eb('contact_points.valid_until_on', '>', today(ctx))]))
    .orderBy('contact_points.kind')
    .orderBy('contact_points.created_at')
    .orderBy('contact_points.id')
    .execute()
  return rows.map(shown)
}

/** Whose a contact point is. */
export function ownerOf({ institution_id, position_id, person_id }: Pick<Row, 'institution_id' | 'position_id' | 'person_id'>): Owner {
  if (institution_id) return { type: 'institution', id: institution_id }
  return position_id ? { type: 'position', id: position_id } : { type: 'person', id: person_id ?? '' }
}

const shown = (row: Row): ContactPoint => ({
  ...row,
  shown: row.kind === 'phone' || row.kind === 'whatsapp' ? formatPhone(row.value) : row.value,
})

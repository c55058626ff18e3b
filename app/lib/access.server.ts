import type { Kysely } from 'kysely'

import type { Database } from '#db/schema.ts'

import type { Viewer } from './context.server.ts'
import { todayIn } from './dates.ts'

/** Whoever comes by a link, and where to: the institution, or one commitment of it. */
export type Access = {
  viewer: Viewer & { access: NonNullable<Viewer['access']> }
  institution_name: string
  /** Of an errand, the commitment it is about. */
  folio: string | null
  secret_hash: string
  expires_at: string
}

type Tenure = { starts_on: string; ends_on: string | null; abolished_on: string | null }

/** Whether somebody holds a post on a day, and the post exists. */
const isInOffice = ({ starts_on, ends_on, abolished_on }: Tenure, day: string) =>
  starts_on <= day && (ends_on === null || ends_on >= day) && (abolished_on === null || abolished_on > day)

/** Whether a tenure includes today where its institution is: what its account made ends with it. */
export async function isTenureLive(db: Kysely<Database>, tenure_id: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('tenures')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .select(['tenures.starts_on', 'tenures.ends_on', 'positions.abolished_on'])
    .select((eb) => eb.fn.coalesce('communes.zone', 'regions.zone').as('zone'))
    .where('tenures.id', '=', tenure_id)
    .executeTakeFirst()
  return row !== undefined && isInOffice(row, todayIn(row.zone ?? 'America/Santiago', now))
}

/**
 * Who a link stands for, while nothing has ended it: it was not withdrawn, its tenure includes today where the institution
 * is, its errand is open. A device that it opened is asked the same at every request, so all of them end together. Whether
 * the link itself is too old to open another is for the caller to see.
 */
export async function findLiveAccess(db: Kysely<Database>, link_id: string, now: Date): Promise<Access | undefined> {
  const row = await db
    .selectFrom('access_links as link')
    .innerJoin('users', 'users.id', 'link.user_id')
    .innerJoin('tenures', 'tenures.id', 'link.tenure_id')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .leftJoin('commitments as errand', 'errand.id', 'users.errand_id')
    .select(['link.secret_hash', 'link.expires_at', 'users.id', 'users.name', 'users.email', 'users.errand_id'])
    .select(['tenures.id as tenure_id', 'tenures.position_id', 'tenures.starts_on', 'tenures.ends_on', 'positions.abolished_on'])
    .select(['institutions.id as institution_id', 'institutions.name as institution_name', 'errand.folio', 'errand.debtor_id', 'errand.closed_on'])
    .select((eb) => eb.fn.coalesce('communes.zone', 'regions.zone').as('zone'))
    .where('link.id', '=', link_id)
    .where('link.revoked_at', 'is', null)
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined

  const { id, name, email, institution_id, errand_id, tenure_id, position_id, institution_name, folio, secret_hash, expires_at } = row
  const zone = row.zone ?? 'America/Santiago'
  if (!isInOffice(row, todayIn(zone, now))) return undefined
  if (errand_id && (row.closed_on !== null || row.debtor_id !== institution_id)) return undefined

  const role = errand_id ? 'delegate' : 'leader'
  const viewer = { id, name, email, role, institution_id, zone, access: { link_id, tenure_id, position_id, errand_id } } as const
  return { viewer, institution_name, folio, secret_hash, expires_at }
}

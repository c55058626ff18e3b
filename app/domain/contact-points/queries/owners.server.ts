import { sql } from 'kysely'

import { nameOf } from '#app/domain/people/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { visibleContactPoints } from '../queries.server.ts'
import type { Owner } from '../terms.ts'

export type AddressOwner = Owner & { name: string }

const CHUNK = 500

/** Whose these e-mail addresses (lower case) are today: a person before a position, a position before an institution. */
export async function listOwnersByEmail(ctx: Context, emails: string[]): Promise<Map<string, AddressOwner>> {
  const owners = new Map<string, AddressOwner>()
  const unique = [...new Set(emails)]
  for (let at = 0; at < unique.length; at += CHUNK) {
    for (const row of await named(ctx, unique.slice(at, at + CHUNK))) {
      const before = owners.get(row.email)
      if (!before || rank(row.owner) < rank(before)) owners.set(row.email, row.owner)
    }
  }
  return owners
}

const rank = ({ type }: Owner) => ['person', 'position', 'institution'].indexOf(type)

async function named(ctx: Context, emails: string[]) {
  const lower = sql<string>`lower(contact_points.value)`
  const rows = await visibleContactPoints(ctx)
    .leftJoin('people', 'people.id', 'contact_points.person_id')
    .leftJoin('positions', 'positions.id', 'contact_points.position_id')
    .leftJoin('institutions as of_position', 'of_position.id', 'positions.institution_id')
    .leftJoin('institutions', 'institutions.id', 'contact_points.institution_id')
    .select([
      lower.as('email'), 'people.given_names', 'people.first_surname', 'people.second_surname', 'positions.title',
      'of_position.short_name as position_institution', 'institutions.short_name',
    ])
    .where('contact_points.kind', '=', 'email')
    .where(lower, 'in', emails)
    .where((eb) => eb.or([eb('contact_points.valid_until_on', 'is', null), eb('contact_points.valid_until_on', '>', today(ctx))]))
    .orderBy('contact_points.created_at')
    .orderBy('contact_points.id')
    .execute()
  return rows.map((row) => ({ email: row.email, owner: ownerOf(row) }))
}

type Row = Awaited<ReturnType<ReturnType<typeof visibleContactPoints>['executeTakeFirstOrThrow']>> & {
  given_names: string | null
  first_surname: string | null
  second_surname: string | null
  title: string | null
  position_institution: string | null
  short_name: string | null
}

function ownerOf({ person_id, position_id, institution_id, given_names, first_surname, second_surname, title, position_institution, short_name }: Row): AddressOwner {
  if (person_id) return { type: 'person', id: person_id, name: nameOf({ given_names: given_names ?? '', first_surname: first_surname ?? '', second_surname }) }
  if (position_id) return { type: 'position', id: position_id, name: [title, position_institution].filter(Boolean).join(', ') }
  return { type: 'institution', id: institution_id ?? '', name: short_name ?? '' }
}

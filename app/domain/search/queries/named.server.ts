import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { visibleRequests } from '#app/domain/connection-requests/queries.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { parseRut } from '#app/lib/text.ts'

import type { SearchGroup } from '../terms.ts'

/**
 * The only record that a folio or a RUT names, however it is typed («r-2026-128», «12.345.678-5»), when the viewer may see
 * it. `key` is its folio or its id. Whose a person's RUT is, is told only to those who keep the directory.
 */
export async function findNamed(ctx: Context, q: string): Promise<{ group: SearchGroup; key: string } | undefined> {
  return (await findByFolio(ctx, q)) ?? (await findByRut(ctx, q))
}

async function findByFolio(ctx: Context, q: string) {
  const [, letter = '', year, number] = /^([racs])[- ]?(\d{4})[- ]?(\d{1,6})$/i.exec(q.trim()) ?? []
  if (!year || !number) return undefined
  const kind = letter.toUpperCase() as keyof typeof byFolio
  const folio = `${kind}-${year}-${number.padStart(4, '0')}`
  const { group, find } = byFolio[kind]
  return (await find(ctx, folio)) && { group, key: folio }
}

const byFolio = {
  R: { group: 'meetings', find: (ctx: Context, folio: string) => visibleMeetings(ctx).select('meetings.id').where('meetings.folio', '=', folio).executeTakeFirst() },
  A: { group: 'agreements', find: (ctx: Context, folio: string) => visibleAgreements(ctx).select('agreements.id').where('agreements.folio', '=', folio).executeTakeFirst() },
  C: { group: 'commitments', find: (ctx: Context, folio: string) => visibleCommitments(ctx).select('commitments.id').where('commitments.folio', '=', folio).executeTakeFirst() },
  S: { group: 'requests', find: (ctx: Context, folio: string) => visibleRequests(ctx).select('connection_requests.id').where('connection_requests.folio', '=', folio).executeTakeFirst() },
} as const

async function findByRut(ctx: Context, q: string): Promise<{ group: SearchGroup; key: string } | undefined> {
  const rut = parseRut(q)
  if (!rut) return undefined
  const institution = await visibleInstitutions(ctx).select('institutions.id').where('institutions.rut', '=', rut).executeTakeFirst()
  if (institution) return { group: 'institutions', key: institution.id }
  if (!canEditDirectory(ctx.viewer)) return undefined
  const person = await visiblePeople(ctx).select('people.id').where('people.rut', '=', rut).executeTakeFirst()
  return person && { group: 'people', key: person.id }
}

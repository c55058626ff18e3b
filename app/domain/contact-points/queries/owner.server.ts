import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { Owner } from '../terms.ts'

/** The record a contact point belongs to, by name, among what the viewer may see. */
export async function findOwner(ctx: Context, { type, id }: Owner): Promise<(Owner & { name: string; to: string }) | undefined> {
  if (type === 'institution') {
    const institution = await findInstitution(ctx, id)
    return institution && { type, id, name: institution.short_name, to: `/instituciones/${id}` }
  }
  if (type === 'position') {
    const position = await findPosition(ctx, id)
    return position && { type, id, name: `${position.title}, ${position.institution_name}`, to: `/cargos/${id}` }
  }
  const person = await findPerson(ctx, id)
  return person && { type, id, name: nameOf(person), to: `/contactos/${id}` }
}

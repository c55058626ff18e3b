import { openMailBook } from '#app/domain/contact-points/queries/mail-book.server.ts'
import { listTenuresIn } from '#app/domain/tenures/queries.server.ts'
import { actingFirst, isCurrent } from '#app/domain/tenures/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

/** Addresses are the same whatever their case. */
const keyOf = (email: string) => email.trim().toLowerCase()

export type SharedMailboxes = { has(email: string): boolean }

/**
 * The addresses of an institution at which nobody knows who reads: its own, and those that several of its people have, as
 * theirs or as that of their post. A link that acts in somebody's name is not sent there. Five queries.
 */
export async function openSharedMailboxes(ctx: Context, institution_id: string, day: string): Promise<SharedMailboxes> {
  const acting = new Map<string, string>()
  for (const tenure of (await listTenuresIn(ctx, institution_id)).filter((one) => isCurrent(one, day)).toSorted(actingFirst)) {
    if (!acting.has(tenure.position_id)) acting.set(tenure.position_id, tenure.person_id)
  }
  const book = await openMailBook(ctx, { people: [...new Set(acting.values())], positions: [...acting.keys()], institutions: [institution_id] })
  const readers = new Map<string, Set<string>>()
  for (const [position_id, person_id] of acting) {
    for (const email of [...book.ofPosition(position_id), ...book.ofPerson(person_id, institution_id)]) {
      readers.set(keyOf(email), (readers.get(keyOf(email)) ?? new Set()).add(person_id))
    }
  }
  const general = new Set(book.ofInstitution(institution_id).map(keyOf))
  return { has: (email) => general.has(keyOf(email)) || (readers.get(keyOf(email))?.size ?? 0) > 1 }
}

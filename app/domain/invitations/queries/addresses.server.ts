import { openMailBook } from '#app/domain/contact-points/queries/mail-book.server.ts'
import type { Participant } from '#app/domain/meetings/queries/participants.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { isMailAddress } from '#app/lib/mail-settings.server.ts'

/** Whoever organises is no guest: the house itself takes part in nearly everything. */
export const isHouse = ({ viewer }: Context, { institution_id, position_id, person_id, name }: Participant) =>
  institution_id !== null && institution_id === viewer.institution_id && !position_id && !person_id && !name

export type Address = { email: string; person_id: string | null }

/** Where each guest reads mail, the best first: their own while in office, that of their post, that of their institution. */
export async function listAddresses(ctx: Context, guests: Participant[]): Promise<Address[][]> {
  const personOf = ({ person_id, tenure }: Participant) => person_id ?? tenure?.person_id ?? null
  const book = await openMailBook(ctx, {
    people: guests.flatMap((guest) => personOf(guest) ?? []),
    positions: guests.flatMap(({ position_id }) => position_id ?? []),
    institutions: guests.flatMap(({ institution_id }) => institution_id ?? []),
  })
  return guests.map((guest) => {
    const person_id = personOf(guest)
    const shared = [...book.ofPosition(guest.position_id), ...book.ofInstitution(guest.institution_id)]
    return [
      ...book.ofPerson(person_id, guest.institution_id).map((email) => ({ email, person_id })),
      ...shared.map((email) => ({ email, person_id: null })),
    ].filter(({ email }) => isMailAddress(email))
  })
}

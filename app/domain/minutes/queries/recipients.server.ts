import { openMailBook } from '#app/domain/contact-points/queries/mail-book.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import type { Context } from '#app/lib/context.server.ts'

export type Recipient = {
  institution_id: string
  name: string
  /** Null when the directory knows no address: its text can still be copied. */
  email: string | null
  /** Whose address it is. */
  to: string | null
}

/**
 * Who would receive the minutes: each institution that took part or owes or receives something, once, with the best
 * address the directory has: that of somebody of it who was there and is still in office, of their post, of the institution, or of another of
 * its posts. The house itself is left out.
 */
export async function listRecipients(ctx: Context, meeting: Meeting, concerned_ids: string[]): Promise<Recipient[]> {
  const present = (await listParticipants(ctx, meeting)).filter(({ attended }) => attended !== 'absent')
  const ids = [...new Set([...present.flatMap(({ institution_id }) => institution_id ?? []), ...concerned_ids])].filter((id) => id !== ctx.viewer.institution_id)
  if (ids.length === 0) return []
  const institutions = await visibleInstitutions(ctx).select(['institutions.id', 'institutions.short_name']).where('institutions.id', 'in', ids).execute()
  const posts = await ctx.db
    .selectFrom('positions').select(['id', 'title', 'institution_id']).where('institution_id', 'in', ids).where('abolished_on', 'is', null)
    .orderBy('sort').orderBy('id').execute()
  const book = await openMailBook(ctx, {
    people: present.flatMap(({ person_id }) => person_id ?? []), positions: posts.map(({ id }) => id), institutions: ids,
  })
  return ids.flatMap((id) => {
    const institution = institutions.find((row) => row.id === id)
    if (!institution) return []
    const there = present.filter(({ institution_id }) => institution_id === id)
    const addresses = [
      ...there.map(({ person_id, name, title }) => ({ email: book.ofPerson(person_id, id)[0], to: name ?? title })),
      ...there.map(({ position_id, name, title }) => ({ email: book.ofPosition(position_id)[0], to: name ?? title })),
      { email: book.ofInstitution(id)[0], to: institution.short_name },
      ...posts.filter(({ institution_id }) => institution_id === id).map((post) => ({ email: book.ofPosition(post.id)[0], to: post.title })),
    ]
    const best = addresses.find(({ email }) => email)
    return { institution_id: id, name: institution.short_name, email: best?.email ?? null, to: best?.to ?? null }
  })
}

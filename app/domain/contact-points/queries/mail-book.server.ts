import { listPostsOn } from '#app/domain/tenures/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { listContactPoints, type ContactPoint } from '../queries.server.ts'

type Owners = { people: string[]; positions: string[]; institutions: string[] }

/** The mail addresses of these owners, the oldest first. Four queries. The caller has found the owners. */
export async function openMailBook(ctx: Context, { people, positions, institutions }: Owners) {
  const inOffice = await listPostsOn(ctx, people, today(ctx))
  const person = mailsOf(await listContactPoints(ctx, 'person', people), 'person_id')
  const position = mailsOf(await listContactPoints(ctx, 'position', positions), 'position_id')
  const institution = mailsOf(await listContactPoints(ctx, 'institution', institutions), 'institution_id')
  const isStill = (person_id: string, institution_id: string) =>
    inOffice.some((post) => post.person_id === person_id && post.institution_id === institution_id)
  return {
    /** Somebody's own address while they are in office in that institution; whoever comes for none is always themselves. */
    ofPerson: (id: string | null, institution_id: string | null) =>
      id && (institution_id === null || isStill(id, institution_id)) ? (person.get(id) ?? []) : [],
    ofPosition: (id: string | null) => position.get(id ?? '') ?? [],
    ofInstitution: (id: string | null) => institution.get(id ?? '') ?? [],
  }
}

function mailsOf(points: ContactPoint[], owner: 'person_id' | 'position_id' | 'institution_id') {
  const mails = new Map<string, string[]>()
  for (const { kind, value, ...point } of points) {
    if (kind !== 'email') continue
    const id = point[owner] ?? ''
    mails.set(id, [...(mails.get(id) ?? []), value])
  }
  return mails
}

import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import type { listPeople } from '#app/domain/people/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { formatRut } from '#app/lib/text.ts'

export type PersonRow = Awaited<ReturnType<typeof rowsOf>>[number]

/** People as the list shows them, with two ways to reach each. Two queries. RUT, for whoever may take them along. */
export async function rowsOf(ctx: Context, people: Awaited<ReturnType<typeof listPeople>>, { seesRuts }: { seesRuts: boolean }) {
  const own = await listContactPoints(ctx, 'person', people.map(({ id }) => id))
  const ofPosts = await listContactPoints(ctx, 'position', people.flatMap(({ posts }) => posts.map(({ position_id }) => position_id)))
  const reachOf = (id: string, held: string[]) =>
    [...own.filter(({ person_id }) => person_id === id), ...ofPosts.filter(({ position_id }) => held.includes(position_id ?? ''))]
      .filter(({ kind }) => kind !== 'address')
      .slice(0, 2)
      .map(({ id, kind, value, shown }) => ({ id, kind, value, shown }))
  return people.map(({ id, given_names, first_surname, second_surname, treatment, verified_on, source, rut, posts }) => ({
    id,
    given_names,
    first_surname,
    second_surname,
    posts: posts.map((post) => ({ ...post, title: titleFor(post.title, treatment) })),
    points: reachOf(id, posts.map(({ position_id }) => position_id)),
    verified: verified_on && formatDay(verified_on),
    source,
    rut: seesRuts && rut ? formatRut(rut) : null,
  }))
}

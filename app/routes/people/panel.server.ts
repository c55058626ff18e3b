import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { contactKinds } from '#app/domain/contact-points/terms.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { listPeopleById } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import type { RecordSummary } from '#app/ui/record-panel.tsx'

/** What the list says of one person beside it; nothing of somebody that the viewer may not see. */
export async function panelOf(ctx: Context, id: string | null): Promise<RecordSummary | null> {
  if (!id) return null
  const [person] = await listPeopleById(ctx, [id.slice(0, 80)])
  if (!person) return null
  const { treatment, posts, source, verified_on } = person
  const points = [
    ...(await listContactPoints(ctx, 'position', posts.map(({ position_id }) => position_id))),
    ...(await listContactPoints(ctx, 'person', [person.id])),
  ]
  return {
    id: person.id,
    to: `/contactos/${person.id}`,
    title: nameOf(person),
    facts: [
      ...posts.map((post) => ({
        label: 'Cargo',
        text: `${titleFor(post.title, treatment)}${post.kind === 'subrogante' ? ' (S)' : ''}, ${post.institution_name}`,
        to: `/instituciones/${post.institution_id}`,
      })),
      ...points.map(({ kind, value, shown }) => ({
        label: contactKinds[kind],
        text: shown,
        to: kind === 'address' ? null : kind === 'email' ? `mailto:${value}` : `tel:${value}`,
      })),
      { label: 'Confirmado', text: verified_on ? formatDay(verified_on) : 'Todavía no' },
      { label: 'De dónde viene', text: source },
    ],
  }
}

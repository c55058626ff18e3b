import type { ConnectionRequest, RequestStep } from '#app/domain/connection-requests/queries.server.ts'
import { badgeOf, daysText, isOpen, stretchesOf } from '#app/domain/connection-requests/rules.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, formatLongDay } from '#app/lib/dates.ts'
import { daysBetween, formatDay } from '#app/lib/days.ts'

export type Row = ReturnType<typeof rowOf>

/** A request as lists show it. `steps` are those of every request of the page. */
export function rowOf(ctx: Context, request: ConnectionRequest, steps: RequestStep[]) {
  const day = today(ctx)
  const { id, folio, subject, asker_name, received_on, closed_on } = request
  const current = stretchesOf(request, steps.filter(({ request_id }) => request_id === id), day).at(-1)
  return {
    folio,
    subject,
    asker: asker_name,
    follower: request.follow_up_name,
    with: withName(request),
    received: { on: received_on, text: formatDay(received_on), title: `${formatLongDay(received_on)}, ${agoDays(received_on, day)}` },
    badge: badgeOf(request),
    since: closed_on
      ? `en ${daysText(daysBetween(received_on, closed_on))}`
      : isOpen(request) && current ? daysText(current.days) : null,
  }
}

/** The institution asked for, or its kind while nobody knows which. */
export const withName = ({ with_name, with_kind }: Pick<ConnectionRequest, 'with_name' | 'with_kind'>) =>
  with_name ?? `${institutionKinds[with_kind]}, por definir`

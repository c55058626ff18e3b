import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import type { NewRequest } from '#app/domain/connection-requests/commands/create.server.ts'
import type { ConnectionRequest } from '#app/domain/connection-requests/queries.server.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

/** In what an edit and the request as somebody else left it differ, by the field, with the words of what is stored by code. */
export async function differenceOf(ctx: Context, mine: Required<NewRequest>, theirs: ConnectionRequest) {
  const institutions = await namesOf(ctx, [mine.asker_id, mine.with_id, theirs.asker_id, theirs.with_id])
  const people = Object.fromEntries((await listFollowers(ctx)).map(({ value, label }) => [value, label]))
  const days = { [mine.received_on]: formatDay(mine.received_on), [theirs.received_on]: formatDay(theirs.received_on) }
  return [
    { name: 'asker_id', label: 'Quién pide', words: institutions },
    { name: 'with_kind', label: 'Con quién', words: institutionKinds },
    { name: 'with_id', label: 'Cuál', words: institutions },
    { name: 'subject', label: 'Sobre qué' },
    { name: 'detail', label: 'Detalle' },
    { name: 'received_on', label: 'Recibida el', words: days },
    { name: 'follow_up_user_id', label: 'La sigue', words: people },
  ]
    .map((field) => ({ ...field, mine: mine[field.name as keyof NewRequest] ?? '', theirs: theirs[field.name as keyof NewRequest] ?? '' }))
    .filter((field) => field.mine !== field.theirs)
}

async function namesOf(ctx: Context, ids: (string | null)[]): Promise<Record<string, string>> {
  const rows = await visibleInstitutions(ctx)
    .select(['institutions.id', 'institutions.short_name'])
    .where('institutions.id', 'in', ids.filter((id) => id !== null))
    .execute()
  return Object.fromEntries(rows.map(({ id, short_name }) => [id, short_name]))
}

import { labelOf } from '#app/domain/meetings/queries/participants.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Option } from '#app/ui/use-picker.ts'

/** What the address says the meeting is about: `?institucion=…&cargo=…&persona=…`. What it does not know is left out. */
export async function readContext(ctx: Context, search: URLSearchParams) {
  const institutions = await listChosen(ctx, search.getAll('institucion').slice(0, 10))
  const people = await listPeople(ctx, search.getAll('persona').slice(0, 10))
  const positions = await Promise.all(search.getAll('cargo').slice(0, 10).map((id) => findPosition(ctx, id)))
  const chosenPositions: Option[] = positions.flatMap((position) =>
    position
      ? { id: `cargo:${position.id}`, label: labelOf({ name: position.title, title: null, institution: null }), detail: position.institution_name }
      : [])
  return { institutions, participants: [...chosenPositions, ...people] }
}

async function listChosen(ctx: Context, ids: string[]): Promise<Option[]> {
  if (ids.length === 0) return []
  const rows = await visibleInstitutions(ctx)
    .select(['institutions.id', 'institutions.short_name as label'])
    .where('institutions.id', 'in', ids)
    .execute()
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

async function listPeople(ctx: Context, ids: string[]): Promise<Option[]> {
  if (ids.length === 0) return []
  const rows = await visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname'])
    .where('people.id', 'in', ids)
    .orderBy('people.id')
    .execute()
  return rows.map((row) => ({ id: `persona:${row.id}`, label: nameOf(row) }))
}

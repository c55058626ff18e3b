import { createMeeting, type NewMeeting } from '#app/domain/meetings/commands/create.server.ts'
import { insertEntry } from '#app/domain/meetings/commands/entry.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import type { Audience } from '#app/domain/meetings/terms.ts'
import { found } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { searchText, sortKey } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { World } from './world.ts'

export const hours = (day: string, start: string, end: string, zone = 'America/Santiago') =>
  ({ start_local: `${day}T${start}`, end_local: `${day}T${end}`, from_on: null, until_on: null, zone, repeated_hour: 0 }) as const

/** A called meeting with Cerrillos on the day of the tests at 15:00, unless told otherwise. */
export function meetingWith(world: World, input: Partial<NewMeeting> & { state?: 'draft' | 'called' } = {}) {
  return createMeeting(world.as('paula'), {
    title: 'Mesa técnica de suelo',
    kind: 'working_group',
    modality: 'in_person',
    when: hours('2026-11-24', '15:00', '16:00'),
    participants: [{ institution_id: 'muni-13102' }],
    ...input,
  })
}

/** A line that the minutes of a meeting already say, as closing them would leave it. */
export function writeEntry(
  { as }: World,
  folio: string,
  entry: { kind: 'note' | 'decision'; audience: Audience; text: string; agenda_item_id?: string | null; minutes_number?: number },
) {
  return atomically(as('paula'), async (ctx) => insertEntry(ctx, found(await findMeeting(ctx, folio)).id, entry))
}

/** Somebody of the directory, in office in a position between two days. */
export async function inOffice(
  { raw }: World,
  position_id: string,
  name: [given: string, first: string, second?: string],
  { kind = 'titular', from = '2024-12-06', until = null, treatment = 'Sra.' }: {
    kind?: 'titular' | 'subrogante' | 'interino' | 'suplente'
    from?: string
    until?: string | null
    treatment?: string | null
  } = {},
) {
  const [given_names, first_surname, second_surname = null] = name
  const at = '2026-01-02T12:00:00.000Z'
  const stamps = { created_at: at, updated_at: at }
  const person = { id: newId(), given_names, first_surname, second_surname, treatment, source: 'prueba', legal_basis: 'contacto' }
  const text = [given_names, first_surname, second_surname].filter(Boolean).join(' ')
  await raw.insertInto('people').values({ ...person, search_text: searchText(text), sort_text: sortKey(`${first_surname} ${given_names}`), ...stamps }).execute()
  const tenure = { id: newId(), position_id, person_id: person.id, kind, starts_on: from, ends_on: until }
  await raw.insertInto('tenures').values({ ...tenure, ...stamps }).execute()
  return { person_id: person.id, tenure_id: tenure.id }
}

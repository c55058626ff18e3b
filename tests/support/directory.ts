import { createPerson } from '#app/domain/people/commands.server.ts'
import type { NewPersonInput } from '#app/domain/people/forms.server.ts'
import { handOver } from '#app/domain/tenures/commands/handover.server.ts'
import type { HandoverInput } from '#app/domain/tenures/forms.server.ts'

import type { World } from './world.ts'

const nobody: NewPersonInput = {
  operation_id: undefined, given_names: 'José', first_surname: 'Muñoz', second_surname: 'Tapia', treatment: null,
  source: 'Lista de asistencia', legal_basis: 'professional_contact', position_id: null, tenure_kind: 'titular', starts_on: null,
}

/** Adds somebody to the directory, as Paula; answers their id. */
export async function person({ as }: World, facts: Partial<NewPersonInput> = {}): Promise<string> {
  const created = await createPerson(as('paula'), { ...nobody, ...facts })
  if (created.errors) throw new Error(JSON.stringify(created.errors))
  return created.id
}

const nothing: HandoverInput = {
  operation_id: undefined, ending_id: null, ends_on: null, end_reason: null, person_id: null, given_names: null,
  first_surname: null, second_surname: null, kind: 'titular', starts_on: null, until_on: null, source: null,
}

/** Who leaves a position, who takes it over, as Paula; answers what `handOver` answers. */
export const handover = ({ as }: World, position_id: string, facts: Partial<HandoverInput>) =>
  handOver(as('paula'), position_id, { ...nothing, ...facts })

/** How many queries some work sends to the database. */
export async function countQueries<T>({ raw }: World, work: () => Promise<T>): Promise<number> {
  let sent = 0
  const executor = raw.getExecutor()
  const { executeQuery } = executor
  executor.executeQuery = (query) => {
    sent++
    return executeQuery.call(executor, query) as never
  }
  try {
    await work()
  } finally {
    executor.executeQuery = executeQuery
  }
  return sent
}

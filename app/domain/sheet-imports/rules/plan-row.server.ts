import type { ImportKind } from '../terms.ts'
import type { Plan } from './plan.ts'
import { planMeeting } from './plan-meetings.server.ts'
import { planMember } from './plan-members.server.ts'
import { planPerson, type Planning } from './plan-people.server.ts'
import { planPosition } from './plan-positions.server.ts'
import { valuesOf, type StoredRow, type Values } from './row-values.ts'

const planners: Record<ImportKind, (planning: Planning, values: Values) => Plan> = {
  people: planPerson,
  members: planMember,
  positions: planPosition,
  meetings: planMeeting,
}

/** What would become of a row, in the directory as the rows before it would leave it. */
export function planRow(kind: ImportKind, planning: Planning, row: StoredRow): Plan {
  const plan = planners[kind](planning, valuesOf(row, planning.settings))
  return row.skipped ? { ...plan, outcome: 'skipped', problems: [], changes: [], writes: [], told: [] } : plan
}

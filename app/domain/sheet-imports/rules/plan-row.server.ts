import type { ImportKind } from '../terms.ts'
import type { Plan } from './plan.ts'
import { planMeeting } from './plan-meetings.server.ts'
import { planMember } from './plan-members.server.ts'
import { planPerson, type Planning, type RowPlanning } from './plan-people.server.ts'
import { planPosition } from './plan-positions.server.ts'
import { valuesOf, type StoredRow, type Values } from './row-values.ts'
import { keepsFor } from './settings.ts'

const planners: Record<ImportKind, (planning: RowPlanning, values: Values) => Plan> = {
  people: planPerson,
  members: planMember,
  positions: planPosition,
  meetings: planMeeting,
}

/** What would become of a row, in the directory as the rows before it would leave it. */
export function planRow(kind: ImportKind, planning: Planning, row: StoredRow): Plan {
  const { settings } = planning
  const plan = planners[kind]({ ...planning, line: row.line, keeps: keepsFor(settings, row.line) }, valuesOf(row, settings))
  return row.skipped ? { ...plan, outcome: 'skipped', problems: [], changes: [], writes: [], told: [] } : plan
}

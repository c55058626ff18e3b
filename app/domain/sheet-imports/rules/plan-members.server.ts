import { networkStatuses } from '#app/domain/institutions/terms.ts'
import { formatDay } from '#app/lib/days.ts'

import type { Plan } from './plan.ts'
import type { RowPlanning } from './plan-people.server.ts'
import { Doubts, Left, short } from './problems.ts'
import type { Values } from './row-values.ts'

/** What a row that names a member of the network would do. */
export function planMember({ directory, settings, today, keeps }: RowPlanning, values: Values): Plan {
  const doubts = new Doubts(settings, 'members')
  const label = short(values.text('institution') || values.text('commune') || values.text('cut'))
  const plan: Plan = { outcome: 'same', label, problems: doubts.problems, changes: [], writes: [], told: [] }
  try {
    if (!label) doubts.missing('institution', 'Falta qué institución es.')
    const known = label ? doubts.institution(directory, values, ['cut', 'institution', 'commune']) : undefined
    const since = doubts.day(values, 'since')
    if (!known || doubts.problems.length > 0) return { ...plan, outcome: 'failed' }

    const isMember = known.network_status === 'member'
    const stays = isMember && (!since || since === known.member_since_on || (known.member_since_on !== null && keeps))
    if (stays) return plan
    const on = since ?? today
    plan.changes.push(isMember && known.member_since_on ? `Cambia miembro desde ${formatDay(known.member_since_on)} por ${formatDay(on)}` : `Miembro desde el ${formatDay(on)}`)
    Object.assign(known, { network_status: 'member', member_since_on: on })
    plan.writes.push({ does: 'update', table: 'institutions', id: known.id, values: { network_status: 'member', network_status_on: on, member_since_on: on } })
    plan.told.push({ action: 'institution.joined', subjects: [{ type: 'institution', id: known.id }], detail: { name: known.name, state: networkStatuses.member, on } })
    return { ...plan, outcome: 'updated' }
  } catch (error) {
    if (error instanceof Left) return { ...plan, outcome: 'skipped', problems: [] }
    throw error
  }
}

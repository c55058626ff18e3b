import { writers } from '#app/lib/roles.ts'
import type { Viewer } from '#app/lib/context.server.ts'

type Owed = { debtor_id: string }

/** Those who coordinate hand links out and take them back. */
export const canManageAccess = ({ role }: Pick<Viewer, 'role'>) => role === 'system' || writers.some((writer) => writer === role)

/** A leader entrusts what their own institution owes; a colleague passes on nothing. */
export const canEntrust = ({ role, institution_id }: Viewer, { debtor_id }: Owed) => role === 'leader' && institution_id === debtor_id

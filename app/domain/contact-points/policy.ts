import type { Viewer } from '#app/lib/context.server.ts'
import { readsInternal } from '#app/lib/roles.ts'

/** Private numbers and the like are for the team that coordinates and directs. */
export const canSeeTeamOnly = ({ role }: Pick<Viewer, 'role'>) => role === 'system' || readsInternal(role)

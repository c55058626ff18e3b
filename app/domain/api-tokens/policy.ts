import { canTakeReach } from '#app/domain/exports/policy.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { everyone } from '#app/lib/roles.ts'

import type { TokenScope } from './terms.ts'

/** Whoever has an account of their own. A device that a link opened has none to lend. */
export const canCreateToken = ({ role, access }: Pick<Viewer, 'role' | 'access'>) => !access && everyone.some((one) => one === role)

/** A key belongs to whoever made it; an administrator may end anybody's. */
export const canRevokeToken = (viewer: Pick<Viewer, 'id' | 'role'>, token: { user_id: string }) =>
  token.user_id === viewer.id || viewer.role === 'admin' || viewer.role === 'system'

/** A key is lent no more than its owner has, and that is asked again each time it is used. */
export const canGrantScope = (viewer: Pick<Viewer, 'role'>, scope: TokenScope) => scope !== 'contact_data' || canTakeReach(viewer)

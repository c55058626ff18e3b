/** Who a route is for. Every route names one of these lists; the permission matrix reads it from there. */

export type Role = 'coordinator' | 'leader' | 'executive' | 'viewer' | 'admin' | 'system'
export type Audience = readonly Role[]

export const everyone = ['coordinator', 'leader', 'executive', 'viewer', 'admin'] as const
/** Those who work inside the network and read all it shares. */
export const network = ['coordinator', 'executive', 'viewer', 'admin'] as const
/** Those who write: meetings, agreements, commitments, the directory. */
export const writers = ['coordinator', 'admin'] as const
export const leaders = ['leader'] as const
export const admins = ['admin'] as const

/** Remarks marked «solo interno» are for the team that coordinates and directs. */
export const readsInternal = (role: Role) => role === 'coordinator' || role === 'admin' || role === 'executive'

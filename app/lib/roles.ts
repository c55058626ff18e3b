/** Who a route is for. Every route names one of these lists; the permission matrix reads it from there. */

export type Role = 'coordinator' | 'leader' | 'delegate' | 'executive' | 'viewer' | 'admin' | 'system'
export type Audience = readonly Role[]

export const everyone = ['coordinator', 'leader', 'executive', 'viewer', 'admin'] as const
/** Those who work inside the network and read all it shares. */
export const network = ['coordinator', 'executive', 'viewer', 'admin'] as const
/** Those who write: meetings, agreements, commitments, the directory. */
export const writers = ['coordinator', 'admin'] as const
export const leaders = ['leader'] as const
/** Those who answer for an institution: its leader, and a colleague who has an errand and sees nothing but it. */
export const answerers = ['leader', 'delegate'] as const
/** Whoever came in, by whatever door. */
export const anybody = [...everyone, 'delegate'] as const
export const admins = ['admin'] as const

/** Whether what the network shares is theirs to read; of anybody else, a query says what little they see. */
export const ofNetwork = (role: Role) => role === 'system' || network.some((reader) => reader === role)

/** Remarks marked «solo interno» are for the team that coordinates and directs. */
export const readsInternal = (role: Role) => role === 'coordinator' || role === 'admin' || role === 'executive'

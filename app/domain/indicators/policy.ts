import type { Viewer } from '#app/lib/context.server.ts'

/** Values that thresholds are counted with are kept by whoever administers. */
export const canEditIndicators = ({ role }: Pick<Viewer, 'role'>) => role === 'admin' || role === 'system'

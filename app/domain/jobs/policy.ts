import type { Viewer } from '#app/lib/context.server.ts'

export const canManageJobs = ({ role }: Pick<Viewer, 'role'>) => role === 'admin' || role === 'system'

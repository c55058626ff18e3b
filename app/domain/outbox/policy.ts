import type { Viewer } from '#app/lib/context.server.ts'

/** Administrators, and the product itself when it is told from the command line. */
export const canManageMail = ({ role }: Pick<Viewer, 'role'>) => role === 'admin' || role === 'system'

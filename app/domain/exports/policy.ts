import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { network } from '#app/lib/roles.ts'

/** Whoever reads the lists of the network may take them along. */
export const canExport = ({ role }: Pick<Viewer, 'role'>) => network.some((reader) => reader === role)

/** RUT, mails, phones and addresses of many at once leave with whoever keeps the directory, and with nobody else. */
export const canTakeReach = canEditDirectory

/** The network takes minutes to anybody; a leader, the excerpt of their own institution. */
export const canTakeCopy = (viewer: Pick<Viewer, 'role' | 'institution_id'>, party: { institution_id: string } | null) =>
  canExport(viewer) || (viewer.role === 'leader' && party !== null && party.institution_id === viewer.institution_id)

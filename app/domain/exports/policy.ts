import type { Viewer } from '#app/lib/context.server.ts'
import { network } from '#app/lib/roles.ts'

/** Whoever reads the lists of the network may take them along. */
export const canExport = ({ role }: Pick<Viewer, 'role'>) => network.some((reader) => reader === role)

/** The network takes minutes to anybody; a leader, the excerpt of their own institution. */
export const canTakeCopy = (viewer: Pick<Viewer, 'role' | 'institution_id'>, party: { institution_id: string } | null) =>
  canExport(viewer) || (viewer.role === 'leader' && party !== null && party.institution_id === viewer.institution_id)

import type { Viewer } from '#app/lib/context.server.ts'
import { network } from '#app/lib/roles.ts'

/** Whoever reads the lists of the network may take them along. */
export const canExport = ({ role }: Pick<Viewer, 'role'>) => network.some((reader) => reader === role)

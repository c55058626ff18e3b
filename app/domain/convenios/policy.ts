import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

const coordinates = ({ role }: Pick<Viewer, 'role'>) => role === 'system' || writers.some((writer) => writer === role)

/** What a convenio says and where it stands are written by those who coordinate. */
export const canEditConvenio = (viewer: Pick<Viewer, 'role'>) => coordinates(viewer)

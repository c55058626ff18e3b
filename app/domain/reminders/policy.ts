import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

const coordinates = ({ role }: Pick<Viewer, 'role'>) => role === 'system' || writers.some((writer) => writer === role)

export const canPauseReminders = (viewer: Pick<Viewer, 'role'>) => coordinates(viewer)
/** To take somebody off, or to write to them again. */
export const canSilence = (viewer: Pick<Viewer, 'role'>) => coordinates(viewer)
export const canEditLadder = ({ role }: Pick<Viewer, 'role'>) => role === 'admin'

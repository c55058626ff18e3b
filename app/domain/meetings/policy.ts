import type { Viewer } from '#app/lib/context.server.ts'
import { readsInternal, writers } from '#app/lib/roles.ts'

/** Those who coordinate, and the product itself when it loads or repairs data. */
const coordinates = ({ role }: Pick<Viewer, 'role'>) => role === 'system' || writers.some((writer) => writer === role)

export const canCreateMeeting = (viewer: Viewer) => coordinates(viewer)
export const canEditMeeting = (viewer: Viewer) => coordinates(viewer)
export const canTakeAttendance = (viewer: Viewer) => coordinates(viewer)
export const canWriteNotes = (viewer: Viewer) => coordinates(viewer)
export const canReadInternalNotes = (viewer: Pick<Viewer, 'role'>) => readsInternal(viewer.role)

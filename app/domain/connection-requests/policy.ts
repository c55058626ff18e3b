import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Those who coordinate, and the product itself when it loads or repairs data. */
const coordinates = ({ role }: Viewer) => role === 'system' || writers.some((writer) => writer === role)

/** A leader asks in the name of their own institution. */
export const canAsk = (viewer: Viewer, asker_id: string) =>
  coordinates(viewer) || (viewer.role === 'leader' && viewer.institution_id === asker_id)

export const canAttendRequest = (viewer: Viewer) => coordinates(viewer)

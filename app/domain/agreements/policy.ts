import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Those who coordinate, and the product itself when it loads or repairs data. */
const coordinates = ({ role }: Viewer) => role === 'system' || writers.some((writer) => writer === role)

export const canCreateAgreement = (viewer: Viewer) => coordinates(viewer)
export const canEditAgreement = (viewer: Viewer) => coordinates(viewer)
export const canOverrideState = (viewer: Viewer) => coordinates(viewer)
export const canRecordAcceptance = (viewer: Viewer) => coordinates(viewer)

import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

type Owed = { id: string; debtor_id: string }

/** Those who coordinate, and the product itself when it loads or repairs data. */
const coordinates = ({ role }: Viewer) => role === 'system' || writers.some((writer) => writer === role)

/** A leader answers for what their own institution owes; whoever has an errand, for that commitment alone. */
const answersFor = ({ role, institution_id, access }: Viewer, { id, debtor_id }: Owed) =>
  institution_id === debtor_id && (role === 'leader' || (role === 'delegate' && access?.errand_id === id))

export const canCreateCommitment = (viewer: Viewer) => coordinates(viewer)
export const canEditCommitment = (viewer: Viewer) => coordinates(viewer)
export const canDeclare = (viewer: Viewer, commitment: Owed) => coordinates(viewer) || answersFor(viewer, commitment)
export const canVerify = (viewer: Viewer) => coordinates(viewer)
/** To set a new date at once. */
export const canReschedule = (viewer: Viewer) => coordinates(viewer)
/** To ask for one and wait. */
export const canProposeReschedule = (viewer: Viewer, commitment: Owed) => answersFor(viewer, commitment)
export const canDecideReschedule = (viewer: Viewer) => coordinates(viewer)
export const canReopen = (viewer: Viewer) => coordinates(viewer)
export const canDrop = (viewer: Viewer) => coordinates(viewer)
export const canReassign = (viewer: Viewer) => coordinates(viewer)
/** To change it from a list: what is declared, who answers, when it is due. */
export const canMove = (viewer: Viewer) => coordinates(viewer)

/** Those who coordinate, anything; whoever owes, what they said themselves. */
export const canUndo = (viewer: Viewer, commitment: Owed, { author_id }: { author_id: string }) =>
  coordinates(viewer) || (answersFor(viewer, commitment) && author_id === viewer.id)

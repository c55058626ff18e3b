import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

type Owed = { id: string; debtor_id: string }
type Received = Owed & { beneficiaries: readonly { institution_id: string }[] }

/** Those who coordinate, and the product itself when it loads or repairs data. */
const coordinates = ({ role }: Viewer) => role === 'system' || writers.some((writer) => writer === role)

/** A leader answers for what their own institution owes; whoever has an errand, for that commitment alone. */
const answersFor = ({ role, institution_id, access }: Viewer, { id, debtor_id }: Owed) =>
  institution_id === debtor_id && (role === 'leader' || (role === 'delegate' && access?.errand_id === id))

/** A leader speaks for what their own institution receives from another. */
const receives = ({ role, institution_id }: Viewer, { debtor_id, beneficiaries }: Received) =>
  role === 'leader' && institution_id !== debtor_id && beneficiaries.some((party) => party.institution_id === institution_id)

export const canCreateCommitment = (viewer: Viewer) => coordinates(viewer)
export const canEditCommitment = (viewer: Viewer) => coordinates(viewer)
export const canDeclare = (viewer: Viewer, commitment: Owed) => coordinates(viewer) || answersFor(viewer, commitment)
/** To take it on in the name of whoever owes: their leader, not a colleague with an errand. */
export const canAccept = (viewer: Viewer, commitment: Owed) => viewer.role === 'leader' && answersFor(viewer, commitment)
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
/** To say that it waits for another. */
export const canBlock = (viewer: Viewer) => coordinates(viewer)
/** To write down that whoever owes accepted it. */
export const canRecordAcceptance = (viewer: Viewer) => coordinates(viewer)

/** To say whether what was delivered arrived. */
export const canReceive = (viewer: Viewer, commitment: Received) => receives(viewer, commitment)

/** Those who coordinate, anything; whoever owes or receives it, what they said themselves. */
export const canUndo = (viewer: Viewer, commitment: Received, { author_id }: { author_id: string }) =>
  coordinates(viewer) || (author_id === viewer.id && (answersFor(viewer, commitment) || receives(viewer, commitment)))

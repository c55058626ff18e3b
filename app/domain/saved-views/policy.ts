import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

/** The views of the team are made and changed by those who coordinate; anybody has their own. */
export const canShareViews = ({ role }: Pick<Viewer, 'role'>) => writers.some((writer) => writer === role)

export const canEditView = (viewer: Pick<Viewer, 'id' | 'role'>, { owner_id }: { owner_id: string | null }) =>
  owner_id === null ? canShareViews(viewer) : owner_id === viewer.id

import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { readsInternal } from '#app/lib/roles.ts'

type Reader = Pick<Viewer, 'role'>

export const canReadNotes = ({ role }: Reader) => readsInternal(role)
export const canWriteNotes = (viewer: Reader) => canEditDirectory(viewer) && canReadNotes(viewer)

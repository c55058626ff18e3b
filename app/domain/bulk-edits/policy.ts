import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

export const canEditSeveral = ({ role }: Pick<Viewer, 'role'>) => writers.some((writer) => writer === role)

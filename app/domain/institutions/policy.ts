import type { Viewer } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

type Reader = Pick<Viewer, 'role'>

const isOne = (roles: readonly string[], { role }: Reader) => role === 'system' || roles.includes(role)

/** Institutions, positions, holders, people and their data are written by those who coordinate. */
export const canEditDirectory = (viewer: Reader) => isOne(writers, viewer)

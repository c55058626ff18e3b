import type { Viewer } from '#app/lib/context.server.ts'
import { network, writers } from '#app/lib/roles.ts'

type Reader = Pick<Viewer, 'role'>

const isOne = (roles: readonly string[], { role }: Reader) => role === 'system' || roles.includes(role)

/** Institutions, positions, holders, people and their data: read by the network, written by those who coordinate. */
export const canReadDirectory = (viewer: Reader) => isOne(network, viewer)
export const canEditDirectory = (viewer: Reader) => isOne(writers, viewer)

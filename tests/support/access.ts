import { giveErrand } from '#app/domain/access/commands/errand.server.ts'
import { mintAccessLink } from '#app/domain/access/commands/mint.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { peekSession } from '#app/lib/session.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { action as open, loader as door } from '#app/routes/access/link.tsx'

import { handover, person } from './directory.ts'
import type { World } from './world.ts'

export const MAYOR = 'muni-13102:mayor'

/** Rosa Sanhueza Tapia becomes mayor of Cerrillos; answers who she is in the directory. */
export async function appoint(world: World, names = { given_names: 'Rosa', first_surname: 'Sanhueza' }, position_id = MAYOR, starts_on = '2024-12-06') {
  const person_id = await person(world, names)
  const { errors } = await handover(world, position_id, { person_id, starts_on })
  if (errors) throw new Error(JSON.stringify(errors))
  return person_id
}

/** The secret part of the address of a new link of a post. */
export async function mint(world: World, position_id = MAYOR): Promise<string> {
  const link = await atomically(world.as('system'), (ctx) => mintAccessLink(ctx, { position_id }))
  if (!link) throw new Error(`${position_id} is vacant`)
  return tokenOf(link.address)
}

export const tokenOf = (address: string) => address.split('/').at(-1)!

export const lookAt = (world: World, token: string, device: Device = null) =>
  world.visit(door, device, `/acceso/${token}`, { params: { token } })

/** What a browser sends to be known again. */
export type Device = { cookie: string } | null

/** Opens a link on a device; what the server answers, and the device as it is then. */
export async function openLink(world: World, token: string, device: Device = null) {
  const answer = await world.visit(open, device, `/acceso/${token}`, { params: { token }, form: {} })
  const response = answer instanceof Response ? answer : undefined
  const cookie = response?.headers.getSetCookie()[0]?.split(';')[0]
  return { answer, status: response?.status ?? (answer as { init: { status: number } }).init.status, to: response?.headers.get('Location'), device: cookie ? { cookie } : null }
}

/** A device on which a new link of a post was opened. */
export const deviceOf = async (world: World, position_id = MAYOR) => (await openLink(world, await mint(world, position_id))).device!

/** Who comes with a device, as the domain knows them. */
export async function contextOf({ db, clock }: World, device: Device): Promise<Context> {
  const session = await peekSession(db, new Request('http://localhost:3000/', { headers: { Cookie: device?.cookie ?? '' } }), clock.now)
  if (!session) throw new Error('That device is nobody’s.')
  return { db, viewer: session.viewer, now: clock.now }
}

/** A colleague to whom the mayor of Cerrillos, who came by a link, entrusts a commitment: their link, and a device it opened. */
export async function delegateOf(world: World, commitment_id: string, name = 'Ana Pérez') {
  const leader = await deviceOf(world)
  const address = await giveErrand(await contextOf(world, leader), commitment_id, { name, email: null, operation_id: undefined })
  const token = tokenOf(address!)
  const { device, to } = await openLink(world, token)
  return { leader, token, device: device!, to }
}

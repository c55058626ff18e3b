import type { Kysely } from 'kysely'

import type { Database } from '#db/schema.ts'

import { todayIn } from './dates.ts'
import type { Role } from './roles.ts'

export type Viewer = {
  id: string
  name: string
  email: string
  role: Role
  institution_id: string | null
  /** IANA zone in which this person reads hours. */
  zone: string
  /** Of somebody who came by a link: the tenure it lives with, its post, and the only commitment that an errand holds. */
  access?: { link_id: string; tenure_id: string; position_id: string; errand_id: string | null }
}

/** The institution whose affairs a leader sees; of anybody else from outside the network, none. */
export const institutionSeen = ({ role, institution_id }: Viewer) => (role === 'leader' ? (institution_id ?? '') : '')

/**
 * Who asks, of which data, when. Every function of the domain takes one first. `batch_id` names what is done together,
 * so that it can be undone together.
 */
export type Context = { db: Kysely<Database>; viewer: Viewer; now: Date; batch_id?: string }

/** Today (YYYY-MM-DD) where the viewer is. Every row of a page asks it: found out once. */
export function today(ctx: Context): string {
  const day = days.get(ctx) ?? todayIn(ctx.viewer.zone, ctx.now)
  days.set(ctx, day)
  return day
}

const days = new WeakMap<Context, string>()

/** The product itself, when nobody asks: jobs, the command line, the first administrator. */
export const systemViewer: Viewer = {
  id: 'system',
  name: 'Hilván',
  email: 'sistema@hilvan.invalid',
  role: 'system',
  institution_id: null,
  zone: 'America/Santiago',
}

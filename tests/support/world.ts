import { inject, onTestFinished } from 'vitest'

import type { Context, Viewer } from '#app/lib/context.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { inWorld } from '#app/lib/http.server.ts'
import { createSession } from '#app/lib/session.server.ts'
import { guarded } from '#app/lib/transaction.server.ts'

import { cast, type Name } from './cast.ts'
import { openTestDatabase } from './database.ts'

/** Tuesday 24 November 2026, 10:00 in Santiago. */
const NOON = '2026-11-24T13:00:00.000Z'

type Handler = (args: { request: Request; params: Record<string, string | undefined>; context: Record<string, unknown> }) => unknown
type Visit = { method?: string; params?: Record<string, string>; form?: Record<string, string> | [string, string][] }

/**
 * A database of its own with the public catalogue and the cast, a clock that stands still, and the means to act as
 * anybody in it: `as('paula')` for the domain, `visit(loader, 'paula', '/ruta')` for pages.
 */
export async function createWorld({ now = NOON }: { now?: string } = {}) {
  const { db: raw, close } = await openTestDatabase(inject('template'))
  const db = guarded(raw)
  const clock = { now: new Date(now) }
  const restore = inWorld(() => ({ db, now: clock.now }))
  onTestFinished(async () => {
    restore()
    await close()
  })
  await addCast(raw)

  const as = (who: Name | 'system'): Context => ({ db, viewer: who === 'system' ? systemViewer : viewerOf(who), now: clock.now })

  /** Calls a loader or an action as its visitor's browser would; null is somebody who has not signed in, a cookie a device of their own. */
  async function visit<T extends Handler>(
    handler: T,
    who: Name | { cookie: string } | null,
    path: string,
    { method, params = {}, form }: Visit = {},
  ): Promise<Awaited<ReturnType<T>>> {
    const headers = new Headers()
    if (who) headers.set('Cookie', typeof who === 'object' ? who.cookie : (await createSession(db, who, clock.now, null)).split(';')[0]!)
    if (form) headers.set('Content-Type', 'application/x-www-form-urlencoded')
    const request = new Request(`http://localhost:3000${path}`, {
      method: method ?? (form ? 'POST' : 'GET'),
      headers,
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    })
    return (await handler({ request, params, context: { nonce: 'test' } })) as Awaited<ReturnType<T>>
  }

  return { db, raw, as, visit, clock }
}

export type World = Awaited<ReturnType<typeof createWorld>>

function viewerOf(who: Name): Viewer {
  const { name, email, role, institution_id } = cast[who]
  return { id: who, name, email, role, institution_id, zone: 'America/Santiago' }
}

async function addCast(db: Awaited<ReturnType<typeof openTestDatabase>>['db']) {
  const at = '2026-01-02T12:00:00.000Z'
  const stamps = { created_at: at, updated_at: at }
  await db
    .insertInto('users')
    .values(Object.entries(cast).map(([id, person]) => ({ id, ...person, ...stamps })))
    .execute()
  await db
    .updateTable('institutions')
    .set({ network_status: 'member', member_since_on: '2025-03-01' })
    .where('id', 'in', ['muni-13102', 'muni-10201', 'muni-13120'])
    .execute()
}

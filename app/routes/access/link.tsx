import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { openAccess } from '#app/domain/access/commands/open.server.ts'
import { findAccess } from '#app/domain/access/queries/link.server.ts'
import { landingOf } from '#app/domain/access/rules.ts'
import { callerOf } from '#app/lib/caller.server.ts'
import { publicContext } from '#app/lib/http.server.ts'
import { waitFor } from '#app/lib/rate-limit.server.ts'
import { endSession, peekSession } from '#app/lib/session.server.ts'
import { PortalShell } from '#app/ui/portal-shell.tsx'

import { AccessDoor } from './access-door.tsx'

const discreet = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' }
const PER_HOUR = { limit: 60, seconds: 3600 }

/** Changes nothing, however often it is read: programs look at every link of a mail. A device that is known goes straight in. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const world = publicContext()
  const access = await findAccess(world, params.token)
  if (!access) return data({ door: 'gone' as const }, { status: 404, headers: discreet })
  const wait = waitFor(`acceso ${access.viewer.access.link_id}`, PER_HOUR, world.now)
  if (wait) return data({ door: 'busy' as const }, { status: 429, headers: { ...discreet, 'Retry-After': String(wait) } })
  const known = await peekSession(world.db, request, world.now)
  if (known?.viewer.id === access.viewer.id) return redirect(landingOf(access), { status: 303, headers: discreet })
  return data({ door: 'open' as const, institution: access.institution_name, errand: access.folio !== null }, { headers: discreet })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const world = publicContext()
  const access = await findAccess(world, params.token)
  if (!access) return data(null, { status: 404, headers: discreet })
  const wait = waitFor(`acceso ${access.viewer.access.link_id}`, PER_HOUR, world.now)
  if (wait) return data(null, { status: 429, headers: { ...discreet, 'Retry-After': String(wait) } })
  const opened = await openAccess(world, params.token, callerOf(request).agent)
  if (!opened) return data(null, { status: 404, headers: discreet })
  await endSession(world.db, request)
  return redirect(opened.to, { status: 303, headers: { ...discreet, 'Set-Cookie': opened.cookie } })
}

export const headers: HeadersFunction = () => discreet

/** The header hides the address until here; «no-referrer» would make the browser send the form from nowhere, and the door refuses that. */
export const meta: MetaFunction<typeof loader> = () => [{ title: 'Acceso · Hilván' }, { name: 'referrer', content: 'strict-origin' }]

export default function AccessLink() {
  return <PortalShell signOut={null}><AccessDoor {...useLoaderData<typeof loader>()} /></PortalShell>
}

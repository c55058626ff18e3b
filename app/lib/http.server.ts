import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'

import { connection } from '#db/client.server.ts'
import { isDiskFull } from '#db/dialect.server.ts'

import type { Context, Viewer } from './context.server.ts'
import { Conflict, Forbidden, NotFound } from './errors.ts'
import { typedText } from './form-reader.server.ts'
import { holdPost } from './held-posts.server.ts'
import { linkGone } from './link-gone.ts'
import { ofNetwork, type Audience } from './roles.ts'
import { isLinkDevice, readExpiredSession, readSession } from './session.server.ts'
import { guarded } from './transaction.server.ts'

type Args = LoaderFunctionArgs | ActionFunctionArgs
type World = { db: Context['db']; now: Date }

/** Marks a handler as guarded and says for whom; the permission matrix reads it from the route manifest. */
export const AUDIENCE: unique symbol = Symbol.for('hilvan.audience')

let world: () => World = () => ({ db: guarded(connection()), now: new Date() })

/** Tests give the pages another database and another clock. Returns a function that restores them. */
export function inWorld(other: () => World) {
  const previous = world
  world = other
  return () => {
    world = previous
  }
}

/** For the few handlers that are public on purpose: the same database and clock, nobody asking. */
export const publicContext = () => world()

/**
 * Wraps every loader and action that needs a person: finds out who asks, refuses whoever is not in `audience`,
 * builds `ctx`, and turns the three errors of the domain into 404, 403 and 409.
 */
export function signedIn<A extends Args, T>(audience: Audience, work: (ctx: Context, args: A) => Promise<T>) {
  const handler = async (args: A): Promise<T> => {
    const { db, now } = world()
    const viewer = await readSession(db, args.request, now)
    if (!viewer) throw await toSignIn(db, args.request, now)
    try {
      admit(viewer, audience)
      return await work({ db, viewer, now }, args)
    } catch (error) {
      throw asResponse(error)
    }
  }
  return Object.assign(handler, { [AUDIENCE]: audience })
}

/** What is not for those from outside does not exist for them; colleagues are told that it is not theirs to do. */
function admit(viewer: Viewer, audience: Audience) {
  if (audience.includes(viewer.role)) return
  if (!ofNetwork(viewer.role) || !audience.some(ofNetwork)) throw new NotFound()
  throw new Forbidden('Su perfil no permite hacer esto.')
}

async function toSignIn(db: Context['db'], request: Request, now: Date) {
  if (await isLinkDevice(db, request)) return data(linkGone, { status: 404 })
  const url = new URL(request.url)
  const path = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
  const back = `/entrar?volver=${encodeURIComponent(path + (request.method === 'GET' ? url.search : ''))}`
  if (request.method === 'GET' || request.method === 'HEAD') return redirect(back)

  // A page that keeps what it sends asks for nothing more: the one post kept for its author may be another page's.
  const user_id = request.headers.has('x-hilvan-guardado') ? undefined : await readExpiredSession(db, request)
  const body = user_id && (await typedText(request).catch(() => undefined))
  if (!user_id || !body) return redirect(back)
  const cookie = await holdPost(db, user_id, path, body, now)
  return redirect(`${back}&retenido=1`, { headers: { 'Set-Cookie': cookie } })
}

/** The response that tells the browser what a domain error means; any other error passes through. */
function asResponse(error: unknown): unknown {
  if (error instanceof NotFound) return data('No existe o no está a su alcance.', { status: 404 })
  if (error instanceof Forbidden) return data(error.message, { status: 403 })
  if (error instanceof Conflict) return data(error.message, { status: 409 })
  if (isDiskFull(error)) return data('No hay espacio para guardar. Lo que escribió sigue en su pantalla.', { status: 503 })
  return error
}

import { hashPassword } from '#app/lib/passwords.server.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

export const PASSWORD = 'tetera-farol-quillay'

let made: Promise<string> | undefined

/** Lets these people sign in with PASSWORD. */
export async function givePassword({ raw }: Pick<World, 'raw'>, ...names: Name[]) {
  const password_hash = await (made ??= hashPassword(PASSWORD))
  await raw.updateTable('users').set({ password_hash }).where('id', 'in', names).execute()
}

/** The cookies that an answer sets, as a browser would send them back. */
export function cookiesOf(answer: unknown): string {
  const headers = answer instanceof Response ? answer.headers : new Headers((answer as { init?: ResponseInit }).init?.headers)
  return headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}

type Handler<T> = (args: { request: Request; params: Record<string, string>; context: Record<string, unknown> }) => T

/** Calls a handler with a request of one's own: other cookies, another address. */
export function call<T>(
  handler: Handler<T>,
  path: string,
  { cookie, form, address, params = {} }: {
    cookie?: string
    form?: Record<string, string>
    address?: string
    params?: Record<string, string>
  } = {},
): T {
  const headers = new Headers()
  if (cookie) headers.set('Cookie', cookie)
  if (address) headers.set('x-hilvan-address', address)
  if (form) headers.set('Content-Type', 'application/x-www-form-urlencoded')
  const request = new Request(`http://localhost:3000${path}`, {
    method: form ? 'POST' : 'GET',
    headers,
    ...(form ? { body: new URLSearchParams(form).toString() } : {}),
  })
  return handler({ request, params, context: { nonce: 'test' } })
}

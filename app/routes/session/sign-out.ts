import { redirect, type ActionFunctionArgs } from '@remix-run/node'

import { publicContext } from '#app/lib/http.server.ts'
import { endSession } from '#app/lib/session.server.ts'

/** Leaving is only by POST: whoever comes by address goes home. */
export const loader = async () => redirect('/')

/** Public on purpose: a session that has expired may be left too, and only one's own can be. */
export async function action({ request }: ActionFunctionArgs) {
  const cookie = await endSession(publicContext().db, request)
  return redirect('/entrar', { headers: { 'Set-Cookie': cookie } })
}

import { redirect, type ActionFunctionArgs } from '@remix-run/node'

import { publicContext } from '#app/lib/http.server.ts'
import { endSession, isLinkDevice } from '#app/lib/session.server.ts'

/** Leaving is only by POST: whoever comes by address goes home. */
export const loader = async () => redirect('/')

/** Public on purpose: a session that has expired may be left too, and only one's own can be. */
export async function action({ request }: ActionFunctionArgs) {
  const { db } = publicContext()
  const to = (await isLinkDevice(db, request)) ? '/acceso' : '/entrar'
  const cookie = await endSession(db, request)
  return redirect(to, { headers: { 'Set-Cookie': cookie } })
}

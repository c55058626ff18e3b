import { redirect, type ActionFunctionArgs } from '@remix-run/node'

import { rememberAppearance } from '#app/lib/appearance.server.ts'
import { readFields } from '#app/lib/form-reader.server.ts'
import { safeRedirect } from '#app/lib/safe-redirect.ts'

/** Public on purpose: it only sets cookies of the browser that asks. Works from the sign-in page and the portal too. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readFields(request)
  return redirect(safeRedirect(form.get('volver')), { headers: rememberAppearance(form) })
}

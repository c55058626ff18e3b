import { redirect } from '@remix-run/node'

import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'

export const loader = signedIn(admins, async () => redirect('/administracion/usuarios'))

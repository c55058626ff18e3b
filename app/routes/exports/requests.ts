import { exportRequests } from '#app/domain/exports/commands/requests.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { sendBook } from './file.server.ts'

export const loader = signedIn(network, (ctx, { request }) => sendBook(ctx, request, 'solicitudes', exportRequests))

import { exportMatrix } from '#app/domain/exports/commands/matrix.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { sendBook } from './file.server.ts'

export const loader = signedIn(network, (ctx, { request }) => sendBook(ctx, request, 'matriz', exportMatrix))

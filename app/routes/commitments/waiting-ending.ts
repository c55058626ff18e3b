import { unblockCommitment } from '#app/domain/commitments/commands/block.server.ts'
import { canBlock } from '#app/domain/commitments/policy.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { findOpen } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const action = signedIn(writers, async (ctx, { params }) => {
  const { id, folio } = await findOpen(ctx, params.folio!, () => canBlock(ctx.viewer))
  await unblockCommitment(ctx, id, { reason: null })
  return redirectWithUndo(ctx, folio, 'Ya no espera a otro compromiso.')
})

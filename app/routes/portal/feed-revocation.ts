import { revokeFeed } from '#app/domain/feeds/commands.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'

export const action = signedIn(leaders, async (ctx, { params }) => {
  const { name } = await revokeFeed(ctx, params.id!)
  return redirectWithNotice('/m/calendario', `El enlace «${name}» ya no funciona. Quite también el calendario de su programa.`)
})

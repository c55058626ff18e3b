import { extendFeed } from '#app/domain/feeds/commands.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'

export const action = signedIn(leaders, async (ctx, { params }) => {
  const { name, expires_at } = await extendFeed(ctx, params.id!)
  return redirectWithNotice('/m/calendario', `El enlace «${name}» sirve hasta el ${formatDay(todayIn(ctx.viewer.zone, new Date(expires_at)))}. Su dirección es la misma.`)
})

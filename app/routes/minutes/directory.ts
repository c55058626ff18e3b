import { findDirectory } from '#app/domain/minutes/queries/meeting-setting.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { digest } from '#app/lib/tokens.server.ts'

/** The names and holidays that minutes are read with. They change seldom: a browser asks again, and is told so. */
export const loader = signedIn(writers, async (ctx, { request }) => {
  const body = JSON.stringify(await findDirectory(ctx))
  const etag = `"${digest(body).slice(0, 32)}"`
  const headers = { 'ETag': etag, 'Cache-Control': 'private, no-cache', 'Content-Type': 'application/json; charset=utf-8' }
  return request.headers.get('If-None-Match')?.includes(etag) ? new Response(null, { status: 304, headers }) : new Response(body, { headers })
})

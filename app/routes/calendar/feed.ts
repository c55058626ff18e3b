import type { LoaderFunctionArgs } from '@remix-run/node'

import { serveFeed } from '#app/domain/feeds/commands/serve.server.ts'
import { reportFailure } from '#app/lib/failures.server.ts'
import { publicContext } from '#app/lib/http.server.ts'
import { bytesOf } from '#app/lib/ics-copies.server.ts'
import { calendarHeaders, isFresh, withGzip } from '#app/lib/ics-http.server.ts'
import { readToken } from '#app/lib/tokens.server.ts'

/**
 * Public on purpose: the secret in the address is the key, and no cookie is read. Never 200 with anything but the
 * whole calendar: some programs would empty theirs.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [, file] = /^(.+)\.ics$/.exec(params.file ?? '') ?? []
  const token = readToken(file)
  if (!token) return refused(404)
  try {
    const served = await serveFeed(publicContext(), token, request.headers.get('User-Agent'))
    if (served.kind === 'unknown') return refused(404)
    if (served.kind === 'too_many') return refused(429, served.retry_after)

    const gzip = withGzip(request.headers)
    if (isFresh(request.headers, served)) return new Response(null, { status: 304, headers: calendarHeaders({ ...served, gzip }) })
    const { version, bytes } = await bytesOf(served, gzip, served.read)
    return new Response(bytes, { headers: calendarHeaders({ ...version, gzip }) })
  } catch (error) {
    reportFailure(error, request)
    return refused(503, 300)
  }
}

/** `retry_after` in seconds. */
function refused(status: number, retry_after?: number) {
  const headers = new Headers({ 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' })
  if (retry_after !== undefined) headers.set('Retry-After', String(retry_after))
  return new Response(null, { status, headers })
}

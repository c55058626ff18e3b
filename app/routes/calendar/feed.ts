import { gzipSync } from 'node:zlib'

import type { LoaderFunctionArgs } from '@remix-run/node'

import { serveFeed } from '#app/domain/feeds/commands/serve.server.ts'
import { publicContext } from '#app/lib/http.server.ts'
import { calendarHeaders, isFresh, withGzip } from '#app/lib/ics-http.server.ts'
import { readToken } from '#app/lib/tokens.server.ts'

const unknown = () => new Response(null, { status: 404, headers: { 'X-Robots-Tag': 'noindex' } })

/**
 * Public on purpose: the secret in the address is the key, and no cookie is read. Never 200 with anything but the
 * whole calendar: some programs would empty theirs.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [, file] = /^(.+)\.ics$/.exec(params.file ?? '') ?? []
  const token = readToken(file)
  if (!token) return unknown()

  const served = await serveFeed(publicContext(), token, request.headers.get('User-Agent')).catch(() => undefined)
  if (!served) return new Response(null, { status: 503, headers: { 'Retry-After': '300' } })
  if (served.kind === 'unknown') return unknown()
  if (served.kind === 'too_many') {
    return new Response(null, { status: 429, headers: { 'Retry-After': String(served.retry_after) } })
  }

  const gzip = withGzip(request.headers)
  const headers = calendarHeaders({ ...served, gzip })
  if (isFresh(request.headers, served)) return new Response(null, { status: 304, headers })
  return new Response(gzip ? gzipSync(served.body) : served.body, { headers })
}

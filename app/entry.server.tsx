import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { Writable } from 'node:stream'

import { reportFailure } from '#app/lib/failures.server.ts'
import { ResponseContext } from '#app/ui/response.ts'

/** The server is another module graph: it reaches this one's database, browser and worker only through here. */
export { isOwnWorkerLate, startOwnWorker, stopOwnWorker } from '#app/jobs/running.server.ts'
export { closeBrowser } from '#app/lib/pdf.server.ts'
export { appliedMigrations, closeConnection, contradictedZones, whyNotReady } from '#app/lib/readiness.server.ts'

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Nonce of the Content-Security-Policy of this response; the server makes it. */
    nonce?: string
  }
}

/** Loaders that stream are cut after this long. */
export const streamTimeout = 5_000
const RENDER_MS = 6_000

/**
 * Writes the whole page before answering: a third less work than streaming it, and the right status when
 * something fails half-way.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext?: AppLoadContext,
) {
  const nonce = loadContext?.nonce ?? ''
  const requestId = numberOf(request)
  const page = (
    <ResponseContext.Provider value={{ nonce, requestId }}>
      <RemixServer context={context} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
    </ResponseContext.Provider>
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(await render(page, nonce), { headers, status })
}

export const handleError = (error: unknown, { request }: { request: Request }) => reportFailure(error, request)

/** Rejects on any error: Remix then writes the page of the nearest boundary, and logs. */
function render(page: JSX.Element, nonce: string) {
  return new Promise<Buffer<ArrayBuffer>>((resolve, reject) => {
    const chunks: Buffer[] = []
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        done()
      },
      final(done) {
        clearTimeout(timer)
        resolve(Buffer.concat(chunks))
        done()
      },
    })
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady: () => pipe(sink),
      onError(error) {
        clearTimeout(timer)
        reject(error)
      },
    })
    // Left running, it would keep every tree alive for seconds.
    const timer = setTimeout(abort, RENDER_MS)
  })
}

/** The number the server gave to this request, for whoever calls to say that something failed. */
function numberOf(request: Request) {
  const given = request.headers.get('X-Request-Id')
  return given && /^[\w-]{6,40}$/.test(given) ? given : undefined
}

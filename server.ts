/** The production server: the door, the headers, static files, Remix, and a calm stop. */

if (Number(process.versions.napi) < 10) {
  console.error('Hilván needs Node 22.14 or newer; `npm start` brings its own.')
  process.exit(78)
}

const { randomBytes, randomUUID } = await import('node:crypto')
const { existsSync, mkdirSync } = await import('node:fs')
const { join } = await import('node:path')
const { setTimeout: sleep } = await import('node:timers/promises')
const { serve } = await import('@hono/node-server')
const { serveStatic } = await import('@hono/node-server/serve-static')
const { createRequestHandler } = await import('@remix-run/node')
const { Hono } = await import('hono')
const { compress } = await import('hono/compress')
const { pino } = await import('pino')
const { addressAsked, limits, redactPath, refusal, secureHeaders } = await import('./app/lib/door.server.ts')
const { readSettings } = await import('./app/lib/env.server.ts')
const { lockInstance } = await import('./db/dialect.server.ts')
const { migrationNames } = await import('./db/migrate.server.ts')

import type { ServerBuild } from '@remix-run/node'
import type { AddressInfo } from 'node:net'

type Env = { Bindings: { incoming: import('node:http').IncomingMessage }; Variables: { nonce: string; id: string } }
type Application = typeof import('./app/lib/readiness.server.ts') &
  typeof import('./app/jobs/running.server.ts') &
  Pick<typeof import('./app/lib/pdf.server.ts'), 'closeBrowser'>

const settings = orRefuse(() => readSettings())
mkdirSync(settings.data, { recursive: true })
const lock = settings.database_url ? undefined : await holdInstance(join(settings.data, 'instance.lock'))
const { build, application } = await loadBuild()
await refuseOtherSchema()

const log = pino({ level: settings.log, timestamp: pino.stdTimeFunctions.isoTime })
const zones = application.contradictedZones()
if (zones.length > 0) log.error({ zones, tz: process.versions.tz }, 'The rules of these zones have changed: calendars print them in UTC until the constants are corrected')
const render = createRequestHandler(build, 'production')
const answerFeed = build.routes['routes/calendar/feed']!.module.loader as typeof import('./app/routes/calendar/feed.ts').loader
let draining = false

const app = new Hono<Env>()

app.get('/healthz', (c) => c.text('ok'))

app.use(async (c, next) => {
  const started = performance.now()
  c.set('nonce', randomBytes(16).toString('base64'))
  c.set('id', randomUUID())
  await next()
  secureHeaders(c.res.headers, c.get('nonce'), settings.base)
  c.res.headers.set('X-Request-Id', c.get('id'))
  if (draining) c.res.headers.set('Connection', 'close')
  const ms = Math.round(performance.now() - started)
  log.info({ id: c.get('id'), method: c.req.method, path: redactPath(c.req.path), status: c.res.status, ms }, 'request')
})

app.use(async (c, next) => {
  const status = refusal(settings.base, c.req.method, c.env.incoming.url ?? '/', c.req.raw.headers, limits)
  if (status !== undefined) return new Response(null, { status })
  return next()
})

app.get('/readyz', async (c) => {
  const why = draining ? 'draining' : await application.whyNotReady(settings.data) ?? (application.isOwnWorkerLate() ? 'worker' : undefined)
  return why ? c.text(why, 503) : c.text('ready')
})

// Fingerprinted names never change; a gzip twin of each was made by the build.
app.use('/assets/*', serveStatic({
  root: './build/client',
  precompressed: true,
  onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
}))
app.use('/:file{(favicon\\.svg|icons\\.svg|robots\\.txt)}', serveStatic({
  root: './build/client',
  onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=3600'),
}))

// A feed's address is its key: no page data of it, no referrer, and the route compresses for itself.
app.use('/cal/*', async (c, next) => {
  if (!c.req.path.endsWith('.ics')) return new Response(null, { status: 404, headers: { 'X-Robots-Tag': 'noindex' } })
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } })
  await next()
  c.res.headers.set('Referrer-Policy', 'no-referrer')
})

// Straight to its loader: finding it among all the pages would cost more than the answer, and programs ask all day.
app.get('/cal/:file', (c) => {
  c.req.raw.headers.set('x-request-id', c.get('id'))
  return answerFeed({ request: c.req.raw, params: { file: c.req.param('file') }, context: {} })
})

// Programs ask for addresses, not for the data of pages.
app.use('/api/*', async (c, next) => (c.req.path.endsWith('.data') ? new Response(null, { status: 404 }) : next()))

app.use(async (c, next) => (c.req.path.startsWith('/cal/') ? next() : compress()(c, next)))

app.all('*', (c) => {
  const headers = new Headers(c.req.raw.headers)
  headers.set('x-hilvan-address', addressOf(c.env.incoming))
  headers.set('x-request-id', c.get('id'))
  const { method, body } = c.req.raw
  const url = addressAsked(settings.base, c.env.incoming.url ?? '/')
  const request = new Request(url, { method, headers, body, signal: c.req.raw.signal, ...(body ? { duplex: 'half' } : {}) })
  return render(request, { nonce: c.get('nonce') })
})

app.onError((error, c) => {
  log.error({ id: c.get('id'), name: error.name, frames: error.stack?.split('\n').slice(1, 8) }, 'failure')
  return c.text(`Algo falló de nuestro lado. Número de la falla: ${c.get('id')}`, 500)
})

const server = serve(
  {
    fetch: app.fetch,
    port: settings.port,
    hostname: settings.host,
    serverOptions: { connectionsCheckingInterval: 5_000, headersTimeout: 10_000, requestTimeout: 60_000 },
  },
  (info: AddressInfo) => log.info({ port: info.port, base: settings.base.origin, data: settings.data }, 'ready'),
)
server.on('error', (error: Error) => {
  console.error(`Hilván could not listen on port ${settings.port}: ${error.message}`)
  process.exit(78)
})

if (settings.worker) application.startOwnWorker()

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

/** Says «not ready», lets what is under way finish for at most 10 s, the mail that is leaving too, closes the browser of the PDFs and the database. */
async function stop() {
  draining = true
  const done = new Promise<void>((resolve) => server.close(() => resolve()))
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  await Promise.all([Promise.race([done, sleep(10_000)]), application.stopOwnWorker()])
  await application.closeBrowser()
  await application.closeConnection()
  lock?.release()
  process.exit(0)
}

/** Who is calling. Behind our own proxy, the last address it forwarded: the ones before it anybody may have written. */
function addressOf({ headers, socket }: Env['Bindings']['incoming']) {
  const forwarded = settings.behind_proxy ? String(headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() : undefined
  return forwarded || (socket.remoteAddress ?? '')
}

function orRefuse<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    return exitWith(error instanceof Error ? error.message : String(error))
  }
}

function exitWith(sentence: string): never {
  console.error(sentence)
  process.exit(78)
}

/** One server per SQLite file; a successor waits up to 10 s for its predecessor to finish. */
async function holdInstance(file: string) {
  for (let tries = 0; tries < 50; tries++) {
    const held = lockInstance(file)
    if (held) return held
    await sleep(200)
  }
  return exitWith('Another Hilván server is using this data folder.')
}

async function loadBuild() {
  const file = join(import.meta.dirname, 'build/server/index.js')
  if (!existsSync(file)) return exitWith('There is no build yet: run `npm run build` first.')
  const build = (await import(file)) as unknown as ServerBuild
  // entry.server.tsx re-exports what the server needs of the application's own module graph.
  return { build, application: build.entry.module as unknown as Application }
}

async function refuseOtherSchema() {
  const wanted = migrationNames(settings.database_url ? 'postgres' : 'sqlite').join()
  if ((await application.appliedMigrations()).join() === wanted) return
  exitWith('The database does not match this version: run `npx hilvan migrate` first.')
}

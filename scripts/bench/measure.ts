import type { Answer, Client } from './client.ts'
import type { Served } from './probe.ts'
import type { Bare, Server } from './world.ts'

/** Milliseconds, in the server, from the head of a request to the end of its answer. */
export type Timing = {
  p50: number
  p95: number
  /** The same without what each request waited for a processor that somebody else had. */
  alone_p50: number
  alone_p95: number
  /** Of the whole server, per request. */
  cpu: number
  /** Round trips as the asker sees them: of the page, and of the same bytes from a bare server asked in turn. */
  trip_p50: number
  bare_p50: number
  /** Of one request, that of the session included. */
  queries: number
  statements: string[]
}

export type World = { server: Server; bare: Bare; bareClient: Client }

const WARM_UP = 6
export const SAMPLES = 40
export const QUICK = 8
const MOST_MS = 12_000

/**
 * Asks one after another, a page and the same bytes from the bare server in turn, so that whatever else the machine
 * does falls on both.
 */
export async function measure(ask: () => Promise<Answer>, { server, bare, bareClient }: World, samples = SAMPLES) {
  for (let n = 1; n < WARM_UP; n++) await ask()
  await server.read()
  const answer = await ask()
  const { statements, cpu: before } = await server.read()
  await mirror(answer, bare)
  for (let n = 0; n < WARM_UP; n++) await bareClient.get('/')

  const trips: number[] = []
  const bareTrips: number[] = []
  const end = performance.now() + MOST_MS
  while (trips.length < samples && (performance.now() < end || trips.length < QUICK)) {
    trips.push((await ask()).ms)
    bareTrips.push((await bareClient.get('/')).ms)
  }
  const { served, cpu } = await server.read()
  return { answer, timing: timingOf({ served, trips, bareTrips, cpu: (cpu - before) / trips.length, statements }) }
}

/** The bare server answers the same bytes from now on. */
export async function mirror({ status, headers, body }: Answer, bare: Bare) {
  const { connection: _connection, 'keep-alive': _keepAlive, 'transfer-encoding': _chunked, date: _date, ...kept } = headers
  // What was received once can be sent again; only `set-cookie` is a list.
  await bare.tell({ status, headers: kept as Record<string, string | string[]>, body: body.toString('base64') })
}

type Samples = { served: Served[]; trips: number[]; bareTrips: number[]; cpu: number; statements: string[] }

export function timingOf({ served, trips, bareTrips, cpu, statements }: Samples): Timing {
  const whole = served.map(({ ms }) => ms)
  const alone = served.map(({ ms, waited }) => Math.max(ms - waited, 0))
  return {
    p50: percentile(whole, 0.5),
    p95: percentile(whole, 0.95),
    alone_p50: percentile(alone, 0.5),
    alone_p95: percentile(alone, 0.95),
    cpu,
    trip_p50: percentile(trips, 0.5),
    bare_p50: percentile(bareTrips, 0.5),
    queries: statements.length,
    statements,
  }
}

/** The smallest value that at least this part of them does not exceed. */
function percentile(values: number[], part: number) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(Math.ceil(sorted.length * part) - 1, 0)] ?? 0
}

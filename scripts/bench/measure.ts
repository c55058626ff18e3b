import type { Answer, Client } from './client.ts'
import type { Bare, Server } from './world.ts'

/** Milliseconds. `cpu` is the server's own per request; `bare_…` are of the bare server, asked in turn. */
export type Timing = {
  p50: number
  p95: number
  cpu: number
  bare_p50: number
  bare_p95: number
  /** Queries of one request, that of the session included. */
  queries: number
  statements: string[]
}

const WARM_UP = 6
export const SAMPLES = 40
export const QUICK = 8
const MOST_MS = 12_000

/**
 * Asks one after another, a page and the same bytes from the bare server in turn, so that whatever else the machine
 * does falls on both.
 */
export async function measure(ask: () => Promise<Answer>, { server, bare, bareClient }: { server: Server; bare: Bare; bareClient: Client }, samples = SAMPLES) {
  let answer = await ask()
  for (let n = 1; n < WARM_UP; n++) answer = await ask()
  await server.read()
  await ask()
  const { statements } = await server.read()
  const { connection: _connection, 'keep-alive': _keepAlive, 'transfer-encoding': _chunked, date: _date, ...headers } = answer.headers
  await bare.tell({ status: answer.status, headers: headers as Record<string, string | string[]>, body: answer.body.toString('base64') })
  for (let n = 0; n < WARM_UP; n++) await bareClient.get('/')

  const own: number[] = []
  const others: number[] = []
  const before = (await server.read()).cpu
  const end = performance.now() + MOST_MS
  while (own.length < samples && (performance.now() < end || own.length < QUICK)) {
    own.push((await ask()).ms)
    others.push((await bareClient.get('/')).ms)
  }
  const cpu = ((await server.read()).cpu - before) / own.length
  return { answer, timing: timingOf(own, others, cpu, statements) }
}

export const timingOf = (own: number[], others: number[], cpu: number, statements: string[]): Timing => ({
  p50: percentile(own, 0.5),
  p95: percentile(own, 0.95),
  cpu,
  bare_p50: percentile(others, 0.5),
  bare_p95: percentile(others, 0.95),
  queries: statements.length,
  statements,
})

/** The smallest value that at least this part of them does not exceed. */
function percentile(values: number[], part: number) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(Math.ceil(sorted.length * part) - 1, 0)] ?? 0
}

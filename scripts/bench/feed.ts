import { textOf, type Answer, type Client } from './client.ts'
import { measure, mirror, timingOf, type Timing, type World } from './measure.ts'

const COLD = 5
/** One link is answered 120 times in ten minutes. */
const HELD = 60
/** A server that is asked all day has compiled what it runs; the bare one has so little to compile that it is ready at once. */
const WARM_UP = 90
const PAGE = '/calendario/suscribir'

export type FeedTiming = { events: number; bytes: number; cold: Timing; unchanged: Timing; plain: Timing; packed: Timing }

/** Subscriptions to every meeting, made by the page itself: each rendered once, the first asked for again. */
export async function measureFeed(client: Client, world: World): Promise<FeedTiming> {
  const { server, bare, bareClient } = world
  const paths: string[] = []
  for (let n = 0; n < COLD; n++) paths.push(await subscribe(client, n))

  const answers: Answer[] = []
  const bareTrips: number[] = []
  const { cpu: before } = await server.read()
  for (const path of paths) {
    const answer = await client.get(path, { accept: 'text/calendar' })
    if (answer.status !== 200) throw new Error(`The feed answers ${answer.status}.`)
    answers.push(answer)
    await mirror(answer, bare)
    await bareClient.get('/')
    bareTrips.push((await bareClient.get('/')).ms)
  }
  const { served, statements, cpu } = await server.read()
  const [first] = answers
  for (const path of paths.slice(3)) for (let n = 0; n < WARM_UP; n++) await client.get(path)
  const unchanged = await measure(() => client.get(paths[0]!, { 'if-none-match': String(first!.headers.etag) }), world)
  if (unchanged.answer.status !== 304) throw new Error(`An unchanged feed answers ${unchanged.answer.status}.`)
  const again = (at: number, headers: Record<string, string>) => measure(() => client.get(paths[at]!, headers), world, HELD)
  return {
    events: textOf(first!).split('BEGIN:VEVENT').length - 1,
    bytes: first!.body.length,
    cold: timingOf({
      served,
      trips: answers.map(({ ms }) => ms),
      bareTrips,
      cpu: (cpu - before) / COLD,
      statements: statements.slice(0, statements.length / COLD),
    }),
    unchanged: unchanged.timing,
    plain: (await again(1, { 'accept-encoding': 'identity' })).timing,
    packed: (await again(2, {})).timing,
  }
}

/** The path of a new subscription, from the only page that shows it. */
async function subscribe(client: Client, n: number) {
  const [, operation_id = ''] = /name="operation_id"[^>]*value="([^"]+)"/.exec(textOf(await client.get(PAGE))) ?? []
  const made = await client.post(PAGE, { scope: 'todo', filter: '', detail: 'full', name: `Medición ${n + 1}`, operation_id })
  const [path] = /\/cal\/[\w.-]+\.ics/.exec(textOf(made)) ?? []
  if (!path) throw new Error(`No link was made: the page answers ${made.status}.`)
  return path
}

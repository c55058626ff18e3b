import { textOf, type Answer, type Client } from './client.ts'
import { measure, timingOf, type Timing } from './measure.ts'
import type { Bare, Server } from './world.ts'

const COLD = 5
const PAGE = '/calendario/suscribir'

export type FeedTiming = { events: number; bytes: number; cold: Timing; unchanged: Timing }

/** Subscriptions of everything with due dates left out, made by the page itself: each rendered once, one asked for again. */
export async function measureFeed(client: Client, world: { server: Server; bare: Bare; bareClient: Client }): Promise<FeedTiming> {
  const rendered: { path: string; answer: Answer; cpu: number; statements: string[] }[] = []
  const bareTimes: number[] = []
  for (let n = 0; n < COLD; n++) {
    const path = await subscribe(client, n)
    const before = (await world.server.read()).cpu
    const answer = await client.get(path, { accept: 'text/calendar' })
    if (answer.status !== 200) throw new Error(`The feed answers ${answer.status}.`)
    const { cpu, statements } = await world.server.read()
    rendered.push({ path, answer, cpu: cpu - before, statements })
    await world.bare.tell({ status: 200, headers: { 'content-encoding': 'gzip' }, body: answer.body.toString('base64') })
    await world.bareClient.get('/')
    bareTimes.push((await world.bareClient.get('/')).ms)
  }
  const { path, answer, statements } = rendered[0]!
  const cpu = rendered.reduce((sum, each) => sum + each.cpu, 0) / COLD
  const again = await measure(() => client.get(path, { 'if-none-match': String(answer.headers.etag) }), world)
  if (again.answer.status !== 304) throw new Error(`An unchanged feed answers ${again.answer.status}.`)
  const text = textOf(answer)
  return {
    events: text.split('BEGIN:VEVENT').length - 1,
    bytes: answer.body.length,
    cold: timingOf(rendered.map((each) => each.answer.ms), bareTimes, cpu, statements),
    unchanged: again.timing,
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

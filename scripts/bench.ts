/**
 * `npm run bench`: the production server on the large demonstration, asked over HTTP as people do, in one run.
 * `--json` prints everything measured; `--only <text>` some pages; `--sql` each page's statements; `--fresh` makes the
 * demonstration again; `--quick` takes few samples, for a look. Leaves with 1 when a goal is missed by more than what
 * the rest of the machine explains.
 */

import { parseArgs } from 'node:util'

import { DEMO_PASSWORD } from '#db/seeds/demo.server.ts'

import { openClient, textOf, type Answer, type Client } from './bench/client.ts'
import { emitterTable, measureEmitter } from './bench/emitter.ts'
import { measureFeed } from './bench/feed.ts'
import { openScale, type Weight } from './bench/first-load.ts'
import { foldersLine, measureFolders } from './bench/folders.ts'
import { IMPORT_GOAL_MS, importLine, measureImport } from './bench/imports.ts'
import { LETTERS_GOAL_MS, lettersLine, measureLetters } from './bench/letters.ts'
import { measure, QUICK, SAMPLES, type World } from './bench/measure.ts'
import { choosePages, type Page } from './bench/pages.ts'
import { isSlow, judge, machine, tablesOf, type Result } from './bench/report.ts'
import { buildIfStale, prepareData, startBare, startServer } from './bench/world.ts'

/** A page that misses its goal is measured again, as long as that does not keep anybody waiting. */
const ROUNDS = 3
const REPEAT_MS = 60_000
const logins = { coordinator: 'coordinacion@demo.hilvan.cl', leader: 'alcaldia.cerrillos@demo.hilvan.cl' }

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, fresh: { type: 'boolean' }, quick: { type: 'boolean' }, sql: { type: 'boolean' }, only: { type: 'string' } },
})
const wanted = (name: string) => name.toLowerCase().includes((options.only ?? '').toLowerCase())

buildIfStale()
const data = await prepareData(options.fresh ?? false)
const server = await startServer(data)
const bare = await startBare()
const bareClient = openClient(bare.origin)
let repeating = options.quick ? 0 : REPEAT_MS
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    data.release()
    process.exit(130)
  })
}
try {
  process.exitCode = await run({ server, bare, bareClient })
} finally {
  bareClient.close()
  await Promise.all([server.stop(), bare.stop()])
  data.release()
}

async function run(world: World) {
  const { pages, world: facts } = await choosePages(data.target)
  const clients = {
    coordinator: await signIn(logins.coordinator),
    leader: await signIn(logins.leader),
    nobody: openClient(server.origin),
  }
  const weigh = openScale(clients.nobody)
  const results: Result[] = []
  for (const page of pages.filter(({ name }) => wanted(name))) results.push(await measurePage(page, clients[page.who], weigh, world))
  if (wanted('feed')) results.push(...(await feedResults(clients.coordinator, world)))
  const letters = wanted('letters') ? await measureLetters(data.target) : undefined
  const imported = wanted('imports') ? await measureImport(data.target) : undefined
  const folders = wanted('folders') ? await measureFolders(data.target, server, clients) : undefined
  const { rss } = await server.read()
  for (const client of Object.values(clients)) client.close()

  const verdicts = judge(results)
  const missed = verdicts.filter(({ kept }) => !kept)
  if (options.json) {
    console.log(JSON.stringify({ machine: machine(engine()), facts, started_ms: server.started_ms, rss, results, letters, imported, folders, verdicts }, null, 2))
  } else {
    const described = Object.entries(facts).map(([what, value]) => `${what} ${value}`).join(', ')
    console.log(`${machine(engine())}; ${described}; up in ${server.started_ms.toFixed(0)} ms, ${(rss / 1e6).toFixed(0)} MB afterwards.\n`)
    console.log(tablesOf(results, verdicts))
    if (wanted('feed')) console.log(`\n${emitterTable(measureEmitter())}`)
    if (letters) console.log(`\n${lettersLine(letters)}`)
    if (imported) console.log(`\n${importLine(imported)}`)
    if (folders) console.log(`\n${foldersLine(folders)}`)
    if (options.sql) for (const { page, timing } of results) console.log(`\n${page.name}\n${timing.statements.map((text) => `  ${text}`).join('\n')}`)
    console.log(`\n${verdicts.length - missed.length} goals kept, ${missed.length} missed`)
    for (const { name, what, value, goal, unit } of missed) console.log(`  ${name}: ${what} ${value.toFixed(unit === '×' ? 1 : 0)} ${unit}, goal ≤ ${goal}`)
  }
  return missed.length > 0 || (letters && letters.cpu > LETTERS_GOAL_MS) || (imported && imported.read + imported.review + imported.apply > IMPORT_GOAL_MS) ? 1 : 0
}

/** Of several rounds, the best. */
async function measurePage(page: Page, client: Client, weigh: ReturnType<typeof openScale>, world: World): Promise<Result> {
  let best: Result | undefined
  for (let round = 0; round < ROUNDS && (!best || (isSlow(best) && repeating > 0)); round++) {
    const began = performance.now()
    const { answer, timing } = await measure(() => client.get(page.path), world, options.quick ? QUICK : SAMPLES)
    if (best) repeating -= performance.now() - began
    if (answer.status >= 400) throw new Error(`${page.path} answers ${answer.status}.`)
    const result = { page, timing, bytes: answer.body.length, weight: await weightOf(answer, page, weigh) }
    if (!best || timing.alone_p95 < best.timing.alone_p95) best = result
  }
  return best!
}

async function weightOf(answer: Answer, { js, later }: Page, weigh: ReturnType<typeof openScale>): Promise<Weight | undefined> {
  const isPage = js !== undefined && answer.status === 200 && String(answer.headers['content-type']).startsWith('text/html')
  return isPage ? weigh(textOf(answer), answer.body.length, later) : undefined
}

async function feedResults(client: Client, world: World): Promise<Result[]> {
  const { events, bytes, cold, unchanged, plain, packed } = await measureFeed(client, world)
  const path = '/cal/….ics'
  return [
    { page: { name: `Feed of ${events} events, cold`, path, cpu: 800 }, timing: cold, bytes },
    { page: { name: 'Feed, held, plain', path, toBare: 2 }, timing: plain, bytes: 0 },
    { page: { name: 'Feed, held, gzip', path, toBare: 2 }, timing: packed, bytes },
    { page: { name: 'Feed, unchanged (304)', path, cpu: 5 }, timing: unchanged, bytes: 0 },
  ]
}

async function signIn(email: string) {
  const client = openClient(server.origin)
  const { status } = await client.post('/entrar', { email, password: DEMO_PASSWORD })
  if (status !== 302) throw new Error(`Signing in as ${email} answers ${status}.`)
  return client
}

function engine() {
  return data.target.startsWith('postgres') ? 'PostgreSQL' : 'SQLite'
}

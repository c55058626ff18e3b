import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'

import { findBrowser } from './browser.ts'
import { browserCounts, vitestCounts } from './test/counts.ts'
import { type Outcome, runStep, type Step } from './test/step.ts'

if (Number(process.versions.napi) < 10) {
  console.error(`Hilván needs Node 22.14 or newer and this is ${process.version}; «npm test» brings its own.`)
  process.exit(1)
}

const DEMO = 'test-results/demo'

const vitest = (name: string, engine: string): Step => ({
  name,
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=test-results/${engine}.json`, `--maxWorkers=${availableParallelism()}`],
  env: { HILVAN_ENGINE: engine },
  report: `test-results/${engine}.json`,
  counts: vitestCounts,
  failuresFrom: /^.*⎯ (Failed|Unhandled|Startup)/m,
})

const types: Step = {
  name: 'Types',
  command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/hilvan.tsbuildinfo'],
}
const lint: Step = { name: 'Lint', command: ['oxlint', '--deny-warnings'] }
const build: Step = { name: 'Build', command: ['npm', 'run', '--silent', 'build'], env: { NODE_ENV: 'production' } }
const demo: Step = { name: 'Demo', command: ['node', 'bin/hilvan.ts', 'demo'], env: { HILVAN_DATA: DEMO } }
const sqlite = vitest('SQLite', 'sqlite')
const postgres = vitest('PostgreSQL', 'postgres')
const browser: Step = {
  name: 'Browser',
  command: ['playwright', 'test'],
  env: { E2E_DEMO: DEMO },
  report: 'test-results/browser.json',
  counts: browserCounts,
  failuresFrom: /^\s+1\) /m,
}

for (const { report } of [sqlite, postgres, browser]) if (report) rmSync(report, { force: true })

const all = process.argv[2] !== 'check'
const outcomes = all ? await runAll() : await runCheck()
close(outcomes)

/** Types and lint, and the tests on SQLite beside them: what one runs before a commit. */
async function runCheck() {
  const [still, moving] = await Promise.all([inTurn(types, lint), inTurn(sqlite)])
  return [...still, ...moving]
}

/** What needs no database beside what does; the browser has the machine to itself. */
async function runAll() {
  const { executablePath } = await findBrowser()
  if (executablePath) browser.env = { ...browser.env, CHROME_PATH: executablePath }
  rmSync(DEMO, { recursive: true, force: true })

  const [still, moving] = await Promise.all([inTurn(types, lint, build, demo), inTurn(sqlite, postgres)])
  const missing = still.find(({ step, failed }) => failed > 0 && (step === build || step === demo))
  const last = missing ? [notRun(browser, `${missing.step.name} failed`)] : await inTurn(browser)
  return [...still.slice(0, 2), ...moving, ...still.slice(2), ...last]
}

async function inTurn(...steps: Step[]) {
  const done: Outcome[] = []
  for (const step of steps) done.push(await runStep(step))
  return done
}

function notRun(step: Step, why: string): Outcome {
  return { step, seconds: 0, passed: 0, failed: 1, skipped: 0, report: `Not run: ${why}.` }
}

/** What failed in full, then one line per step, then the totals. */
function close(done: Outcome[]) {
  for (const { step, failed, report } of done) {
    if (failed > 0) console.log(`\n━━━ ${step.name} ━━━\n${report.trim()}`)
  }
  console.log('')
  for (const { step, seconds, passed, failed, skipped } of done) {
    const rest = skipped > 0 ? `, ${skipped} skipped` : ''
    console.log(`${step.name}: ${passed} passed, ${failed} failed${rest} (${seconds.toFixed(1)} s)`)
  }
  const total = (key: 'passed' | 'failed') => done.reduce((sum, outcome) => sum + outcome[key], 0)
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = total('failed') > 0 ? 1 : 0
}

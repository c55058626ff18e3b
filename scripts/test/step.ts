import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

import type { Counts } from './counts.ts'

export type Step = {
  name: string
  command: [program: string, ...args: string[]]
  env?: Record<string, string>
  /** The runner's own report, and how to read it; a step without them counts as a single test. */
  report?: string
  counts?: (report: string, code: number) => Counts
  /** Where, in what the step wrote, the account of its failures begins. */
  failuresFrom?: RegExp
}

export type Outcome = Counts & { step: Step; seconds: number; report: string }

const root = resolve(import.meta.dirname, '../..')
const LIMIT_MS = 30 * 60_000
const HEARTBEAT_MS = 60_000
/** What this shell may be set up for; nothing of it, least of all its database, is for the tests. */
const OF_THIS_SHELL = ['DATABASE_URL', 'HILVAN_DATA', 'HILVAN_INTRANET', 'HILVAN_LOG', 'BASE_URL', 'HOST', 'PORT', 'NODE_ENV', 'FORCE_COLOR']
/** A test file or browser test that failed, as Vitest and Playwright announce it. */
const BAD_NEWS = /^\s*(❯ tests\/.*failed|✘|x +\d+ \[)/

/** Runs one step, says when it begins and ends and what fails meanwhile, and keeps all of its output for the end. */
export async function runStep(step: Step): Promise<Outcome> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  console.log(`▸ ${step.name}`)
  const heartbeat = setInterval(() => console.log(`  ${step.name}: ${seconds().toFixed(0)} s`), HEARTBEAT_MS)

  const { code, output } = await run(step)
  clearInterval(heartbeat)
  const counts = step.counts?.(step.report ?? '', code) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  const outcome = { ...counts, step, seconds: seconds(), report: failuresIn(output, step.failuresFrom) }
  const tests = step.counts ? `: ${counts.passed} passed, ${counts.failed} failed` : ''
  console.log(`${counts.failed > 0 ? '✗' : '✓'} ${step.name}${tests} (${outcome.seconds.toFixed(1)} s)`)

  mkdirSync(join(root, 'test-results'), { recursive: true })
  writeFileSync(join(root, 'test-results', `${step.name.toLowerCase()}.log`), output)
  return outcome
}

function run({ name, command: [program, ...args], env }: Step) {
  const binaries = join(root, 'node_modules/.bin')
  const environment = { ...process.env }
  for (const key of OF_THIS_SHELL) delete environment[key]
  Object.assign(environment, { NO_COLOR: '1', PATH: `${binaries}${delimiter}${process.env.PATH}` }, env)
  const child = spawn(program, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it starts can be stopped with it.
    detached: true,
  })
  // As Ctrl-C would: Playwright then stops its servers, Vitest its database.
  const kill = () => {
    try {
      process.kill(-child.pid!, 'SIGINT')
    } catch {
      // It is gone already.
    }
  }
  running.add(kill)

  return new Promise<{ code: number; output: string }>((resolveRun) => {
    let output = ''
    let stopped = ''
    const listen = (chunk: Buffer) => {
      output += chunk
      for (const line of String(chunk).split('\n')) if (BAD_NEWS.test(line)) console.log(`  ${name}: ${line.trim()}`)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', (error) => (stopped = `\n${error.message}\n`))
    const limit = setTimeout(() => {
      stopped = `\nStopped after ${LIMIT_MS / 60_000} minutes.\n`
      kill()
    }, LIMIT_MS)
    child.on('close', (code) => {
      clearTimeout(limit)
      running.delete(kill)
      resolveRun({ code: stopped ? 1 : (code ?? 1), output: output + stopped })
    })
  })
}

function failuresIn(output: string, from: RegExp | undefined) {
  const start = from ? output.search(from) : 0
  return output.slice(Math.max(start, 0))
}

const running = new Set<() => void>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    for (const kill of running) kill()
    for (let tries = 0; tries < 100 && running.size > 0; tries++) await new Promise((resume) => setTimeout(resume, 100))
    console.log('\nInterrupted.')
    process.exit(130)
  })
}

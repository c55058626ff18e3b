import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { defineConfig, devices } from '@playwright/test'

import { findBrowser } from './scripts/browser.ts'
import { freePort } from './scripts/free-port.ts'

/** Workers read this file again; what was decided at first reaches them through the environment. */
const isWorker = process.env.TEST_WORKER_INDEX !== undefined
const data = (process.env.E2E_DATA ??= isWorker ? '' : mkdtempSync(join(tmpdir(), 'hilvan-e2e-')))
if (!isWorker) process.on('exit', () => rmSync(data, { recursive: true, force: true }))

const { executablePath, args, env } = await findBrowser()
if (executablePath) process.env.CHROME_PATH = executablePath
Object.assign(process.env, env)
// The journeys have databases of their own, whatever this shell is set up for.
for (const name of ['DATABASE_URL', 'HILVAN_INTRANET']) delete process.env[name]

const { viewport: _, ...phone } = devices['Pixel 7']

/** A desk and a pocket, each with a production server and a demonstration of its own, so that neither disturbs the other. */
const projects = [
  { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  { name: 'phone', use: { ...phone, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } },
]
const ports = (process.env.E2E_PORTS ??= (await Promise.all(projects.map(freePort))).join()).split(',')
const address = (index: number) => `http://127.0.0.1:${ports[index]}`

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/browser',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    locale: 'es-CL',
    timezoneId: 'America/Santiago',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args },
  },
  projects: projects.map(({ name, use }, index) => ({ name, use: { ...use, baseURL: address(index) } })),
  webServer: projects.map(({ name }, index) => ({
    name,
    command: `${demonstration(name)} && exec node server.ts`,
    url: `${address(index)}/healthz`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
    stdout: 'ignore' as const,
    stderr: 'pipe' as const,
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: ports[index]!,
      BASE_URL: address(index),
      HILVAN_DATA: folderOf(name),
      HILVAN_LOG: 'silent',
      TZ: 'Asia/Kathmandu',
    },
  })),
})

function folderOf(name: string) {
  const folder = join(data, name)
  if (!isWorker) mkdirSync(folder, { recursive: true })
  return folder
}

/** Made here, or a copy of the one that is at E2E_DEMO already. */
function demonstration(name: string) {
  const { E2E_DEMO } = process.env
  return E2E_DEMO ? `cp -R '${resolve(E2E_DEMO)}/.' '${folderOf(name)}'` : 'node bin/hilvan.ts demo'
}

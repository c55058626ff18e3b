import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from '@playwright/test'

import { freePort } from '../../scripts/free-port.ts'
import { ownDemonstration } from './own-demonstration.ts'

// One project is enough: these are about the process, not about a screen.
test.beforeEach(({}, { project }) => test.skip(project.name !== 'desktop'))

test('the server says that it lives and that it is ready', async ({ request }) => {
  expect(await (await request.get('/healthz')).text()).toBe('ok')
  expect(await (await request.get('/readyz')).text()).toBe('ready')
})

test('a page leaves with an enforced policy and a nonce of its own, and is kept by nobody', async ({ request }) => {
  const [one, two] = [await request.get('/entrar'), await request.get('/entrar')]
  const nonce = (headers: Record<string, string>) => /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1]

  expect(nonce(one.headers())).toBeTruthy()
  expect(nonce(one.headers())).not.toBe(nonce(two.headers()))
  expect(await one.text()).toContain(`nonce="${nonce(one.headers())}"`)
  expect(one.headers()).toMatchObject({
    'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cache-control': 'no-store',
  })
})

test('what nobody should ask for is refused at the door', async ({ request, baseURL }) => {
  const status = async (path: string, options = {}) => (await request.fetch(path, { maxRedirects: 0, ...options })).status()

  expect(await status('/__manifest?p=/')).toBe(404)
  expect(await status('/?_data=routes/today')).toBe(400)
  expect(await status('/', { headers: { host: 'otro.ejemplo' } })).toBe(421)
  const form = { email: 'a@b.cl', password: 'x' }
  expect(await status('/entrar', { method: 'POST', form, headers: { origin: 'https://malo.ejemplo' } })).toBe(403)
  expect(await status('/entrar', { method: 'POST', form })).toBe(403)
  expect(await status('/entrar', { method: 'POST', form, headers: { origin: baseURL! } })).toBe(400)
  expect(await status('/entrar', { method: 'POST', headers: { origin: baseURL! }, data: 'x'.repeat(300_000) })).toBe(413)
})

test('the data of a page is as closed as the page, and one loader alone is too', async ({ request }) => {
  for (const path of ['/compromisos.data', '/compromisos.data?_routes=routes/commitments/index', '/_root.data', '/m.data']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(await answer.text(), path).not.toMatch(/C-20\d\d-\d{4}/)
    expect([202, 204, 302], path).toContain(answer.status())
  }
})

test('fingerprinted files are kept for ever and travel compressed', async ({ request }) => {
  const page = await (await request.get('/entrar')).text()
  const asset = /href="(\/assets\/[^"]+\.css)"/.exec(page)![1]!
  const answer = await request.get(asset)

  expect(answer.headers()).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable' })
})

test('a wrong setting stops the server with one sentence', async () => {
  const { code, said } = await ended(serve({ PORT: 'ocho' }))

  expect(code).toBe(78)
  expect(said.trim()).toBe('PORT must be a number.')
})

test('a database that was never migrated is told apart from one that is down', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-empty-'))
  const { code, said } = await ended(serve({ HILVAN_DATA: folder, PORT: '1' }))
  rmSync(folder, { recursive: true })

  expect(code).toBe(78)
  expect(said).toContain('npx hilvan migrate')
})

test('two servers never share a data folder, and the first one stops calmly', async () => {
  test.setTimeout(60_000)
  const { folder } = ownDemonstration('desktop')
  const port = String(await freePort())
  const first = serve({ HILVAN_DATA: folder, PORT: port })
  await ready(`http://localhost:${port}/healthz`)

  const second = await ended(serve({ HILVAN_DATA: folder, PORT: String(await freePort()) }))
  expect(second.code).toBe(78)
  expect(second.said).toContain('Another Hilván server')

  first.kill('SIGTERM')
  expect((await ended(first)).code).toBe(0)
  rmSync(folder, { recursive: true })
})

function serve(env: Record<string, string>) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HILVAN_|PORT$|BASE_URL$|HOST$)/.test(name)))
  return spawn(process.execPath, ['server.ts'], { env: { ...inherited, NODE_ENV: 'production', HILVAN_LOG: 'silent', ...env } })
}

function ended(child: ChildProcess) {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise<{ code: number | null; said: string }>((resolve) => child.once('exit', (code) => setTimeout(() => resolve({ code, said }), 50)))
}

async function ready(url: string) {
  await expect.poll(() => fetch(url).then(({ status }) => status, () => 0), { timeout: 20_000 }).toBe(200)
}

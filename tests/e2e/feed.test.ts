import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { gunzipSync } from 'node:zlib'

import { expect, test } from '@playwright/test'
import SqliteDatabase from 'better-sqlite3'

import { freePort } from '../../scripts/free-port.ts'
import { ownDemonstration } from './own-demonstration.ts'
import { signIn } from './support.ts'

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }
type Asked = { method?: string; headers?: Record<string, string>; whenItBegins?: () => Promise<void> }

let server: Server
let address: string
let secret: string

// One project is enough, and one server for all, which nobody else asks: these count requests and read its log.
test.describe.configure({ mode: 'serial' })
test.beforeEach(({}, { project }) => test.skip(project.name !== 'desktop'))
test.beforeAll(async ({ browser }, { project }) => {
  if (project.name !== 'desktop') return
  server = await openServer()
  await server.start()
  const page = await browser.newPage({ baseURL: server.origin })
  await signIn(page, 'coordinacion@demo.hilvan.cl')
  await page.goto('/calendario/suscribir')
  await page.getByRole('radio', { name: 'Todo lo que puedo ver' }).check()
  await page.getByRole('button', { name: /^Crear/ }).click()
  address = new URL(await page.getByLabel('Dirección del calendario', { exact: true }).inputValue()).pathname
  secret = address.split('.')[1]!
  await page.close()
})
test.afterAll(async () => {
  await server?.stop()
  server?.remove()
})

test('a feed leaves the running server with its own headers, alike for GET and HEAD', async () => {
  const [whole, head] = [await get(address), await get(address, { method: 'HEAD' })]
  for (const { status, headers } of [whole, head]) {
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="hilvan.ics"',
      'cache-control': 'private, max-age=0, must-revalidate', 'vary': 'Accept-Encoding', 'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer', 'etag': expect.stringMatching(/^"[\w-]{43}"$/),
      'last-modified': expect.stringMatching(/GMT$/),
    })
    expect([headers['set-cookie'], headers.location]).toEqual([undefined, undefined])
  }
  expect(head.body).toHaveLength(0)
  expect([head.headers.etag, head.headers['last-modified']]).toEqual([whole.headers.etag, whole.headers['last-modified']])
  expect(whole.headers['content-length']).toBe(String(whole.body.length))
  expect(whole.body.toString()).toMatch(/^BEGIN:VCALENDAR\r\n[^]+END:VCALENDAR\r\n$/)
})

test('any program and any wish for another type gets the same bytes, with gzip and without', async () => {
  const plain = await get(address)
  const packed = await get(address, { headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(packed.body.length), 'vary': 'Accept-Encoding' })
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)

  const odd: Asked['headers'][] = [{ accept: 'text/html' }, { 'user-agent': '' }, { 'accept-encoding': 'br' }, { range: 'bytes=0-10' }, { cookie: 'sesion=x' }]
  for (const headers of odd) {
    const { status, body } = await get(address, { headers })
    expect([headers, status, body.equals(plain.body)]).toEqual([headers, 200, true])
  }
})

test('whoever has this version gets 304 and nothing else, whichever copy it had', async () => {
  const [plain, packed] = [await get(address), await get(address, { headers: { 'accept-encoding': 'gzip' } })]
  const known: Asked['headers'][] = [
    { 'if-none-match': plain.headers.etag! }, { 'if-none-match': packed.headers.etag!, 'accept-encoding': 'gzip' },
    { 'if-none-match': `W/${plain.headers.etag}` }, { 'if-none-match': '*' }, { 'if-modified-since': plain.headers['last-modified']! },
  ]
  for (const headers of known) {
    const answer = await get(address, { headers })
    expect([headers, answer.status, answer.body.length, answer.headers['referrer-policy']]).toEqual([headers, 304, 0, 'no-referrer'])
    expect(answer.headers.etag).toContain(plain.headers.etag!.slice(0, -1))
  }
  const strange = ['"', ',,,', 'W/'.repeat(3000), `"${'x'.repeat(7000)}`, '*, "x"']
  for (const tags of strange) expect((await get(address, { headers: { 'if-none-match': tags } })).status).toBe(200)
})

test('no other spelling of the address, no page data of it and no other method is answered', async () => {
  const wrong = [
    address.toUpperCase(), address.replace('/cal/', '/CAL/'), address.replace('.ics', '.ICS'), `${address}/`, `${address}.data`,
    address.replace('/cal/', '/Cal/').replace('.ics', '.ics.data'), `${address}.data?_routes=routes/calendar/feed`, address.slice(0, -4),
    address.replace('/cal/', '/cal//'), address.replace('/cal/', '/cal%2F'), `/${address}`, `${address};x=1`,
    address.replace('.ics', '/x.ics'), `/cal/${'A'.repeat(3000)}.ics`, `/cal/'%20or%201=1--.ics`, '/cal/.ics', '/cal/', '/cal',
  ]
  for (const path of wrong) {
    const { status, body, headers } = await get(path)
    expect([path, status]).toEqual([path, 404])
    expect(body.toString() + JSON.stringify(headers), path).not.toMatch(/VCALENDAR|text\/calendar/)
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND', 'REPORT']) {
    const { status, body } = await get(address, { method, headers: { origin: server.origin } })
    expect([method, status, body.length]).toEqual([method, 405, 0])
  }
  for (const path of ['/cal/%.ics', address.replace('.ics', '%00.ics')]) expect((await get(path)).status).toBe(400)
  expect((await get(`http://otro.ejemplo${address}`)).status).toBe(421)
  expect((await get(`${address}?x=1`)).status).toBe(200)
})

test('robots may read feeds and nothing else', async () => {
  const { status, headers, body } = await get('/robots.txt')
  expect([status, headers['content-type'], body.toString()]).toEqual([200, 'text/plain; charset=utf-8', 'User-agent: *\nAllow: /cal/\nDisallow: /\n'])
})

test('after a restart the same address gives the same bytes, tag and date', async () => {
  const before = await get(address)
  await server.stop()
  await server.start()
  const after = await get(address)
  expect(after.body.equals(before.body)).toBe(true)
  expect([after.headers.etag, after.headers['last-modified']]).toEqual([before.headers.etag, before.headers['last-modified']])
})

test('without its data the answer is 503 and nothing more, and then it answers again', async () => {
  for (const table of ['feed_versions', 'revisions', 'calendar_feeds']) {
    server.sql(`alter table ${table} rename to ${table}_gone`)
    const { status, headers, body } = await get(address)
    server.sql(`alter table ${table}_gone rename to ${table}`)
    expect([table, status, headers['retry-after'], body.length]).toEqual([table, 503, '300', 0])
  }
  expect((await get(address)).status).toBe(200)
})

test('the 121st request in ten minutes waits; it is never answered with less', async () => {
  await server.stop()
  await server.start()
  const statuses: number[] = []
  for (let n = 0; n < 122; n++) statuses.push((await get(address)).status)
  expect(statuses).toEqual([...Array.from({ length: 120 }, () => 200), 429, 429])
  const { headers, body } = await get(address)
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  expect(body).toHaveLength(0)
})

test('a server that dies half-way leaves an answer that nobody takes for whole', async () => {
  await server.stop()
  await server.start()
  // More than a socket holds: the rest must still be to come when it dies.
  server.sql(`update feed_versions set etag = '"larger"', body = replace(hex(zeroblob(20000000)), '00', 'X:Y' || char(13) || char(10))`)
  const answer = get(address, { whenItBegins: () => server.kill() })
  await expect(answer).rejects.toThrow(/aborted|ECONNRESET|hang up/)

  server.sql('delete from feed_versions')
  await server.start()
  expect((await get(address)).body.toString()).toMatch(/END:VCALENDAR\r\n$/)
})

test('the log tells of these requests without a letter of the secret', async () => {
  await server.stop()
  expect(server.said()).toContain('"path":"/cal/···"')
  expect(server.said().toLowerCase()).not.toContain(secret.toLowerCase())
})

function get(path: string, { method = 'GET', headers = {}, whenItBegins }: Asked = {}): Promise<Answer> {
  const { hostname, port, host } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    // The path as it is, without the mending of `fetch`.
    const asked = ask({ hostname, port, path, method, headers: { host, ...headers }, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => {
        if (chunks.push(chunk) > 1 || !whenItBegins) return
        incoming.pause()
        void whenItBegins().then(() => incoming.resume())
      })
      incoming.on('error', reject)
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

type Server = Awaited<ReturnType<typeof openServer>>

/** A production server of its own, on a copy of the demonstration. */
async function openServer() {
  const { folder, file } = ownDemonstration('desktop')
  const port = String(await freePort())
  const origin = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let said = ''

  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child?.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  return {
    origin,
    said: () => said,
    remove: () => rmSync(folder, { recursive: true }),
    sql(text: string) {
      const db = new SqliteDatabase(file)
      db.exec(text)
      db.close()
    },
    async start() {
      const env = { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: port, BASE_URL: origin, HILVAN_DATA: folder, HILVAN_LOG: 'info' }
      child = spawn(process.execPath, ['server.ts'], { env: env as NodeJS.ProcessEnv })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
      await expect.poll(() => fetch(`${origin}/healthz`).then(({ status }) => status, () => 0), { timeout: 20_000 }).toBe(200)
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** A bare `node:http` server that answers the same bytes as the page being measured: what the machine itself costs. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What to answer from now on; `body` is base64. */
export type Told = { status: number; headers: Record<string, string | string[]>; body: string }

let answer: { status: number; headers: Told['headers']; body: Buffer } | undefined

const server = createServer((_request, response) => {
  if (!answer) return response.writeHead(503).end()
  return response.writeHead(answer.status, answer.headers).end(answer.body)
})

process.on('message', ({ status, headers, body }: Told) => {
  answer = { status, headers, body: Buffer.from(body, 'base64') }
  process.send?.('ready')
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))

import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that a system lends to whoever calls (from 32,768 on Linux, from 49,152 elsewhere), above the ones fetch refuses. */
const FIRST = 11_000
const LAST = 32_000

/**
 * A port of this machine that a server can have, also after it was stopped and starts again. One of those that callers
 * are lent may be in use by none and still be refused for a minute, if the call that had it was the one to hang up.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (await canBeHad(port)) return port
  }
}

async function canBeHad(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}

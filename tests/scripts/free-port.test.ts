import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'

import { expect, test } from 'vitest'

import { freePort } from '../../scripts/free-port.ts'

test('a server can be had where nobody calls from: what a call has just left is refused although nobody is there', async () => {
  const left = await portThatACallLeft()
  await expect(serverAt(left)).rejects.toThrow('EADDRINUSE')

  const port = await freePort()
  const server = await serverAt(port)
  await expect(serverAt(port)).rejects.toThrow('EADDRINUSE')
  server.close()
  await once(server, 'close')
  // And once more, as a server does that starts again.
  const again = await serverAt(port)
  again.close()
})

async function serverAt(port: number) {
  const server = createServer((socket) => socket.resume().on('end', () => socket.end())).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function portThatACallLeft() {
  const server = await serverAt(0)
  const call = connect((server.address() as AddressInfo).port, '127.0.0.1') // Listening on a port, not on a pipe.
  await once(call, 'connect')
  const { localPort } = call
  call.end()
  await once(call.resume(), 'close')
  server.close()
  return localPort!
}

import { Socket } from 'node:net'
import { format } from 'node:util'

import { afterAll, afterEach } from 'vitest'

/** What was complained about since the last look. A test that expects a complaint spies on the console itself. */
const complaints: string[] = []

for (const level of ['error', 'warn'] as const) {
  console[level] = (...words: unknown[]) => {
    complaints.push(`console.${level}: ${format(...words)}`)
  }
}

function refuseComplaints() {
  const found = complaints.splice(0)
  if (found.length > 0) throw new Error(`Nothing should be written to the console.\n${found.join('\n')}`)
}

afterEach(refuseComplaints)
afterAll(refuseComplaints)

/** Tests run offline: only this machine and its unix sockets may be reached. */
type Connect = (this: Socket, ...args: unknown[]) => Socket
const guarded = Socket.prototype as { connect: Connect & { unguarded?: Connect } }
const connect = guarded.connect.unguarded ?? guarded.connect
guarded.connect = Object.assign(
  function (this: Socket, ...args: unknown[]) {
    const { path, host } = destination(args)
    if (path || isHere(host)) return connect.apply(this, args)
    throw new Error(`A test tried to reach ${host}; tests run offline.`)
  },
  // Files that share a process wrap it once.
  { unguarded: connect },
)

/** `net` calls with one normalised array, others with options, with (port, host) or with (path). */
function destination(args: unknown[]): { path?: string; host?: string } {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  if (typeof first === 'object' && first !== null) return first
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { path: first }
  return typeof second === 'string' ? { host: second } : {}
}

const isHere = (host: string | undefined) =>
  !host || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

/** Runs in a thread of its own: a file made to tire its reader is stopped from outside, and nobody else waits. */

import { parentPort, workerData } from 'node:worker_threads'

import { readFile } from './ics-reader/file.server.ts'

const { bytes, today, zone } = workerData as { bytes: Uint8Array; today: string; zone: string }

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(readFile(bytes, { today, zone }))

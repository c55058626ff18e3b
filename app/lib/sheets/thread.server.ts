/** Runs in a thread of its own: a file made to tire its reader is stopped from outside, and nobody else waits. */

import { parentPort, workerData } from 'node:worker_threads'

import { answerTo, type Task } from './file.server.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(answerTo(workerData as Task))

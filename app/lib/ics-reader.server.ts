import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

import type { Reading } from './ics-reader/reading.server.ts'
import { outsideTransaction } from './transaction.server.ts'

export type { EntryFacts, ReadEntry, Reading } from './ics-reader/reading.server.ts'

export const MOST_BYTES = 1024 * 1024
const DEADLINE_MS = 5_000
const MEGABYTES = 256

const TOO_LONG = 'Leer ese archivo toma demasiado tiempo: trae algo que no es de un calendario común. Expórtelo por partes.'

/**
 * Reads a calendar that somebody else wrote, in a thread with a deadline and bounded memory. `today` decides how far
 * back series are taken; `zone` is where hours are kept that come in no zone of ours. Never throws for what is in `bytes`.
 */
export async function readCalendar(bytes: Uint8Array, where: { today: string; zone: string }): Promise<Reading> {
  outsideTransaction('Reading a calendar')
  if (bytes.length === 0) return { ok: false, problem: 'El archivo está vacío.' }
  if (bytes.length > MOST_BYTES) return { ok: false, problem: 'Pesa más de 1 MB. Expórtelo por partes, por ejemplo un año cada vez.' }
  const reading = waiting.then(() => readInThread(bytes, where))
  waiting = reading.then(() => undefined, () => undefined)
  return reading
}

/** One at a time: two threads at their limit would take the memory of everybody else. */
let waiting: Promise<void> = Promise.resolve()

/** By its name and not by its place: the build gathers this module with others, and threads start from a file. */
const thread = createRequire(import.meta.url).resolve('#app/lib/ics-reader-thread.server.ts')

function readInThread(bytes: Uint8Array, where: { today: string; zone: string }) {
  return new Promise<Reading>((resolve, reject) => {
    const worker = new Worker(thread, {
      workerData: { bytes, ...where },
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
    const deadline = setTimeout(() => void worker.terminate(), DEADLINE_MS)
    const settle = (reading: Reading) => {
      clearTimeout(deadline)
      resolve(reading)
    }
    worker.once('message', settle)
    worker.once('error', (error) => (isExhausted(error) ? settle({ ok: false, problem: TOO_LONG }) : reject(error)))
    worker.once('exit', () => settle({ ok: false, problem: TOO_LONG }))
  })
}

const isExhausted = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

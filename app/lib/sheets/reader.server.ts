import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

import { outsideTransaction } from '../transaction.server.ts'
import type { Answer, Task } from './file.server.ts'
import { MOST, Unreadable, type Reading } from './reading.ts'

const DEADLINE_MS = 2_000
const MEGABYTES = 256
const TOO_LONG = 'Leer ese archivo toma demasiado: trae algo que no es de una planilla común. Copie solo las filas que hacen falta en una planilla nueva y súbala.'

/**
 * Reads an XLSX, CSV or VCF that somebody else wrote, in a thread with a deadline and bounded memory. Throws `Unreadable`
 * for whatever is wrong with the file. `name` is what the person called it.
 */
export async function readSheets(bytes: Uint8Array, { name }: { name: string }): Promise<Reading> {
  if (bytes.length === 0) throw new Unreadable('El archivo está vacío.')
  if (bytes.length > MOST.bytes) throw new Unreadable(`Pesa más de ${MOST.bytes / 1024 / 1024} MB. Divida la planilla y súbala por partes.`)
  return readApart({ bytes, name })
}

/** Reads what was copied from a spreadsheet: cells apart by tabs, else as a CSV. Throws `Unreadable`. */
export async function readPaste(text: string): Promise<Reading> {
  if (text.trim() === '') throw new Unreadable('No hay nada pegado.')
  if (text.length > MOST.bytes) throw new Unreadable('Es demasiado para pegarlo. Guárdelo como .xlsx y súbalo.')
  return readApart({ text })
}

async function readApart(task: Task) {
  outsideTransaction('Reading a spreadsheet')
  const answer = waiting.then(() => answerOf(task))
  waiting = answer.then(() => undefined, () => undefined)
  const settled = await answer
  if (!settled.ok) throw new Unreadable(settled.problem)
  return settled.reading
}

/** One at a time: two threads at their limit would take the memory of everybody else. */
let waiting: Promise<void> = Promise.resolve()

/** By its name and not by its place: the build gathers this module with others, and threads start from a file. */
const thread = createRequire(import.meta.url).resolve('#app/lib/sheets/thread.server.ts')

function answerOf(task: Task) {
  return new Promise<Answer>((resolve, reject) => {
    const worker = new Worker(thread, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
    let deadline: NodeJS.Timeout | undefined
    worker.once('online', () => {
      deadline = setTimeout(() => void worker.terminate(), DEADLINE_MS)
    })
    const settle = (answer: Answer) => {
      clearTimeout(deadline)
      resolve(answer)
    }
    worker.once('message', settle)
    worker.once('error', (error) => (isExhausted(error) ? settle({ ok: false, problem: TOO_LONG }) : reject(error)))
    worker.once('exit', () => settle({ ok: false, problem: TOO_LONG }))
  })
}

const isExhausted = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'

import busboy from 'busboy'

import { readFields } from './form-reader.server.ts'
import { MOST_BYTES } from './ics-reader.server.ts'
import { outsideTransaction } from './transaction.server.ts'
import { displayName } from './uploads.server.ts'

/** A calendar as it was sent: a file, or what was pasted. It stays in memory and is written nowhere. */
export type SentCalendar = { name: string; bytes: Uint8Array; pasted: string }

const PASTED = 'Texto pegado'
const LIMITS = { fields: 4, files: 1, parts: 5, fieldSize: MOST_BYTES + 1, fieldNameSize: 60, headerPairs: 20, fileSize: MOST_BYTES + 1 }

/**
 * Reads a form with a file `file` and a text `text`; the file wins. One byte over the limit comes too, for its reader to
 * refuse with a sentence. Throws a 4xx response for what a form of ours never sends.
 */
export async function readSentCalendar(request: Request): Promise<SentCalendar> {
  outsideTransaction('Reading an upload')
  const type = request.headers.get('Content-Type') ?? ''
  if (!type.startsWith('multipart/form-data')) return pasted(String((await readFields(request)).get('text') ?? ''))
  if (!request.body) throw bad('Formulario vacío')
  const { text, file } = await readParts(request.body, type)
  return file ? { ...file, pasted: '' } : pasted(text)
}

const pasted = (text: string): SentCalendar => ({ name: PASTED, bytes: Buffer.from(text.trim()), pasted: text.length <= 100_000 ? text : '' })

const bad = (why: string, status = 400) => new Response(why, { status })

async function readParts(body: ReadableStream<Uint8Array>, type: string) {
  let text = ''
  let file: { name: string; bytes: Uint8Array } | undefined
  const source = Readable.fromWeb(body as WebStream)
  const parser = parserOf(type)
  try {
    await new Promise<void>((done, fail) => {
      parser.on('field', (name, value) => {
        if (name === 'text') text = value
      })
      parser.on('file', (_name, stream, { filename }) => {
        const chunks: Buffer[] = []
        stream.on('error', () => fail(bad('Formulario no válido')))
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (filename) file = { name: displayName(filename), bytes: Buffer.concat(chunks) }
        })
      })
      for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) parser.on(limit, () => fail(bad('Demasiados campos')))
      parser.on('error', () => fail(bad('Formulario no válido')))
      parser.on('close', done)
      source.on('error', () => fail(bad('El envío se interrumpió')))
      source.pipe(parser)
    })
  } catch (error) {
    // The rest is read and dropped: the door has already limited how much may come.
    source.unpipe()
    source.resume()
    parser.destroy()
    throw error
  }
  return { text, file }
}

function parserOf(type: string) {
  try {
    return busboy({ headers: { 'content-type': type }, limits: LIMITS, defParamCharset: 'utf8' })
  } catch {
    throw bad('Formulario no válido')
  }
}

import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'

import busboy from 'busboy'

import { readFields } from './form-reader.server.ts'
import { outsideTransaction } from './transaction.server.ts'
import { displayName } from './uploads.server.ts'

/** A file as it was sent, or what was pasted instead. It stays in memory and is written nowhere. */
export type SentFile = { name: string; bytes: Uint8Array; pasted: string; fields: Record<string, string> }

const PASTED = 'Texto pegado'

/**
 * Reads a form with a file `file`, a text `text` and perhaps other short fields; the file wins. One byte over the limit
 * comes too, for its reader to refuse with a sentence. Throws a 4xx response for what a form of ours never sends.
 */
export async function readSentFile(request: Request, most_bytes: number): Promise<SentFile> {
  outsideTransaction('Reading an upload')
  const type = request.headers.get('Content-Type') ?? ''
  if (!type.startsWith('multipart/form-data')) {
    const sent = [...(await readFields(request))].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
    return pasted(Object.fromEntries(sent))
  }
  if (!request.body) throw bad('Formulario vacío')
  const { fields, file } = await readParts(request.body, type, most_bytes)
  return file ? { ...file, pasted: '', fields } : pasted(fields)
}

function pasted(fields: Record<string, string>): SentFile {
  const text = fields.text ?? ''
  return { name: PASTED, bytes: Buffer.from(text.trim()), pasted: text, fields }
}

const bad = (why: string, status = 400) => new Response(why, { status })

async function readParts(body: ReadableStream<Uint8Array>, type: string, most: number) {
  const fields: Record<string, string> = {}
  let file: { name: string; bytes: Uint8Array } | undefined
  const source = Readable.fromWeb(body as WebStream)
  const parser = parserOf(type, most)
  try {
    await new Promise<void>((done, fail) => {
      parser.on('field', (name, value) => {
        if (/^[a-z]{1,20}$/.test(name)) fields[name] = value
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
  return { fields, file }
}

function parserOf(type: string, most: number) {
  try {
    return busboy({ headers: { 'content-type': type }, limits: { fields: 4, files: 1, parts: 5, fieldSize: most + 1, fieldNameSize: 60, headerPairs: 20, fileSize: most + 1 }, defParamCharset: 'utf8' })
  } catch {
    throw bad('Formulario no válido')
  }
}

import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'

import busboy from 'busboy'

import { outsideTransaction } from './transaction.server.ts'

/** How many of each, and how long, in bytes; a field or a file that is longer comes cut, and says so. */
export type PartLimits = { fields: number; fieldSize: number; fileSize: number }

export type FileStream = Readable & { truncated?: boolean }

type Readers = {
  /** May throw a response that refuses the form. */
  field: (name: string, value: string, isCut: boolean) => void
  /** Reads the file to its end. */
  file: (stream: FileStream, name: string) => Promise<void>
}

export const isMultipart = (request: Request) => (request.headers.get('Content-Type') ?? '').startsWith('multipart/form-data')

export const badForm = (why: string, status = 400) => new Response(why, { status })

/**
 * Goes once through the parts of a form with at most one file, as they come. Throws a 4xx response for what a form of
 * ours never sends; by then the file's reader has ended too.
 */
export async function readParts(request: Request, limits: PartLimits, readers: Readers): Promise<void> {
  outsideTransaction('Reading an upload')
  if (!request.body) throw badForm('Formulario vacío')
  const source = Readable.fromWeb(request.body as WebStream)
  const parser = parserOf(request, limits)
  let reading = Promise.resolve()
  try {
    await new Promise<void>((done, fail) => {
      parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
        try {
          readers.field(name, value, nameTruncated || valueTruncated)
        } catch (error) {
          fail(error)
        }
      })
      parser.on('file', (_name, stream, { filename }) => {
        // A form cut short fails here before anybody reads the file; unheard, that would end the process.
        stream.on('error', () => fail(badForm('Formulario no válido')))
        reading = readers.file(stream, filename ?? '')
        reading.catch(fail)
      })
      for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) parser.on(limit, () => fail(badForm('Demasiados campos')))
      parser.on('error', () => fail(badForm('Formulario no válido')))
      parser.on('close', done)
      source.on('error', () => fail(badForm('El envío se interrumpió')))
      source.pipe(parser)
    })
  } catch (error) {
    // The rest is read and dropped: the door has already limited how much may come.
    source.unpipe()
    source.resume()
    parser.destroy()
    await reading.catch(() => undefined)
    throw error
  }
  await reading
}

/** Throws a 4xx response for a multipart body without boundary. */
function parserOf(request: Request, limits: PartLimits) {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('Content-Type') ?? '' },
      limits: { ...limits, files: 1, parts: limits.fields + 1, fieldNameSize: 60, headerPairs: 20 },
      defParamCharset: 'utf8',
    })
  } catch {
    throw badForm('Formulario no válido')
  }
}

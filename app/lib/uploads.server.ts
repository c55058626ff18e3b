import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { fileTypeFromFile } from 'file-type'

import { checkFields, readFields } from './form-reader.server.ts'
import { badForm, isMultipart, readParts, type FileStream } from './multipart.server.ts'

/** A file already in the store; `name` is display text, and the hash never leaves the server. */
export type StoredFile = { sha256: string; name: string; media_type: string; size: number }

/** `problem` is the sentence that goes beside the file field; then nothing was stored. */
export type Upload = { fields: FormData; file: StoredFile | null; problem: string | null }

const MEGABYTE = 1024 * 1024
const LIMITS = { fields: 20, fieldSize: 2000, fileSize: 20 * MEGABYTE }

const OLE = 'application/x-cfb'
const PLAIN = 'text'

/** What may be kept: by extension, the type it is served as and what its first bytes must say. Never SVG or HTML. */
const KINDS: Record<string, { media_type: string; magic: string }> = {
  pdf: { media_type: 'application/pdf', magic: 'application/pdf' },
  jpg: { media_type: 'image/jpeg', magic: 'image/jpeg' },
  jpeg: { media_type: 'image/jpeg', magic: 'image/jpeg' },
  png: { media_type: 'image/png', magic: 'image/png' },
  webp: { media_type: 'image/webp', magic: 'image/webp' },
  heic: { media_type: 'image/heic', magic: 'image/heic' },
  ...office('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  ...office('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  ...office('pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'),
  ...office('odt', 'application/vnd.oasis.opendocument.text'),
  ...office('ods', 'application/vnd.oasis.opendocument.spreadsheet'),
  doc: { media_type: 'application/msword', magic: OLE },
  xls: { media_type: 'application/vnd.ms-excel', magic: OLE },
  txt: { media_type: 'text/plain; charset=utf-8', magic: PLAIN },
  csv: { media_type: 'text/csv; charset=utf-8', magic: PLAIN },
}

/** For the `accept` of a file field. */
export const acceptedExtensions = Object.keys(KINDS).map((extension) => `.${extension}`).join(',')

/**
 * Reads a form that may bring one file, and keeps the file under its SHA-256. Call it only once the viewer is known
 * to be allowed. Throws a 4xx response for what a form of ours never sends.
 */
export async function readUpload(request: Request): Promise<Upload> {
  if (!isMultipart(request)) return { fields: await readFields(request), file: null, problem: null }

  const pairs: [string, string][] = []
  let kept = null as StoredFile | string | null
  await readParts(request, LIMITS, {
    field(name, value, isCut) {
      if (isCut) throw badForm('Texto demasiado largo', 413)
      pairs.push([name, value])
    },
    async file(stream, name) {
      kept = await keep(stream, name)
    },
  })
  const fields = checkFields(pairs)
  return typeof kept === 'string' ? { fields, file: null, problem: kept } : { fields, file: kept, problem: null }
}

/** Where the bytes of a stored file are. */
export const pathOf = (sha256: string) => join(filesFolder(), sha256.slice(0, 2), sha256)

/** A stored file as a response: always a download, never something the browser runs on our origin. */
export async function download({ sha256, name, media_type }: Omit<StoredFile, 'size'>): Promise<Response | undefined> {
  const size = await stat(pathOf(sha256)).then((entry) => entry.size, () => undefined)
  if (size === undefined) return undefined
  const handle = await open(pathOf(sha256))
  return new Response(handle.readableWebStream({ autoClose: true }) as ReadableStream, {
    headers: {
      'Content-Type': media_type,
      'Content-Length': String(size),
      'Content-Disposition': `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${rfc5987(name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'no-store',
    },
  })
}

/** A name to show: no path, no control or direction characters, at most 120 characters with its extension. */
export function displayName(name: string) {
  const clean = name
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
  const extension = extensionOf(clean)
  const stem = (extension ? clean.slice(0, -extension.length - 1) : clean).slice(0, 110).trim() || 'archivo'
  return extension ? `${stem}.${extension}` : stem
}

/** Where everything that was sent is kept. */
export const filesFolder = () => join(process.env.HILVAN_DATA ?? 'data', 'files')

function office(extension: string, media_type: string) {
  return { [extension]: { media_type, magic: media_type } }
}

/** Stores one file, or says why not, or answers null when the field was left empty. Always reads it to its end. */
async function keep(stream: FileStream, given: string): Promise<StoredFile | string | null> {
  const name = displayName(given)
  const extension = extensionOf(name)
  const kind = KINDS[extension]
  if (!given || !kind) {
    stream.resume()
    return given ? `No se admiten archivos de ese tipo. Puede adjuntar ${readableKinds}.` : null
  }

  await mkdir(filesFolder(), { recursive: true })
  const temporary = join(filesFolder(), `.${randomBytes(12).toString('hex')}.tmp`)
  try {
    const { sha256, size, isText } = await write(stream, temporary)
    if (stream.truncated) return 'El archivo pesa más de 20 MB. Adjunte uno más liviano o un enlace.'
    if (size === 0) return 'El archivo está vacío.'
    if (!(kind.magic === PLAIN ? isText : (await fileTypeFromFile(temporary))?.mime === kind.magic)) {
      return `El contenido no corresponde a un archivo .${extension}. Guárdelo de nuevo y adjúntelo otra vez.`
    }
    await settle(temporary, sha256)
    return { sha256, name, media_type: kind.media_type, size }
  } finally {
    await rm(temporary, { force: true })
  }
}

const readableKinds = 'PDF, imágenes, Word, Excel, PowerPoint, OpenDocument, texto o CSV'

async function write(stream: FileStream, path: string) {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let isText = true
  const handle = await open(path, 'wx')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
      isText &&= isTextIn(decoder, chunk)
      await handle.write(chunk)
    }
    isText &&= isTextIn(decoder)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size, isText }
}

function isTextIn(decoder: TextDecoder, chunk?: Buffer) {
  try {
    return !decoder.decode(chunk, { stream: chunk !== undefined }).includes('\u0000')
  } catch {
    return false
  }
}

/** The name says the content; syncing the directory makes the name survive a power cut. */
async function settle(temporary: string, sha256: string) {
  const directory = join(filesFolder(), sha256.slice(0, 2))
  await mkdir(directory, { recursive: true })
  await rename(temporary, pathOf(sha256))
  const handle = await open(directory)
  await handle.sync().finally(() => handle.close())
}

const extensionOf = (name: string) => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

const asciiName = (name: string) =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]|["\\%]/g, '_')

const rfc5987 = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

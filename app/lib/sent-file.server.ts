import { readFields } from './form-reader.server.ts'
import { isMultipart, readParts } from './multipart.server.ts'
import { displayName } from './uploads.server.ts'

/** A file as it was sent, or what was pasted instead. It stays in memory and is written nowhere. */
export type SentFile = { name: string; bytes: Uint8Array; pasted: string; fields: Record<string, string> }

const PASTED = 'Texto pegado'

/**
 * Reads a form with a file `file`, a text `text` and perhaps other short fields; the file wins. One byte over the limit
 * comes too, for its reader to refuse with a sentence. Throws a 4xx response for what a form of ours never sends.
 */
export async function readSentFile(request: Request, most_bytes: number): Promise<SentFile> {
  if (!isMultipart(request)) {
    const sent = [...(await readFields(request))].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
    return pasted(Object.fromEntries(sent))
  }
  const fields: Record<string, string> = {}
  let file = undefined as { name: string; bytes: Uint8Array } | undefined
  await readParts(request, { fields: 4, fieldSize: most_bytes + 1, fileSize: most_bytes + 1 }, {
    field(name, value) {
      if (/^[a-z]{1,20}$/.test(name)) fields[name] = value
    },
    async file(stream, name) {
      const chunks: Buffer[] = []
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
      if (name) file = { name: displayName(name), bytes: Buffer.concat(chunks) }
    },
  })
  return file ? { ...file, pasted: '', fields } : pasted(fields)
}

function pasted(fields: Record<string, string>): SentFile {
  const text = fields.text ?? ''
  return { name: PASTED, bytes: Buffer.from(text.trim()), pasted: text, fields }
}

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readUpload } from '#app/lib/uploads.server.ts'
import { multipart, PDF, useFileStore } from '#tests/support/uploads.ts'

const MEGABYTE = 1024 * 1024
const send = (form: FormData) => readUpload(new Request('http://localhost:3000/x', { method: 'POST', body: form }))
const files = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))

/** A form with one file of so many bytes, made piece by piece as it is asked for; `onPiece` hears how many were asked for so far. */
function slowForm(name: string, bytes: number, onPiece: (asked: number) => void) {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n${PDF}`
  const piece = new Uint8Array(64 * 1024).fill(0x20)
  let asked = 0
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (asked === 0) controller.enqueue(new TextEncoder().encode(head))
        if (asked >= bytes) {
          controller.enqueue(new TextEncoder().encode('\r\n--x--\r\n'))
          controller.close()
          return
        }
        // Gives way to whoever writes, as a network would.
        await new Promise((done) => setImmediate(done))
        asked += piece.length
        onPiece(asked)
        controller.enqueue(piece)
      },
    },
    { highWaterMark: 0 },
  )
  return new Request('http://localhost:3000/x', {
    method: 'POST', headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body, duplex: 'half',
  } as RequestInit)
}

test('a large file goes to the disk as it comes: it is never whole in memory', async () => {
  const folder = useFileStore()
  let ahead = 0
  const { file, problem } = await readUpload(
    slowForm('plano.pdf', 18 * MEGABYTE, (asked) => {
      const written = files(folder).reduce((sum, path) => sum + statSync(path).size, 0)
      ahead = Math.max(ahead, asked - written)
    }),
  )

  expect(problem).toBeNull()
  expect(file!.size).toBe(18 * MEGABYTE + PDF.length)
  expect(ahead).toBeLessThan(2 * MEGABYTE)
})

test('of a file that never ends, no more than the limit is written, and nothing stays', async () => {
  const folder = useFileStore()
  let most = 0
  const { file, problem } = await readUpload(
    slowForm('enorme.pdf', 40 * MEGABYTE, () => {
      most = Math.max(most, files(folder).reduce((sum, path) => sum + statSync(path).size, 0))
    }),
  )

  expect(file).toBeNull()
  expect(problem).toContain('20 MB')
  expect(most).toBeLessThanOrEqual(20 * MEGABYTE)
  expect(files(folder)).toEqual([])
})

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const EXE = bytes('MZ\u0090\u0000\u0003\u0000\u0000\u0000\u0004\u0000\u0000\u0000ÿÿ\u0000\u0000')
const ELF = bytes('\u007fELF\u0002\u0001\u0001\u0000')
const ZIP = bytes('PK\u0003\u0004\u0014\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000ÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿ')
const GIF = bytes('GIF89a\u0001\u0000\u0001\u0000')

test.each([
  ['factura.exe', EXE], ['factura.pdf.exe', EXE], ['factura.pdf', EXE], ['plano.jpg', ELF], ['plano.docx', ZIP], ['lista.xlsx', ZIP], ['foto.png', GIF],
  ['foto.png', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')], ['pagina.html', bytes('<!doctype html>')], ['pagina.pdf', bytes('<!doctype html><script>')],
  ['nota.txt', EXE], ['lista.csv', ZIP], ['acceso.lnk', bytes('L\u0000\u0000\u0000')], ['guion.js', bytes('alert(1)')], ['hoja.xlsm', ZIP],
  ['datos.zip', ZIP], ['.htaccess', bytes('Options +Indexes')],
])('%s that says one thing and is another is refused, and leaves nothing behind', async (name, content) => {
  const folder = useFileStore()
  const { file, problem } = await send(multipart({}, { name, bytes: content }))

  expect(file).toBeNull()
  expect(problem).toMatch(/No se admiten archivos de ese tipo|no corresponde/)
  expect(files(folder)).toEqual([])
})

test('a package that promises more than it holds is told apart at once', async () => {
  useFileStore()
  const start = performance.now()
  // A local header with a name of 65,535 letters, of which none comes.
  const liar = bytes(`PK\u0003\u0004${'\u0000'.repeat(22)}ÿÿÿÿ${'A'.repeat(100)}`)
  const { problem } = await send(multipart({}, { name: 'informe.docx', bytes: liar }))

  expect(problem).toContain('no corresponde')
  expect(performance.now() - start).toBeLessThan(2000)
})
